package io.jacquard.cpu.plan;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Site;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.pass.Passes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Brings a function into the form this backend likes; the meaning stays.
final class Rewrites {
    // A sum of more rows than this is cut in two, so that several threads share it.
    private static final int MANY = 16_384;

    private Rewrites() {}

    /// All rewrites in order.
    static Function of(Function function) {
        Function f = Passes.standard().apply(decomposed(function));
        return Passes.deadCode().apply(reductionsAndMasks(products(f)));
    }

    private static Function decomposed(Function function) {
        Builder b = new Builder(function.name());
        Map<Value, Value> map = parameters(function, b);
        Set<Value> used = used(function);
        for (Instruction i : function.instructions()) {
            if (i.op() instanceof Composite c) {
                List<Value> operands = i.operands().stream().map(v -> found(map, v)).toList();
                List<Value> made =
                        Attentions.hasMaskGradient(i, used)
                                ? b.at(i.site(), () -> inPieces(b, c, operands, i.site()))
                                : b.at(i.site(), () -> simplest(b, c, operands, i.site()));
                for (int r = 0; r < made.size(); r++) {
                    map.put(i.results().get(r), made.get(r));
                }
            } else if (i.op() instanceof Indexing.Scatter s
                    && IndexedItem.isNarrow(s, i.operand(0).type())) {
                List<Value> operands = i.operands().stream().map(v -> found(map, v)).toList();
                map.put(i.result(), b.at(i.site(), () -> widened(new Sugar(b), s, operands)));
            } else {
                b.copy(i, map);
            }
        }
        return b.build(function.results().stream().map(v -> found(map, v)).toList());
    }

    private static Set<Value> used(Function function) {
        Set<Value> used = new HashSet<>(function.results());
        function.instructions().forEach(i -> used.addAll(i.operands()));
        return used;
    }

    private static Value widened(Sugar s, Indexing.Scatter op, List<Value> operands) {
        Value x = s.convert(operands.getFirst(), DType.F32);
        Value updates = s.convert(operands.getLast(), DType.F32);
        Value made = s.builder().add(op, x, operands.get(1), updates);
        return s.convert(made, operands.getFirst().type().dtype());
    }

    // Poolings and attention of 16-bit floats are computed in f32 and rounded once.
    private static List<Value> simplest(Builder b, Composite op, List<Value> operands, Site site) {
        TensorType type = operands.getFirst().type();
        List<TensorType> types = operands.stream().map(Value::type).toList();
        if (Pools.isSupported(op, type) || Attentions.isSupported(op, types)) {
            return List.copyOf(b.append(op, operands).results());
        }
        boolean hasCode = Pools.window(op).isPresent() || Attentions.attention(op).isPresent();
        if (hasCode && type.dtype().isFloat() && type.dtype().bytes() == 2) {
            Sugar s = new Sugar(b);
            List<Value> wide =
                    operands.stream()
                            .map(v ->
                                    v.type().dtype() == type.dtype() ? s.convert(v, DType.F32) : v)
                            .toList();
            return simplest(b, op, wide, site).stream()
                    .map(v -> s.convert(v, type.dtype()))
                    .toList();
        }
        return inPieces(b, op, operands, site);
    }

    // A composite may be made of others.
    private static List<Value> inPieces(Builder b, Composite op, List<Value> operands, Site site) {
        Builder own = new Builder(op.name(), () -> site);
        List<Value> parameters = new ArrayList<>();
        operands.forEach(v -> parameters.add(own.parameter("x", v.type())));
        Function pieces = own.build(op.decompose(own, parameters));
        return b.inline(decomposed(pieces), operands);
    }

    // After the passes, for these may change what is around a product and so its form.
    private static Function products(Function function) {
        if (function.instructions().stream().noneMatch(Rewrites::mayTakeAnotherForm)) {
            return function;
        }
        Builder b = new Builder(function.name());
        Map<Value, Value> map = parameters(function, b);
        for (Instruction i : function.instructions()) {
            Optional<Value> dense =
                    i.op() instanceof Contraction.Convolution
                            ? b.at(
                                    i.site(),
                                    () -> DenseConvolutions.of(new Sugar(b), i, v -> found(map, v)))
                            : Optional.empty();
            if (dense.isPresent()) {
                map.put(i.result(), dense.get());
            } else if (isUnsupportedProduct(i)) {
                Value lhs = found(map, i.operand(0));
                Value rhs = found(map, i.operand(1));
                Sugar s = new Sugar(b);
                map.put(i.result(), b.at(i.site(), () -> Products.general(s, i, lhs, rhs)));
            } else {
                b.copy(i, map);
            }
        }
        return b.build(function.results().stream().map(v -> found(map, v)).toList());
    }

