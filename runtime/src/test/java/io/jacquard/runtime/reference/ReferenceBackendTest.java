package io.jacquard.runtime.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Executable;
import io.jacquard.runtime.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferenceBackendTest {
    private static final TensorType PAIR = TensorType.of(DType.F32, 2);

    private final Device device = Device.open("reference");

    @AfterEach
    void close() {
        device.close();
    }

    private static Function sumAndProduct() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", PAIR);
        Value y = b.parameter("y", PAIR);
        Value sum = b.add(new Marker.Tap("sum"), b.add(new Binary.Add(), x, y));
        return b.build(List.of(sum, b.add(new Binary.Multiply(), x, y)));
    }

    private Buffer buffer(float a, float b) {
        Buffer made = device.allocate(PAIR);
        made.write(Literal.of(new float[] {a, b}, 2).segment());
        return made;
    }

    @Test
    void isFoundAsADeviceOfThisMachine() {
        assertThat(Device.available()).contains("reference");
        assertThat(device.name()).isEqualTo("reference");
        assertThat(device.description()).contains("interpreter");
    }

    @Test
    void isExamined() {
        assertThat(Device.examine())
                .filteredOn(f -> f.subject().equals("reference"))
                .hasSize(2)
                .allMatch(f -> f.kind() == Finding.Kind.GOOD)
                .anyMatch(f -> f.text().contains("donated"));
    }

    @Test
    void runsAFunctionOnItsBuffers() {
        Executable e = device.compile(sumAndProduct(), CompileOptions.standard());
        Buffer sum = device.allocate(PAIR);
        Buffer product = device.allocate(PAIR);
        e.run(List.of(buffer(1, 2), buffer(3, 4)), List.of(sum, product));
        assertThat(sum.literal().floats()).containsExactly(4, 6);
        assertThat(product.literal().floats()).containsExactly(3, 8);
        assertThat(e.report().instructions()).isEqualTo(3);
        assertThat(e.report().items()).containsEntry("interpreter", 3);
    }

    @Test
    void updatesDonatedBuffersInPlace() {
        List<Alias> swapped = List.of(new Alias(0, 1), new Alias(1, 0));
        CompileOptions options = CompileOptions.standard().withAliases(swapped);
        Executable e = device.compile(sumAndProduct(), options);
        Buffer x = buffer(1, 2);
        Buffer y = buffer(3, 4);
        e.run(List.of(x, y), List.of(y, x));
        assertThat(y.literal().floats()).containsExactly(4, 6);
        assertThat(x.literal().floats()).containsExactly(3, 8);
    }

    @Test
    void showsTaps() {
        List<String> seen = new ArrayList<>();
        CompileOptions options =
                CompileOptions.standard().withTaps((label, v) -> seen.add(label + " " + v));
        Executable e = device.compile(sumAndProduct(), options);
        e.run(
                List.of(buffer(1, 2), buffer(3, 4)),
                List.of(device.allocate(PAIR), device.allocate(PAIR)));
        assertThat(seen).containsExactly("sum f32[2] 4.0 6.0");
    }

    @Test
    void rejectsBuffersThatDoNotFit() {
        Executable e = device.compile(sumAndProduct(), CompileOptions.standard());
        Buffer x = buffer(1, 2);
        Buffer wide = device.allocate(TensorType.of(DType.F32, 3));
        assertThatThrownBy(() -> e.run(List.of(x), List.of(x, x)))
                .hasMessage("f has 2 arguments, 1 buffers were given");
        assertThatThrownBy(() -> e.run(List.of(x, wide), List.of(x, x)))
                .hasMessage("argument 1 of f is f32[3], expected f32[2]");
        Buffer y = buffer(3, 4);
        assertThatThrownBy(() -> e.run(List.of(x, y), List.of(x, device.allocate(PAIR))))
                .hasMessage("result 0 of f shares its buffer with another place; give it its own");
        Buffer r = device.allocate(PAIR);
        assertThatThrownBy(() -> e.run(List.of(x, y), List.of(r, r)))
                .hasMessage("result 1 of f shares its buffer with another place; give it its own");
        try (Device other = Device.open("reference")) {
            Buffer foreign = other.allocate(PAIR);
            assertThatThrownBy(() -> e.run(List.of(x, foreign), List.of(r, y)))
                    .hasMessage("argument 1 of f lies on another device; copy it to reference");
        }
    }

    @Test
    void rejectsAliasesThatDoNotFit() {
        CompileOptions options = CompileOptions.standard().withAliases(List.of(new Alias(0, 0)));
        Executable e = device.compile(sumAndProduct(), options);
        List<Buffer> results = List.of(device.allocate(PAIR), device.allocate(PAIR));
        assertThatThrownBy(() -> e.run(List.of(buffer(1, 2), buffer(3, 4)), results))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the same buffer at both places");
        Builder b = new Builder("g");
        Value x = b.parameter("x", PAIR);
        b.parameter("y", TensorType.of(DType.F32));
        Function g = b.build(List.of(x));
        CompileOptions wrong = CompileOptions.standard().withAliases(List.of(new Alias(1, 0)));
        assertThatThrownBy(() -> device.compile(g, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected equal types");
    }

    @Test
    void countsAndFreesItsBytes() {
        assertThat(device.bytesInUse()).isZero();
        Buffer x = buffer(1, 2);
        assertThat(device.bytesInUse()).isEqualTo(8);
        x.close();
        x.close();
        assertThat(device.bytesInUse()).isZero();
        assertThatThrownBy(x::literal).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingRunsAfterItIsClosed() {
        Executable e = device.compile(sumAndProduct(), CompileOptions.standard());
        Buffer x = buffer(1, 2);
        e.close();
        assertThatThrownBy(() -> e.run(List.of(x, x), List.of(x, x)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the executable of f is closed");
        device.close();
        assertThatThrownBy(() -> device.allocate(PAIR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the device reference is closed");
        assertThatThrownBy(x::literal).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatTheHeapCannotHold() {
        TensorType huge = TensorType.of(DType.F64, 1 << 15, 1 << 15);
        assertThatThrownBy(() -> device.allocate(huge))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("f64[32768, 32768]");
        assertThatThrownBy(() -> Device.open("no such device"))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("reference");
    }
}
