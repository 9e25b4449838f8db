package io.jacquard.ir.autodiff;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// What a rule works with: an instruction `y = op(a, b, ...)` and the cotangent `d` of `y`.
///
/// @param s appends instructions
/// @param forward the instruction
/// @param received the cotangents known so far
record Pullback(Sugar s, Instruction forward, Map<Value, Value> received) {
    /// The cotangent of the only result.
    Value d() {
        return d(forward.result());
    }

    /// The cotangent of one of the results; zeros if nothing depends on it.
    Value d(Value.Result result) {
        Value found = received.get(result);
        return found == null ? s.like(result, 0) : found;
    }

    /// True if something depends on that result.
    boolean has(Value.Result result) {
        return received.containsKey(result);
    }

    /// The first operand.
    Value a() {
        return forward.operand(0);
    }

    /// The second operand.
    Value b() {
        return forward.operand(1);
    }

    /// The result.
    Value y() {
        return forward.result();
    }

    Builder builder() {
        return s.builder();
    }

    Value add(Value x, Value y) {
        return s.add(x, y);
    }

    Value sub(Value x, Value y) {
        return s.sub(x, y);
    }

    Value mul(Value x, Value y) {
        return s.mul(x, y);
    }

    Value mul(Value x, double number) {
        return s.mul(x, number);
    }

    Value div(Value x, Value y) {
        return s.div(x, y);
    }

    Value neg(Value x) {
        return s.neg(x);
    }

    /// `1 - x`
    Value oneMinus(Value x) {
        return s.sub(s.like(x, 1), x);
    }

    /// `1 + x`
    Value onePlus(Value x) {
        return s.add(s.like(x, 1), x);
    }

    Value zeros(TensorType type) {
        return s.filled(type, 0);
    }

    Value apply(Op op, Value... operands) {
        return builder().add(op, operands);
    }

    /// A 16-bit float as f32, for sums; others as they are.
    Value wide(Value x) {
        return x.type().dtype().bytes() == 2 ? s.convert(x, DType.F32) : x;
    }

    /// The value in the dtype of the result.
    Value narrow(Value x) {
        return s.convert(x, y().type().dtype());
    }

    /// The cotangent of an operand through instructions that compute the same result.
    ///
    /// @param meaning appends the instructions and returns what stands for the result
    Value through(Supplier<Value> meaning, Value operand) {
        int start = builder().instructions().size();
        Value result = meaning.get();
        return new Walk(s, start, List.of(operand)).from(result, d()).getFirst();
    }

    /// The cotangents of operands through the meaning of a composite. A value that is an operand
    /// more than once receives all at its first place.
    ///
    /// @param op the forward operation
    /// @param wanted positions of the operands
    List<Value> through(Composite op, IntList wanted) {
        int start = builder().instructions().size();
        List<Value> meaning = op.decompose(builder(), forward.operands());
        List<Value> selected = wanted.stream().mapToObj(forward::operand).distinct().toList();
        Walk walk = new Walk(s, start, selected);
        List<Value> made = walk.from(meaning, forward.results().stream().map(this::d).toList());
        Set<Value> given = new HashSet<>();
        return wanted.stream()
                .mapToObj(forward::operand)
                .map(x -> given.add(x) ? made.get(selected.indexOf(x)) : s.like(x, 0))
                .toList();
    }
}
