package io.jacquard.cpu.onednn;

/// The argument numbers of `DNNL_ARG_*` that are used here.
final class Argument {
    static final int SOURCE = 1;
    static final int DESTINATION = 17;
    static final int WEIGHTS = 33;
    static final int BIAS = 41;
    static final int WORKSPACE = 64;
    static final int SCRATCHPAD = 80;
    static final int DIFF_SOURCE = 129;
    static final int DIFF_DESTINATION = 145;
    static final int DIFF_WEIGHTS = 161;
    static final int DIFF_BIAS = 169;

    private static final int POST_OP_BASE = 32_768;
    private static final int SOURCE_1 = 2;

    private Argument() {}

    /// Returns the number of the second operand of the binary post-op at a position.
    static int binaryOperand(int position) {
        return POST_OP_BASE * (position + 1) | SOURCE_1;
    }
}
