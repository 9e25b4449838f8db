package io.jacquard.cpu.plan;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds what can be done to the elements of a product before they are stored: adding a bias, then
/// making negative ones 0.
final class Epilogues {
    /// What is fused behind a product.
    ///
    /// @param bias the bias, one value a column
    /// @param relu whether negative results become 0
    /// @param result the value that is stored
    /// @param absorbed the values that are not computed by themselves any more
    record Epilogue(Optional<Value> bias, boolean relu, Value result, Set<Value> absorbed) {}

    private final Map<Value, List<Instruction>> users = new HashMap<>();
    private final Set<Value> results;

    Epilogues(Function function) {
        for (Instruction i : function.instructions()) {
            for (Value v : new HashSet<>(i.operands())) {
                users.computeIfAbsent(v, _ -> new ArrayList<>()).add(i);
            }
        }
        results = new HashSet<>(function.results());
    }

    /// What can be fused behind a product.
    ///
    /// @param product the product
    /// @param ready values that have been computed before it
    Epilogue of(Instruction product, Set<Value> ready) {
        Value out = product.result();
        Set<Value> absorbed = new HashSet<>();
        Optional<Value> bias = Optional.empty();
        if (columnsLast(product)) {
            List<Instruction> next = users(out);
            if (next.size() == 1 && next.getFirst().op() instanceof Binary.Add) {
                bias = bias(next.getFirst(), out).filter(ready::contains);
                if (bias.isPresent()) {
                    out = next.getFirst().result();
                    absorbed.add(out);
                }
            }
        }
        Optional<Instruction> relu = relu(out);
        if (relu.isPresent()) {
            absorbed.add(relu.get().operand(0));
            out = relu.get().result();
            absorbed.add(out);
        }
        return new Epilogue(bias, relu.isPresent(), out, absorbed);
    }

    private static boolean columnsLast(Instruction product) {
        return !(product.op() instanceof Contraction.Convolution c)
                || c.out().feature() == product.result().type().rank() - 1;
    }

    private Optional<Value> bias(Instruction add, Value product) {
        Value other = add.operand(0) == product ? add.operand(1) : add.operand(0);
        int last = product.type().rank() - 1;
        return producer(other)
                .filter(i ->
                        i.op() instanceof Shaping.BroadcastInDim b
                                && b.dimensions().equals(IntList.of(last)))
                .map(i -> i.operand(0))
                .filter(b -> b.type().shape().size(0) == product.type().shape().size(last));
    }

    /// The `select(x <= 0, 0, x)` that is the only use of a value.
    private Optional<Instruction> relu(Value x) {
        for (Instruction i : users(x)) {
            if (isRelu(i) && i.operand(2) == x) {
                Value condition = i.operand(0);
                boolean alone = users(x).size() == 2 && users(condition).size() == 1;
                return alone ? Optional.of(i) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// True for `select(x <= 0, 0, x)`.
    static boolean isRelu(Instruction i) {
        return i.op() instanceof Elementwise.Select
                && isZero(i.operand(1))
                && producer(i.operand(0)).filter(c -> isCutOff(c, i.operand(2))).isPresent();
    }

    private static boolean isCutOff(Instruction compare, Value x) {
        return compare.op().equals(new Elementwise.Compare(Direction.LE))
                && compare.operand(0) == x
                && isZero(compare.operand(1));
    }

    /// True for a constant that is positive zero everywhere.
    static boolean isZero(Value v) {
        return splat(v).filter(z -> Double.doubleToRawLongBits(z) == 0).isPresent();
    }

    /// The number of a constant that is the same everywhere.
    static Optional<Double> splat(Value v) {
        return producer(v)
                .flatMap(i ->
                        switch (i.op()) {
                            case Creation.Constant c when c.value().elements() == 1 ->
                                    Optional.of(c.value().get(0));
                            case Shaping.BroadcastInDim _, Shaping.Reshape _ -> splat(i.operand(0));
                            default -> Optional.empty();
                        });
    }

    private static Optional<Instruction> producer(Value v) {
        return v instanceof Value.Result r ? Optional.of(r.producer()) : Optional.empty();
    }

    private List<Instruction> users(Value v) {
        List<Instruction> list = users.getOrDefault(v, List.of());
        return results.contains(v) ? List.of() : list;
    }
}