    private static boolean mayTakeAnotherForm(Instruction i) {
        return i.op() instanceof Contraction.Convolution || isUnsupportedProduct(i);
    }

    private static boolean isUnsupportedProduct(Instruction i) {
        return i.op() instanceof Contraction && !Products.isSupported(i);
    }

    /// Sums over very many elements become two sums, the first of which has many results. Where `r
    /// = select(x <= 0, 0, x)` is computed, other users of `x <= 0` ask `r <= 0`, which is the
    /// same, NaN included; so x itself need not be kept.
    private static Function reductionsAndMasks(Function function) {
        Builder b = new Builder(function.name());
        Map<Value, Value> map = parameters(function, b);
        for (Instruction i : function.instructions()) {
            if (i.op() instanceof Reduction.Reduce r && (isScattered(r) || isCut(i, r))) {
                map.put(i.result(), cut(new Sugar(b), r, found(map, i.operand(0))));
                continue;
            }
            Instruction copy = b.copy(i, map);
            if (Epilogues.isRelu(i)) {
                List<Value> operands = List.of(copy.result(), found(map, i.operand(1)));
                Elementwise.Compare compare = new Elementwise.Compare(Direction.LE);
                map.put(i.operand(0), b.append(compare, operands, i.site()).result());
            }
        }
        return b.build(function.results().stream().map(v -> found(map, v)).toList());
    }

    // Axes that are not neighbors are reduced one after the other.
    private static boolean isScattered(Reduction.Reduce r) {
        IntList axes = r.dimensions();
        int n = axes.size();
        return n > 1 && axes.stream().max().orElse(0) - axes.stream().min().orElse(0) != n - 1;
    }

    private static boolean isCut(Instruction i, Reduction.Reduce r) {
        Shape in = i.operand(0).type().shape();
        int count = in.elements() / Math.max(1, i.result().type().shape().elements());
        boolean few = i.result().type().shape().elements() < 4_096;
        boolean producedByProduct =
                i.operand(0) instanceof Value.Result v && v.producer().op() instanceof Contraction;
        return few
                && in.elements() > MANY
                && count >= 64
                && (r.dimensions().size() > 1
                        || producedByProduct
                        || r.dimensions().size() == in.rank())
                && pieces(in, r) > 1;
    }

    // The first reduced axis if it is long enough, else a divisor of everything.
    private static int pieces(Shape in, Reduction.Reduce r) {
        if (r.dimensions().size() > 1) {
            return in.size(r.dimensions().stream().min().orElseThrow());
        }
        int n = in.size(r.dimensions().at(0));
        for (int p = 64; p > 1; p--) {
            if (n % p == 0) {
                return p;
            }
        }
        return 1;
    }

    // Between the two, sums of 16-bit floats stay f32: they are rounded once.
    private static Value cut(Sugar s, Reduction.Reduce r, Value x) {
        DType dtype = x.type().dtype();
        return dtype.isFloat() && dtype.bytes() == 2
                ? s.convert(pieces(s, r, s.convert(x, DType.F32)), dtype)
                : pieces(s, r, x);
    }

    private static Value pieces(Sugar s, Reduction.Reduce r, Value x) {
        Reducer how = r.reducer();
        if (isScattered(r)) {
            Value y = x;
            for (int axis : r.dimensions().stream().sorted().toArray()) {
                int done = x.type().rank() - y.type().rank();
                y = s.reduce(how, y, IntList.of(axis - done));
            }
            return y;
        }
        if (r.dimensions().size() > 1) {
            int first = r.dimensions().stream().min().orElseThrow();
            IntList rest = IntList.of(r.dimensions().stream().filter(a -> a != first).toArray());
            return s.reduce(how, s.reduce(how, x, rest), IntList.of(first));
        }
        Shape in = x.type().shape();
        int axis = r.dimensions().at(0);
        int p = pieces(in, r);
        IntList sizes = IntList.of(in.sizes());
        IntList two = IntList.of(p, in.size(axis) / p);
        Shape split =
                Shape.of(
                        sizes.slice(0, axis)
                                .concat(two)
                                .concat(sizes.slice(axis + 1, in.rank()))
                                .toArray());
        Value parts = s.reduce(how, s.reshape(x, split), IntList.of(axis + 1));
        return s.reduce(how, parts, IntList.of(axis));
    }

    private static Value found(Map<Value, Value> map, Value old) {
        return Objects.requireNonNull(map.get(old), () -> "nothing stands for " + old);
    }

    private static Map<Value, Value> parameters(Function function, Builder b) {
        Map<Value, Value> map = new HashMap<>();
        for (Value.Parameter p : function.parameters()) {
            map.put(p, b.parameter(p.name(), p.type()));
        }
        return map;
    }
}
