package io.jacquard.ir.autodiff;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import org.junit.jupiter.api.Test;

class ShapingRulesTest {
    @Test
    void reshapeAgreesWithDifferences() {
        check(new Shaping.Reshape(Shape.of(3, 4)), 2, 6);
    }

    @Test
    void transposeAgreesWithDifferences() {
        check(new Shaping.Transpose(IntList.of(2, 0, 1)), 2, 3, 4);
    }

    @Test
    void broadcastsAreSummedOverNewAndRepeatedAxes() {
        check(new Shaping.BroadcastInDim(Shape.of(4, 2, 3), IntList.of(1, 2)), 2, 1);
        check(new Shaping.BroadcastInDim(Shape.of(4, 2), IntList.of()));
        check(new Shaping.BroadcastInDim(Shape.of(1, 2, 1), IntList.of(0, 1)), 1, 2);
    }

    @Test
    void aBroadcastToNothingGivesZero() {
        check(new Shaping.BroadcastInDim(Shape.of(0, 2), IntList.of(0, 1)), 1, 2);
    }

    @Test
    void sliceAgreesWithDifferences() {
        check(new Shaping.Slice(IntList.of(1, 0), IntList.of(6, 3), IntList.of(2, 3)), 7, 4);
        check(new Shaping.Slice(IntList.of(2), IntList.of(2), IntList.of(1)), 4);
    }

    @Test
    void padAgreesWithDifferencesForTheDataAndThePaddingValue() {
        pad(new Shaping.Pad(IntList.of(1, 0), IntList.of(0, 2), IntList.of(2, 1)), 2, 3);
    }

    @Test
    void padThatCutsAgreesWithDifferences() {
        pad(new Shaping.Pad(IntList.of(-1, 2), IntList.of(1, -3), IntList.of(1, 0)), 3, 4);
        pad(new Shaping.Pad(IntList.of(-2), IntList.of(-1), IntList.of(2)), 4);
    }

    @Test
    void padOfNothingAgreesWithDifferences() {
        pad(new Shaping.Pad(IntList.of(1), IntList.of(2), IntList.of(1)), 0);
    }

    @Test
    void concatenateAgreesWithDifferences() {
        Differences.seeded(12)
                .with(2, 1)
                .with(2, 3)
                .with(2, 0)
                .check((s, x) -> {
                    Value y =
                            s.builder()
                                    .add(
                                            new Shaping.Concatenate(1),
                                            x.get(0),
                                            x.get(1),
                                            x.get(2),
                                            x.get(1));
                    return s.mul(y, y);
                });
    }

    @Test
    void reverseAgreesWithDifferences() {
        check(new Shaping.Reverse(IntList.of(0, 2)), 2, 1, 3);
    }

    private static void check(Op op, int... sizes) {
        Differences.seeded(10)
                .with(sizes)
                .check((s, x) -> square(s, s.builder().add(op, x.get(0))));
    }

    private static void pad(Shaping.Pad op, int... sizes) {
        Differences.seeded(11)
                .with(sizes)
                .with()
                .check((s, x) -> square(s, s.builder().add(op, x.get(0), x.get(1))));
    }

    // Squared, so that the gradient depends on the operand and can be differentiated again.
    private static Value square(Sugar s, Value y) {
        return s.mul(y, y);
    }
}
