package io.jacquard.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Site;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Executable;
import io.jacquard.runtime.Profile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final DotGeneral MATMUL =
            new DotGeneral(IntList.of(), IntList.of(), IntList.of(1), IntList.of(0));

    /// A run that is not measured, then one that is, on arguments of ones.
    private static Profile profile(Function f) {
        try (Device device = Device.open("cpu");
                Executable e = device.compile(f, CompileOptions.standard())) {
            List<Buffer> arguments = new ArrayList<>();
            for (Value.Parameter p : f.parameters()) {
                Buffer b = device.allocate(p.type());
                b.write(Literal.filled(p.type(), 1).segment());
                arguments.add(b);
            }
            List<Buffer> results = f.resultTypes().stream().map(device::allocate).toList();
            e.run(arguments, results);
            List<Literal> plain = results.stream().map(Buffer::literal).toList();
            Profile p = e.profile(arguments, results);
            assertThat(results.stream().map(Buffer::literal).toList()).isEqualTo(plain);
            e.run(arguments, results);
            assertThat(results.stream().map(Buffer::literal).toList()).isEqualTo(plain);
            return p;
        }
    }

    @Test
    void aProductSaysItsSizeItsLayerAndWhatRunsIt() {
        Builder b = new Builder("f", () -> new Site("Net.java:7", "net.hidden"));
        Value x = b.parameter("x", TensorType.of(DType.F32, 32, 50));
        Value w = b.parameter("w", TensorType.of(DType.F32, 50, 20));
        Value y = b.add(MATMUL, x, w);
        Value z = new Sugar(b).exp(new Sugar(b).mul(y, y));

        Profile p = profile(b.build(List.of(z)));

        assertThat(p.items()).hasSize(2);
        Profile.Item product = p.items().getFirst();
        assertThat(product.kind()).isEqualTo("matmul");
        assertThat(product.name()).isEqualTo("[32, 50] x [50, 20]");
        assertThat(product.source()).isEqualTo("net.hidden");
        assertThat(product.code()).isNotEmpty();
        assertThat(product.cost())
                .isEqualTo(new Profile.Cost(4 * (32 * 50 + 50 * 20 + 32 * 20), 2 * 32 * 50 * 20));
        Profile.Item kernel = p.items().getLast();
        assertThat(kernel.kind()).isEqualTo("kernel");
        assertThat(kernel.name()).isEqualTo("multiply, exponential over [32, 20]");
        assertThat(kernel.cost()).isEqualTo(new Profile.Cost(2 * 4 * 32 * 20, 2 * 32 * 20));
        assertThat(p.threads()).isPositive();
        assertThat(p.items()).allMatch(i -> i.time().nanos() > 0 && i.time().busyNanos() > 0);
        assertThat(p.items().stream().mapToLong(i -> i.time().nanos()).sum())
                .isLessThanOrEqualTo(p.nanos());
    }

    @Test
    void aConvolutionCountsTheElementsOfItsKernel() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", TensorType.of(DType.F32, 4, 9, 9, 16));
        Value k = b.parameter("k", TensorType.of(DType.F32, 3, 3, 16, 32));
        Axes data = Axes.channelsLast(2);
        Value y = b.add(new Convolution(Window.valid(2), data, Axes.kernel(2), data, 1, 1), x, k);

        Profile.Item item = profile(b.build(List.of(y))).items().getFirst();

        assertThat(item.kind()).isEqualTo("convolution");
        assertThat(item.name()).isEqualTo("[4, 9, 9, 16] * [3, 3, 16, 32]");
        assertThat(item.cost().operations()).isEqualTo(2L * 4 * 7 * 7 * 32 * 9 * 16);
    }

    @Test
    void whatRunsInsideALoopCountsAsOftenAsItRuns() {
        TensorType vector = TensorType.of(DType.F32, 100);
        Builder body = new Builder("body");
        Value c = body.parameter("c", vector);
        Sugar s = new Sugar(body);
        Function step = body.build(List.of(s.exp(c)));
        Builder b = new Builder("f");
        Value x = b.parameter("x", vector);
        Function f =
                b.build(b.append(new Control.Scan(step, 1, 0, 5, false), List.of(x)).results());

        List<Profile.Item> items = profile(f).items();

        assertThat(items).extracting(Profile.Item::kind).containsExactly("control", "kernel");
        assertThat(items.getLast().name()).isEqualTo("scan: exponential over [100]");
        assertThat(items.getLast().cost()).isEqualTo(new Profile.Cost(5 * 800, 500));
    }

    @Test
    void aDeviceThatRunsTheWholeFunctionSaysSo() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", TensorType.of(DType.F32, 3));
        Function f = b.build(List.of(new Sugar(b).exp(x)));
        try (Device device = Device.open("reference");
                Executable e = device.compile(f, CompileOptions.standard())) {
            assertThatThrownBy(() -> e.profile(List.of(), List.of()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("the device 'reference' cannot measure")
                    .hasMessageContaining("use --device cpu");
        }
    }
}
