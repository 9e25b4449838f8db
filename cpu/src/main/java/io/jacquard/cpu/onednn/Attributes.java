package io.jacquard.cpu.onednn;

import java.util.List;
import java.util.function.Supplier;

/// How a primitive is to be made: always with a scratchpad given by the caller, and with post-ops.
final class Attributes {
    private static final int SCRATCHPAD_USER = 1;

    private Attributes() {}

    /// Creates the attributes of a primitive.
    ///
    /// @param operands the descriptors of the binary post-ops' operands, in order
    /// @return pointer of a `dnnl_primitive_attr_t`
    static long create(Handles owner, List<PostOp> postOps, List<MemoryDesc> operands) {
        long attributes =
                owner.create(
                        () -> "create attributes",
                        Dnnl.ATTR_DESTROY,
                        cell -> (int) Dnnl.ATTR_CREATE.invokeExact(cell));
        check(
                () -> "set the scratchpad mode",
                () -> (int) Dnnl.ATTR_SCRATCHPAD.invokeExact(attributes, SCRATCHPAD_USER));
        if (!postOps.isEmpty()) {
            append(owner, attributes, postOps, operands);
        }
        return attributes;
    }

    private static void append(
            Handles owner, long attributes, List<PostOp> postOps, List<MemoryDesc> operands) {
        long chain =
                owner.create(
                        () -> "create post-ops",
                        Dnnl.POST_OPS_DESTROY,
                        cell -> (int) Dnnl.POST_OPS_CREATE.invokeExact(cell));
        var rest = operands.iterator();
        for (PostOp each : postOps) {
            check(() -> "append " + each, () -> append(chain, each, rest));
        }
        check(
                () -> "set post-ops " + postOps,
                () -> (int) Dnnl.ATTR_POST_OPS.invokeExact(attributes, chain));
    }

    private static int append(long chain, PostOp postOp, java.util.Iterator<MemoryDesc> operands)
            throws Throwable {
        return switch (postOp) {
            case PostOp.Eltwise(PostOp.Function f, float alpha, float beta) ->
                    (int) Dnnl.POST_OPS_ELTWISE.invokeExact(chain, f.code(), alpha, beta);
            case PostOp.Sum(float scale) -> (int) Dnnl.POST_OPS_SUM.invokeExact(chain, scale, 0, 0);
            case PostOp.Binary(PostOp.Operator operator, PostOp.Operand _) ->
                    (int)
                            Dnnl.POST_OPS_BINARY.invokeExact(
                                    chain, operator.code(), operands.next().handle());
        };
    }

    @FunctionalInterface
    private interface Step {
        int run() throws Throwable;
    }

    private static void check(Supplier<String> what, Step step) {
        try {
            Status.check(step.run(), what);
        } catch (Throwable e) {
            throw Handles.unchecked(e);
        }
    }
}
