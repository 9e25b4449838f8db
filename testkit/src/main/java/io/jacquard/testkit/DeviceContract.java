package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Executable;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DynamicTest;

/// What holds for devices, buffers and executables of every backend.
final class DeviceContract {
    private static final TensorType PAIR = TensorType.of(DType.F32, 2);

    private final Device device;

    DeviceContract(Device device) {
        this.device = device;
    }

    List<DynamicTest> tests() {
        return List.of(
                DynamicTest.dynamicTest("buffers start as zeros", this::buffersStartAsZeros),
                DynamicTest.dynamicTest("buffers keep bits", this::buffersKeepBits),
                DynamicTest.dynamicTest("buffers check sizes", this::buffersCheckSizes),
                DynamicTest.dynamicTest("closed buffers say so", this::closedBuffersSaySo),
                DynamicTest.dynamicTest("bytes are given back", this::bytesAreGivenBack),
                DynamicTest.dynamicTest("results may be anything", this::resultsMayBeAnything),
                DynamicTest.dynamicTest("donated buffers are updated", this::donatedBuffers),
                DynamicTest.dynamicTest("donated buffers may cross", this::crossedBuffers),
                DynamicTest.dynamicTest("taps are shown", this::tapsAreShown),
                DynamicTest.dynamicTest("wrong buffers are refused", this::wrongBuffers),
                DynamicTest.dynamicTest("unknown options are refused", this::unknownOptions),
                DynamicTest.dynamicTest("threads get equal bits", this::threadsGetEqualBits),
                DynamicTest.dynamicTest("the report counts", this::theReportCounts));
    }

    private Buffer buffer(float... values) {
        Buffer made = device.allocate(TensorType.of(DType.F32, values.length));
        made.write(Literal.of(values, values.length).segment());
        return made;
    }

    private void buffersStartAsZeros() {
        try (Buffer b = device.allocate(TensorType.of(DType.F64, 3, 5))) {
            assertThat(b.literal()).isEqualTo(Literal.zeros(b.type()));
        }
    }

    private void buffersKeepBits() {
        for (DType d : DType.values()) {
            Literal x = Samples.edges(d);
            try (Buffer b = device.allocate(x.type())) {
                b.write(x.segment());
                assertThat(b.literal()).isEqualTo(x);
            }
        }
    }

