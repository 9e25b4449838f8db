package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Indexing.Gather;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.ScatterDimensions;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexingRulesTest {
    @Test
    void dynamicSlicesAgreeWithDifferencesInsideAndBeyondTheEnds() {
        slice(new int[] {1, 2}, 2, 2);
        slice(new int[] {-4, 9}, 2, 2);
        slice(new int[] {0, 1}, 3, 4);
        slice(new int[] {0, 1}, 0, 4);
    }

    private static void slice(int[] starts, int... sizes) {
        Indexing.DynamicSlice op = new Indexing.DynamicSlice(IntList.of(sizes));
        Differences.seeded(20)
                .with(3, 4)
                .check((s, x) -> square(s, at(s, op, List.of(x.get(0)), starts)));
    }

    @Test
    void dynamicUpdatesAgreeWithDifferencesForTheArrayAndTheUpdate() {
        update(new int[] {1, 2}, 2, 2);
        update(new int[] {-4, 9}, 2, 2);
        update(new int[] {1, 2}, 3, 4);
        update(new int[] {1, 2}, 0, 2);
    }

    private static void update(int[] starts, int... sizes) {
        Differences.seeded(21)
                .with(3, 4)
                .with(sizes)
                .check((s, x) -> square(s, at(s, new Indexing.DynamicUpdateSlice(), x, starts)));
    }

    private static final GatherDimensions TWO_AXES =
            new GatherDimensions(list(1), list(0), list(), list(), list(0, 1), 0);
    private static final GatherDimensions BATCHED =
            new GatherDimensions(list(2), list(), list(0), list(1), list(1), 2);

    private static IntList list(int... values) {
        return IntList.of(values);
    }

    private static Literal ints(int[] values, int... sizes) {
        return Literal.of(values, sizes);
    }

    @Test
    void gathersAgreeWithDifferencesAtRepeatedAndFarIndices() {
        gather(Gather.along(Shape.of(4, 3), 0, 1), ints(new int[] {2, 0, 2, 9, -5}, 5), 4, 3);
        gather(Gather.along(Shape.of(4, 3), 1, 2), ints(new int[] {2, 0, 7, 1}, 2, 2), 4, 3);
        gather(Gather.along(Shape.of(4), 0, 0), ints(new int[] {1}), 4);
        Literal pairs = ints(new int[] {0, 2, 9, 1, 1, -4}, 2, 3);
        gather(new Gather(TWO_AXES, list(1, 2), false), pairs, 3, 4);
        Literal batch = ints(new int[] {0, 1, 3, 5, 1, 1}, 2, 3, 1);
        gather(new Gather(BATCHED, list(1, 2), false), batch, 3, 4);
    }

    @Test
    void gathersOfNarrowAndUnsignedIndicesAgreeWithDifferences() {
        Literal bytes = Literal.zeros(TensorType.of(DType.I8, 2));
        bytes.setLong(0, -128);
        bytes.setLong(1, 127);
        gather(Gather.along(Shape.of(200), 0, 1), bytes, 200);
        Literal unsigned = Literal.zeros(TensorType.of(DType.U32, 2));
        unsigned.setLong(0, 0xFFFFFFFFL);
        unsigned.setLong(1, 1);
        gather(Gather.along(Shape.of(3, 2), 0, 1), unsigned, 3, 2);
    }

    private static void gather(Gather op, Literal indices, int... sizes) {
        Differences.seeded(22)
                .with(sizes)
                .check((s, x) -> square(s, s.builder().add(op, x.get(0), constant(s, indices))));
    }

    @Test
    void scattersOfEveryKindAgreeWithDifferences() {
        for (Update how : Update.values()) {
            Literal rows = ints(new int[] {2, 0, 2, 9, -5, 2}, 6);
            scatter(Scatter.along(how, Shape.of(4, 2), 0, 1), rows, list(4, 2), 6, 2);
            Literal one = ints(new int[] {1});
            scatter(Scatter.along(how, Shape.of(3), 0, 0), one, list(3));
            Scatter windows = new Scatter(how, ScatterDimensions.of(TWO_AXES), false, false);
            Literal pairs = ints(new int[] {0, 2, 9, 1, 2, 3, -1, 0}, 2, 4);
            scatter(windows, pairs, list(3, 4), 4, 2);
            Scatter batched = new Scatter(how, ScatterDimensions.of(BATCHED), false, false);
            Literal batch = ints(new int[] {0, 1, 3, 5, -1, 1}, 2, 3, 1);
            scatter(batched, batch, list(3, 4), 2, 3, 2);
        }
    }

    @Test
    void scattersOfUniqueIndicesAgreeWithDifferences() {
        for (Update how : Update.values()) {
            ScatterDimensions d =
                    Scatter.along(how, Shape.of(5, 2), 0, 1).scatterDimensionNumbers();
            Literal rows = ints(new int[] {3, 0, 9}, 3);
            scatter(new Scatter(how, d, false, true), rows, list(5, 2), 3, 2);
        }
    }

    private static void scatter(Scatter op, Literal indices, IntList sizes, int... updates) {
        Differences.seeded(23)
                .with(sizes.toArray())
                .with(updates)
                .check((s, x) ->
                        square(s, s.builder().add(op, x.get(0), constant(s, indices), x.get(1))));
    }

    @Test
    void factorsThatAreZeroHaveTheProductOfTheOthersAsGradient() {
        Scatter op = Scatter.along(Update.MULTIPLY, Shape.of(3), 0, 1);
        Literal x = Literal.of(new double[] {2, 3, 5}, 3);
        Literal by = Literal.of(new double[] {0, 7, 0, 0, 4}, 5);
        List<Literal> d =
                Evaluate.gradients(
                        (s, v) ->
                                s.builder()
                                        .add(
                                                op,
                                                v.get(0),
                                                constant(s, ints(new int[] {0, 0, 1, 1, 2}, 5)),
                                                v.get(1)),
                        x,
                        by);
        assertThat(d.get(0).doubles()).containsExactly(0, 0, 4);
        assertThat(d.get(1).doubles()).containsExactly(14, 0, 0, 0, 5);
    }

    @Test
    void equalLargestElementsShareTheCotangent() {
        Scatter op = Scatter.along(Update.MAXIMUM, Shape.of(2), 0, 1);
        Literal x = Literal.of(new double[] {2, 3}, 2);
        Literal by = Literal.of(new double[] {2, 2, 1, 0}, 4);
        List<Literal> d =
                Evaluate.gradients(
                        (s, v) ->
                                s.builder()
                                        .add(
                                                op,
                                                v.get(0),
                                                constant(s, ints(new int[] {0, 0, 1, 8}, 4)),
                                                v.get(1)),
                        x,
                        by);
        double third = 1.0 / 3;
        assertThat(d.get(0).doubles()).containsExactly(third, 1);
        assertThat(d.get(1).doubles()).containsExactly(third, third, 0, 0);
    }

    private static Value constant(Sugar s, Literal value) {
        return s.builder().add(new Creation.Constant(value));
    }

    private static Value at(Sugar s, Op op, List<Value> arrays, int... starts) {
        List<Value> operands = new ArrayList<>(arrays);
        for (int start : starts) {
            Literal position = Literal.scalar(DType.I32, start);
            operands.add(s.builder().add(new Creation.Constant(position)));
        }
        return s.builder().append(op, operands).result();
    }

    // Squared, so that the gradient depends on the operand and can be differentiated again.
    private static Value square(Sugar s, Value y) {
        return s.mul(y, y);
    }
}
