package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.OpCase;
import io.jacquard.testkit.Tolerance;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final TensorType ROWS = TensorType.of(DType.F32, 6, 40);

    /// Each reduction needs the one before, so that one kernel would go over its rows many times.
    private static Function chain(int length) {
        Builder b = new Builder("chain");
        Sugar s = new Sugar(b);
        Value x = b.parameter("x", ROWS);
        for (int i = 0; i < length; i++) {
            Value most = s.reduceAndRepeat(Reducer.MAXIMUM, x, 1);
            x = s.sub(x, s.mul(most, 0.5));
        }
        return b.build(List.of(x, s.reduce(Reducer.ADD, x, IntList.of(1))));
    }

    @Test
    void whatIsTooLongForOneKernelBecomesSeveral() {
        Function f = chain(30);
        Grouping grouping = Grouping.of(Rewrites.of(f));
        List<Unit.Fused> fused =
                grouping.units().stream()
                        .filter(u -> u instanceof Unit.Fused)
                        .map(u -> (Unit.Fused) u)
                        .toList();
        assertThat(fused).anyMatch(u -> u.groups().size() > 1);
        for (Unit.Fused u : fused) {
            for (Group g : u.groups()) {
                assertThat(g.members().isEmpty() || GroupKernel.of(g).spec().isShort()).isTrue();
            }
        }
    }

    @Test
    void severalKernelsGiveWhatOneWould() {
        Function f = chain(30);
        Literal x = Literal.zeros(ROWS);
        for (int i = 0; i < x.elements(); i++) {
            x.set(i, Math.sin(i));
        }
        try (Device device = Device.open("cpu")) {
            BackendConformance.of(device)
                    .check(new OpCase("chain", "30", f, List.of(x), Tolerance.ELEMENTWISE));
        }
    }
}