    private void buffersCheckSizes() {
        try (Buffer b = device.allocate(PAIR)) {
            MemorySegment small = MemorySegment.ofArray(new byte[7]);
            assertThatThrownBy(() -> b.write(small)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> b.read(small)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void closedBuffersSaySo() {
        Buffer b = device.allocate(PAIR);
        b.close();
        b.close();
        assertThatThrownBy(b::literal).isInstanceOf(IllegalStateException.class);
    }

    private void bytesAreGivenBack() {
        long before = device.bytesInUse();
        try (Buffer b = device.allocate(TensorType.of(DType.F32, 1000))) {
            assertThat(device.bytesInUse()).isGreaterThanOrEqualTo(before + b.type().bytes());
        }
        assertThat(device.bytesInUse()).isEqualTo(before);
    }

    private void resultsMayBeAnything() {
        Builder b = new Builder("anything");
        Value x = b.parameter("x", PAIR);
        Value c = b.add(new Creation.Constant(Literal.of(new float[] {7, 8}, 2)));
        Value y = b.add(new Unary.Negate(), x);
        check(b.build(List.of(y, x, c, y, x)), Literal.of(new float[] {1, 2}, 2));
        Builder none = new Builder("none");
        none.parameter("x", PAIR);
        check(none.build(List.of()), Literal.of(new float[] {1, 2}, 2));
    }

    private void check(Function f, Literal argument) {
        OpCase c = new OpCase("device", f.name(), f, List.of(argument), Tolerance.EXACT);
        BackendConformance.of(device).check(c);
    }

    // x and y become x - y and x * y, in each other's place if crossed.
    private void update(List<Alias> aliases, List<Integer> places) {
        Builder b = new Builder("update");
        Value x = b.parameter("x", PAIR);
        Value y = b.parameter("y", PAIR);
        Value difference = b.add(new Binary.Subtract(), x, y);
        Value product = b.add(new Binary.Multiply(), x, y);
        CompileOptions options = CompileOptions.standard().withAliases(aliases);
        Function f = b.build(List.of(difference, product));
        try (Buffer first = buffer(5, 7);
                Buffer second = buffer(3, 4);
                Executable e = device.compile(f, options)) {
            List<Buffer> in = List.of(first, second);
            List<Buffer> out = places.stream().map(in::get).toList();
            e.run(in, out);
            assertThat(out.get(0).literal().floats()).containsExactly(2, 3);
            assertThat(out.get(1).literal().floats()).containsExactly(15, 28);
        }
    }

    private void donatedBuffers() {
        update(List.of(new Alias(0, 0), new Alias(1, 1)), List.of(0, 1));
    }

    private void crossedBuffers() {
        update(List.of(new Alias(0, 1), new Alias(1, 0)), List.of(1, 0));
    }

    private void tapsAreShown() {
        Builder b = new Builder("tapped");
        Value x = b.parameter("x", PAIR);
        Value first = b.add(new Marker.Tap("first"), b.add(new Unary.Negate(), x));
        Value second = b.add(new Marker.Tap("second"), b.add(new Binary.Add(), first, first));
        List<String> seen = new ArrayList<>();
        CompileOptions options =
                CompileOptions.standard().withTaps((label, v) -> seen.add(label + " " + v));
        Function f = b.build(List.of(second));
        try (Executable e = device.compile(f, options)) {
            Literal argument = Literal.of(new float[] {1, 2}, 2);
            BackendConformance.run(device, e, List.of(argument), f.resultTypes());
        }
        assertThat(seen).containsExactly("first f32[2] -1.0 -2.0", "second f32[2] -2.0 -4.0");
    }

    private void wrongBuffers() {
        Builder b = new Builder("negated");
        Value x = b.parameter("x", PAIR);
        Function f = b.build(List.of(b.add(new Unary.Negate(), x)));
        try (Executable e = device.compile(f, CompileOptions.standard());
                Buffer good = device.allocate(PAIR);
                Buffer wide = device.allocate(TensorType.of(DType.F32, 3))) {
            assertThatThrownBy(() -> e.run(List.of(), List.of(good)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> e.run(List.of(wide), List.of(good)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> e.run(List.of(good), List.of(wide)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void unknownOptions() {
        Function f = RandomGraphs.smooth(1).function();
        CompileOptions options = CompileOptions.standard().withFlag("no_such_option", "true");
        assertThatThrownBy(() -> device.compile(f, options))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("[" + device.name() + "]")
                .hasMessageContaining("no_such_option")
                .hasMessageContaining("expected");
    }

    private void threadsGetEqualBits() {
        RandomGraphs.Graph g = RandomGraphs.smooth(1);
        Function f = g.function();
        try (Executable e = device.compile(f, CompileOptions.standard());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Literal> serial =
                    BackendConformance.run(device, e, g.arguments(), f.resultTypes());
            List<CompletableFuture<List<Literal>>> runs = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                runs.add(
                        CompletableFuture.supplyAsync(
                                () ->
                                        BackendConformance.run(
                                                device, e, g.arguments(), f.resultTypes()),
                                threads));
            }
            runs.forEach(r -> assertThat(r.join()).isEqualTo(serial));
        }
    }

    private void theReportCounts() {
        Function f = RandomGraphs.smooth(2).function();
        try (Executable e = device.compile(f, CompileOptions.standard())) {
            assertThat(e.report().device()).isEqualTo(device.name());
            assertThat(e.report().instructions()).isEqualTo(f.instructions().size());
            assertThat(e.report().arenaBytes()).isNotNegative();
            assertThat(e.report().heldBytes()).isGreaterThanOrEqualTo(e.report().arenaBytes());
        }
    }
}
