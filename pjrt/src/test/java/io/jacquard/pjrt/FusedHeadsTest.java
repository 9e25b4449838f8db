package io.jacquard.pjrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Attention;
import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.pjrt.stablehlo.EmitOptions;
import io.jacquard.pjrt.stablehlo.StableHlo;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Executable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FusedHeadsTest {
    private final List<String> compiled = new ArrayList<>();

    private record Done(CompileReport report) implements Executable {
        @Override
        public void run(List<Buffer> arguments, List<Buffer> results) {}

        @Override
        public void close() {}
    }

    // A device that refuses some of what is fused.
    private FusedHeads.Compiler<Done> refusing(Predicate<String> refused) {
        return (function, _, fusedHead, remarks) -> {
            String what = function.name() + " " + fusedHead;
            compiled.add(what);
            EmitOptions emit = EmitOptions.standard().withFusedHead(fusedHead);
            boolean fused = StableHlo.of(function, emit).text().contains("__cudnn$");
            assertThat(fused).isEqualTo(fusedHead > 0);
            if (refused.test(what)) {
                throw new DeviceException("no execution plan\n  for it");
            }
            return new Done(
                    new CompileReport(
                            "xla:cuda", Duration.ZERO, 1, Map.of(), 0, 0, remarks, Map.of()));
        };
    }

    private static Function attention(DType dtype) {
        Builder b = new Builder("attend");
        Value x = b.parameter("x", TensorType.of(dtype, 1, 2, 4, 8));
        return b.build(List.of(b.add(new Attention(1, false), x, x, x)));
    }

    private static String report(
            FusedHeads heads, DType dtype, FusedHeads.Compiler<Done> compiler) {
        try (Executable e = heads.compile(attention(dtype), CompileOptions.standard(), compiler)) {
            return String.join("", e.report().notes());
        }
    }

    @Test
    void aDeviceIsAskedOnceFromTheLargestHeadOn() {
        FusedHeads heads = new FusedHeads("cuda");
        FusedHeads.Compiler<Done> compiler = refusing("fused_attention_probe 256"::equals);

        assertThat(report(heads, DType.BF16, compiler)).contains("heads up to 128 is cuDNN's");
        assertThat(report(heads, DType.F16, compiler)).contains("heads up to 128 is cuDNN's");

        assertThat(compiled)
                .containsExactly(
                        "fused_attention_probe 256",
                        "fused_attention_probe 128",
                        "attend 128",
                        "attend 128");
    }

    @Test
    void whereNoneCompilesAttentionIsInPiecesAndTheReportSaysWhy() {
        FusedHeads heads = new FusedHeads("cuda");

        String said = report(heads, DType.BF16, refusing(s -> s.startsWith("fused")));

        assertThat(said)
                .contains("attention is in pieces")
                .contains("a head of 128")
                .contains("no execution plan for it");
        assertThat(compiled).last().isEqualTo("attend 0");
    }

    @Test
    void aFunctionWhoseCallDoesNotCompileIsInPieces() {
        FusedHeads heads = new FusedHeads("cuda");

        String said = report(heads, DType.BF16, refusing("attend 256"::equals));

        assertThat(said).contains("in pieces").contains("this function");
        assertThat(compiled).last().isEqualTo("attend 0");
    }

    @Test
    void otherDevicesAndFunctionsAreNotAsked() {
        FusedHeads.Compiler<Done> compiler = refusing(_ -> false);
        assertThat(report(new FusedHeads("cpu"), DType.BF16, compiler)).isEmpty();
        assertThat(report(new FusedHeads("cuda"), DType.F32, compiler)).isEmpty();
        assertThat(compiled).containsExactly("attend 0", "attend 0");
    }
}
