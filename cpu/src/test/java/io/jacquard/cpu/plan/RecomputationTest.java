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
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecomputationTest {
    /// So many that sums are cut in two, and no kernel can compute all.
    private static final TensorType DATA = TensorType.of(DType.F32, 64, 16, 48);

    private static final IntList ROWS = IntList.of(0, 1);

    private final Builder b = new Builder("test");
    private final Sugar s = new Sugar(b);

    /// What is twice reduced, as batch norm's data are: a value less its mean over the rows.
    private Value centered(Value x) {
        Value mean = s.mul(s.reduce(Reducer.ADD, x, ROWS), 1.0 / 1024);
        return s.sub(x, s.broadcast(mean, DATA.shape(), IntList.of(2)));
    }

    private Value normalized(Value centered) {
        Value sum = s.reduce(Reducer.ADD, s.mul(centered, centered), ROWS);
        Value root = b.add(new Unary.Sqrt(), s.add(sum, s.like(sum, 1e-5)));
        return s.div(centered, s.broadcast(root, DATA.shape(), IntList.of(2)));
    }

    /// How many arrays as large as the data kernels write that are no results.
    private static long stored(Function f) {
        Grouping grouping = Grouping.of(Rewrites.of(f));
        return grouping.units().stream()
                .filter(u -> u instanceof Unit.Fused)
                .flatMap(u -> ((Unit.Fused) u).groups().stream())
                .flatMap(g -> g.members().stream())
                .map(m -> m.result().slot())
                .filter(slot -> slot.bytes() == DATA.bytes() && slot.isNeeded())
                .filter(slot -> !slot.readers().contains(grouping.units().size()))
                .count();
    }

    @Test
    void whatIsMadeOfOneArrayAndItsMeanIsComputedAgain() {
        Value x = b.parameter("x", DATA);
        Function f = b.build(List.of(normalized(centered(x))));
        assertThat(stored(f)).isZero();
    }

    @Test
    void whatIsMadeOfTwoArraysIsStored() {
        Value x = b.parameter("x", DATA);
        Value y = b.parameter("y", DATA);
        Function f = b.build(List.of(normalized(s.mul(s.add(x, y), centered(y)))));
        assertThat(stored(f)).isOne();
    }

    @Test
    void whatIsDearIsStored() {
        Value x = b.parameter("x", DATA);
        Function f = b.build(List.of(normalized(s.exp(centered(x)))));
        assertThat(stored(f)).isOne();
    }

    @Test
    void theBitsAreThoseOfTheStoredValue() {
        Value x = b.parameter("x", DATA);
        Value centered = centered(x);
        Value normalized = normalized(centered);
        Function again = b.build(List.of(normalized));
        Function kept = b.build(List.of(normalized, centered));
        assertThat(stored(again)).isZero();
        assertThat(run(again).getFirst()).isEqualTo(run(kept).getFirst());
    }

    private static List<Literal> run(Function f) {
        Literal x = Literal.zeros(DATA);
        for (int i = 0; i < x.elements(); i++) {
            x.set(i, Math.sin(i) + 0.01 * i);
        }
        try (Device device = Device.open("cpu");
                Executable e = device.compile(f, CompileOptions.standard())) {
            Buffer in = device.allocate(DATA);
            in.write(x.segment());
            List<Buffer> out = new ArrayList<>();
            f.resultTypes().forEach(t -> out.add(device.allocate(t)));
            e.run(List.of(in), out);
            return out.stream().map(Buffer::literal).toList();
        }
    }
}
