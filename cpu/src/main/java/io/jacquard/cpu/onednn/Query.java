package io.jacquard.cpu.onednn;

/// The values of `dnnl_query_t` that are used here.
final class Query {
    static final int IMPL_INFO = 8;
    static final int STRIDES = 14;
    static final int SOURCE = 129;
    static final int DIFF_SOURCE = 130;
    static final int WEIGHTS = 131;
    static final int DIFF_WEIGHTS = 132;
    static final int DESTINATION = 133;
    static final int DIFF_DESTINATION = 134;
    static final int WORKSPACE = 135;
    static final int SCRATCHPAD = 136;
    static final int DIMS = 257;
    static final int INNER_BLOCK_COUNT = 263;
    static final int INNER_BLOCKS = 264;
    static final int INNER_INDICES = 265;

    private Query() {}
}
