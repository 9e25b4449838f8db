package io.jacquard.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A convolution copies its weights into oneDNN's layout once, not in each run.
class KeptWeightsTest {
    private static final TensorType PICTURES = TensorType.of(DType.F32, 2, 6, 6, 16);
    private static final TensorType WEIGHTS = TensorType.of(DType.F32, 3, 3, 16, 128);
    private static final TensorType RESULT = TensorType.of(DType.F32, 2, 6, 6, 128);

    private final Device device = Device.open("cpu");
    private final Buffer x = filled(PICTURES, 1);
    private final Buffer y = device.allocate(RESULT);

    @AfterEach
    void close() {
        device.close();
        assertThat(device.bytesInUse()).isZero();
    }

    private Buffer filled(TensorType type, int seed) {
        Literal data = Literal.zeros(type);
        for (int i = 0; i < data.elements(); i++) {
            data.set(i, Math.sin(i + 7.0 * seed));
        }
        Buffer made = device.allocate(type);
        made.write(data.segment());
        return made;
    }

    private Executable convolution() {
        Builder b = new Builder("convolution");
        Value pictures = b.parameter("x", PICTURES);
        Value weights = b.parameter("weights", WEIGHTS);
        IntList one = IntList.of(1, 1);
        Contraction.Window same = Contraction.Window.valid(2).padded(one, one);
        Value result = b.add(Contraction.Convolution.channelsLast(same), pictures, weights);
        Function f = b.build(List.of(result));
        return device.compile(f, CompileOptions.standard());
    }

    /// What an executable that has kept nothing gives.
    private Literal fresh(Buffer weights) {
        try (Executable e = convolution()) {
            return run(e, weights);
        }
    }

    private Literal run(Executable e, Buffer weights) {
        e.run(List.of(x, weights), List.of(y));
        return y.literal();
    }

    @Test
    void theCopyIsMadeAgainWhenTheBufferIsWritten() {
        Buffer weights = filled(WEIGHTS, 2);
        try (Executable e = convolution()) {
            Literal first = run(e, weights);
            assertThat(run(e, weights)).isEqualTo(first);
            try (Buffer other = filled(WEIGHTS, 3)) {
                weights.write(other.literal().segment());
            }
            assertThat(run(e, weights)).isEqualTo(fresh(weights)).isNotEqualTo(first);
        }
    }

    @Test
    void theCopyIsMadeAgainForAnotherBuffer() {
        Buffer one = filled(WEIGHTS, 2);
        Buffer two = filled(WEIGHTS, 3);
        try (Executable e = convolution()) {
            for (Buffer weights : List.of(one, two, one)) {
                assertThat(run(e, weights)).isEqualTo(fresh(weights));
            }
        }
    }

    @Test
    void theCopyIsMadeAgainWhenAnotherFunctionUpdatesTheWeights() {
        Builder b = new Builder("update");
        Value old = b.parameter("weights", WEIGHTS);
        Function f = b.build(List.of(new Sugar(b).mul(old, 0.5)));
        CompileOptions donated = CompileOptions.standard().withAliases(List.of(new Alias(0, 0)));
        Buffer weights = filled(WEIGHTS, 2);
        try (Executable e = convolution();
                Executable update = device.compile(f, donated)) {
            Literal before = run(e, weights);
            update.run(List.of(weights), List.of(weights));
            assertThat(run(e, weights)).isEqualTo(fresh(weights)).isNotEqualTo(before);
        }
    }

    @Test
    void theReportCountsTheCopy() {
        long before = device.bytesInUse();
        try (Executable e = convolution()) {
            assertThat(e.report().heldBytes()).isGreaterThanOrEqualTo(WEIGHTS.bytes());
            assertThat(device.bytesInUse() - before).isEqualTo(e.report().heldBytes());
        }
    }
}
