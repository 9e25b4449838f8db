package io.jacquard.pjrt;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Executable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a device calls cuDNN's fused attention, and for heads of which size: it is asked once,
/// when the first function with attention of 16-bit floats comes, by compiling a small attention
/// and its gradient.
final class FusedHeads {
    private static final List<Integer> SIZES = List.of(256, 128);

    private final boolean possible;
    private @Nullable Finding finding;

    /// What came out.
    ///
    /// @param largest size of a head, 0 if it has none
    /// @param remark one line for the user
    private record Finding(int largest, String remark) {}

    /// Compiles a function.
    ///
    /// @param <E> what is made
    interface Compiler<E extends Executable> {
        /// Compiles a function.
        ///
        /// @param fusedHead size of the largest head whose attention is cuDNN's call, 0 if none is
        /// @param remarks for the report
        /// @throws DeviceException if it cannot be compiled
        E compile(Function function, CompileOptions options, int fusedHead, List<String> remarks);
    }

    /// @param platform the client's, for example `cuda`
    FusedHeads(String platform) {
        this.possible = platform.equals("cuda");
    }

    /// Compiles a function with fused attention, or without where that cannot be compiled; the
    /// report says which.
    <E extends Executable> E compile(
            Function function, CompileOptions options, Compiler<E> compiler) {
        if (!possible || !attends(function)) {
            return compiler.compile(function, options, 0, List.of());
        }
        Finding found = finding(compiler);
        try {
            return compiler.compile(function, options, found.largest, List.of(found.remark));
        } catch (DeviceException e) {
            if (found.largest == 0) {
                throw e;
            }
            return compiler.compile(function, options, 0, List.of(decomposed("this function", e)));
        }
    }

    private synchronized Finding finding(Compiler<?> compiler) {
        Finding known = finding;
        if (known == null) {
            known = probed(compiler);
            finding = known;
        }
        return known;
    }

    private static Finding probed(Compiler<?> compiler) {
        String why = "";
        for (int size : SIZES) {
            try (Executable _ =
                    compiler.compile(probe(size), CompileOptions.standard(), size, List.of())) {
                return new Finding(size, "attention of heads up to " + size + " is cuDNN's call");
            } catch (DeviceException e) {
                why = decomposed("a head of " + size, e);
            }
        }
        return new Finding(0, why);
    }

    private static String decomposed(String what, DeviceException e) {
        String message = ("" + e.getMessage()).replaceAll("\\s+", " ");
        return "attention is in pieces, since cuDNN's call of %s cannot be compiled: %s"
                .formatted(what, message.substring(0, Math.min(300, message.length())));
    }

    // Attention of one batch and head, and its gradients.
    private static Function probe(int size) {
        Builder b = new Builder("fused_attention_probe");
        TensorType type = TensorType.of(DType.BF16, 1, 1, 64, size);
        List<Value> x = new ArrayList<>();
        for (String name : List.of("queries", "keys", "values")) {
            x.add(b.parameter(name, type));
        }
        List<Value> results = new ArrayList<>(b.append(new Attention(1, true), x).results());
        x.add(b.parameter("gradient", type));
        results.addAll(b.append(new AttentionGradient(1, true), x).results());
        return b.build(results);
    }

    private static boolean attends(Function function) {
        return function.instructions().stream().anyMatch(FusedHeads::attends);
    }

    private static boolean attends(Instruction i) {
        return switch (i.op()) {
            case Attention _, AttentionGradient _ ->
                    i.operandTypes().getFirst().dtype().bytes() == 2;
            case Control c -> c.functions().stream().anyMatch(FusedHeads::attends);
            default -> false;
        };
    }
}
