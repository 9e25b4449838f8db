package io.jacquard.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.OpCase;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlTest {
    private static final int STEPS = 7;
    private static final int WIDTH = 20;
    private static final TensorType STATE = TensorType.of(DType.F32, 5, WIDTH);

    private final Device device = Device.open("cpu");

    @AfterEach
    void close() {
        device.close();
        assertThat(device.bytesInUse()).isZero();
    }

    // h' = tanh(x + h w), with h kept for the gradient
    private static Function cell() {
        Builder b = new Builder("cell");
        Value h = b.parameter("h", STATE);
        Value x = b.parameter("x", STATE);
        Value w = b.parameter("w", TensorType.of(DType.F32, WIDTH, WIDTH));
        Sugar s = new Sugar(b);
        Value next = b.add(new Unary.Tanh(), s.add(x, b.add(DotGeneral.matmul(), h, w)));
        Value shown = b.add(new Marker.Tap("h"), next);
        return b.build(List.of(shown, shown, h));
    }

    // The sum of the squares of all states of a recurrent network, and its gradients.
    private static Function network() {
        Builder b = new Builder("network");
        Value h = b.parameter("h", STATE);
        Value x = b.parameter("x", TensorType.of(DType.F32, STEPS, 5, WIDTH));
        Value w = b.parameter("w", TensorType.of(DType.F32, WIDTH, WIDTH));
        Control.Scan scan = new Control.Scan(cell(), 1, 1, STEPS, false);
        Value states = b.append(scan, List.of(h, x, w)).results().get(1);
        Sugar s = new Sugar(b);
        Value sum = s.reduce(Reducer.ADD, s.mul(states, states), IntList.range(0, 3));
        return ReverseMode.differentiate(b.build(List.of(sum)), IntList.range(0, 3));
    }

    private static List<Literal> arguments() {
        Random random = new Random(3);
        List<Literal> all = new ArrayList<>();
        network().parameters().forEach(p -> all.add(random(p.type(), random)));
        return all;
    }

    private static Literal random(TensorType type, Random random) {
        Literal made = Literal.zeros(type);
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, random.nextGaussian() / 4);
        }
        return made;
    }

    @Test
    void aRecurrentNetworkAndItsGradientsAgreeWithTheInterpreter() {
        Tolerance tolerance = Tolerance.contraction(STEPS * WIDTH * WIDTH);
        OpCase c = new OpCase("scan", "network", network(), arguments(), tolerance);
        BackendConformance.of(device).check(c);
    }

    @Test
    void loopsRunWithoutTheInterpreter() {
        try (Executable e = device.compile(network(), CompileOptions.standard())) {
            assertThat(e.report().items()).containsKeys("control", "onednn", "kernel");
            assertThat(e.report().items()).doesNotContainKey("interpreter");
            assertThat(e.report().notes()).isEmpty();
        }
    }

    @Test
    void tapsInsideALoopShowEachStep() {
        List<String> seen = new ArrayList<>();
        CompileOptions options = CompileOptions.standard().withTaps((label, _) -> seen.add(label));
        Function f = network();
        try (Executable e = device.compile(f, options)) {
            var in = f.parameters().stream().map(p -> device.allocate(p.type())).toList();
            var out = f.resultTypes().stream().map(device::allocate).toList();
            e.run(in, out);
            in.forEach(b -> b.close());
            out.forEach(b -> b.close());
        }
        assertThat(seen.stream().filter("h"::equals).count()).isGreaterThanOrEqualTo(STEPS);
    }
}
