package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;

/// The operands that post-ops bring along.
final class PostOps {
    private PostOps() {}

    /// Names the operands of the binary post-ops, in order.
    static List<String> names(List<PostOp> postOps) {
        var names = new ArrayList<String>();
        for (PostOp each : postOps) {
            if (each instanceof PostOp.Binary) {
                names.add("binary" + names.size());
            }
        }
        return names;
    }

    /// Returns the layouts of the operands of the binary post-ops, in order.
    static List<MemoryDesc> layouts(List<PostOp> postOps, MemoryDesc full, MemoryDesc row) {
        var layouts = new ArrayList<MemoryDesc>();
        for (PostOp each : postOps) {
            if (each instanceof PostOp.Binary(var _, PostOp.Operand operand)) {
                layouts.add(operand == PostOp.Operand.FULL ? full : row);
            }
        }
        return layouts;
    }

    /// Returns the arguments of a call for the operands of the binary post-ops.
    ///
    /// @param full where the part lies that a full operand gives
    /// @param row where the part lies that a row gives
    static List<Call.Operand> arguments(
            Program program, List<PostOp> postOps, Call.Operand full, Call.Operand row) {
        var arguments = new ArrayList<Call.Operand>();
        for (int i = 0; i < postOps.size(); i++) {
            if (postOps.get(i) instanceof PostOp.Binary(var _, PostOp.Operand operand)) {
                Call.Operand like = operand == PostOp.Operand.FULL ? full : row;
                arguments.add(
                        new Call.Operand(
                                Argument.binaryOperand(i),
                                like.layout(),
                                program.slot("binary" + arguments.size()),
                                like.offset()));
            }
        }
        return arguments;
    }
}
