package io.jacquard.cpu.plan;

import io.jacquard.cpu.onednn.Bfloat16;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Says which products of 16-bit floats are computed in f32, which is no faster than f32 itself.
public final class SixteenBits {
    private SixteenBits() {}

    /// One line for each kind of product of a function that is computed in f32.
    public static List<String> notes(Function function) {
        Set<String> notes = new LinkedHashSet<>();
        add(function, notes);
        return List.copyOf(notes);
    }

    private static void add(Function function, Set<String> notes) {
        for (Instruction i : function.instructions()) {
            if (i.op() instanceof Control control) {
                control.functions().forEach(f -> add(f, notes));
            }
            if (i.op() instanceof Contraction c && isNarrow(i)) {
                note(c, i.result().type().dtype(), notes);
            }
        }
    }

    private static boolean isNarrow(Instruction i) {
        DType dtype = i.result().type().dtype();
        return dtype.isFloat() && dtype.bytes() == 2 && !Products.isSupported(i);
    }

    private static void note(Contraction op, DType dtype, Set<String> notes) {
        boolean convolution = op instanceof Contraction.Convolution;
        String what = convolution ? "convolutions" : "products";
        String why =
                convolution || dtype != DType.BF16 || Bfloat16.isFast()
                        ? ""
                        : ": this processor does not multiply bf16 (avx512_bf16, AMX)";
        String name = dtype == DType.BF16 ? "bf16" : "f16";
        notes.add("%s of %s are computed in f32%s".formatted(what, name, why));
    }
}
