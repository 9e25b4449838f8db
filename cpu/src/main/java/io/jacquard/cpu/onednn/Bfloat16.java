package io.jacquard.cpu.onednn;

/// Whether the processor multiplies bf16: with the instructions of avx512_bf16 or AMX. Without them
/// oneDNN's products of bf16 are slower than those of f32.
public final class Bfloat16 {
    /// The property that says so in the processor's place, `true` or `false`; for tests, and to
    /// compare the two.
    public static final String PROPERTY = "jacquard.cpu.bf16";

    // The value of `dnnl_cpu_isa_avx512_core_bf16`, whose bits all later ones have.
    private static final int AVX512_BF16 = 0xe7;

    private Bfloat16() {}

    /// True if products of bf16 are faster than those of f32.
    public static boolean isFast() {
        String said = System.getProperty(PROPERTY, "");
        return said.isEmpty() ? isFast(Found.ISA) : Boolean.parseBoolean(said);
    }

    /// The same for a value of `dnnl_cpu_isa_t`.
    static boolean isFast(int isa) {
        return (isa & AVX512_BF16) == AVX512_BF16;
    }

    private static final class Found {
        static final int ISA = isa();

        private static int isa() {
            try {
                return (int) Dnnl.CPU_ISA.invokeExact();
            } catch (Throwable e) {
                throw Handles.unchecked(e);
            }
        }
    }
}
