package io.jacquard.cpu.onednn;

import java.lang.foreign.MemorySegment;

/// Loads oneDNN in a process of its own, multiplies two matrices and prints the result.
final class SmallestProgram {
    private SmallestProgram() {}

    public static void main(String[] arguments) {
        try (var memory = new Memory();
                var matmul = new Matmul(Matmul.Spec.of(1, 1, 2))) {
            MemorySegment c = memory.empty(1);
            matmul.bind(
                    memory.of(new float[] {1, 2}).address(),
                    memory.of(new float[] {3, 4}).address(),
                    c.address(),
                    memory.scratch(matmul).address());
            Memory.run(matmul);
            System.out.print("product " + Memory.floats(c)[0] + "\n");
        }
    }
}
