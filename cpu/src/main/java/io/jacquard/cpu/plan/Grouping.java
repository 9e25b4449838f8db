package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.KernelSpec;
import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Walks a function in order and decides what is computed together and where each value lies.
///
/// An elementwise operation joins the latest group that has its shape, shares an operand with it
/// and comes after all its operands were written; so units can run in the order of their numbers.
final class Grouping {
    private final Function function;
    private final Epilogues epilogues;
    private final Attentions attentions;
    private final Map<Value, Place> places = new HashMap<>();
    private final List<Unit> units = new ArrayList<>();
    private final Groups groups = new Groups();
    private final Set<Value> absorbed = new HashSet<>();
    private final Consumer<Unit.Product> products;

    private Grouping(Function function, Consumer<Unit.Product> products) {
        this.function = function;
        this.products = products;
        this.epilogues = new Epilogues(function);
        this.attentions = new Attentions(function);
    }

    static Grouping of(Function function) {
        return of(function, Set.of(), _ -> {});
    }

    /// Groups a function.
    ///
    /// @param function the function
    /// @param donated the parameters whose memory results may take
    /// @param products is told of each product as soon as it is known where its operands lie
    static Grouping of(Function function, Set<Integer> donated, Consumer<Unit.Product> products) {
        Grouping g = new Grouping(function, products);
        g.walk();
        g.keepResults();
        Recomputation.of(g.units, donated);
        g.split();
        return g;
    }

    List<Unit> units() {
        return units;
    }

    Place place(Value v) {
        Place p = places.get(v);
        if (p == null) {
            throw new IllegalStateException("no place for " + v);
        }
        return p;
    }

    private void walk() {
        int index = 0;
        for (Value.Parameter p : function.parameters()) {
            places.put(p, Place.dense(Slot.argument(index++, p.type().bytes()), p.type()));
        }
        for (Instruction i : function.instructions()) {
            if (!absorbed.contains(i.results().getFirst())) {
                visit(i);
            }
        }
    }

    private void keepResults() {
        for (Value v : function.results()) {
            Slot s = place(v).slot();
            if (s.unit() != Slot.NONE) {
                s.readBy(units.size());
            }
        }
    }

    // What a kernel writes must be known before its length is.
    private void split() {
        Map<KernelSpec, Boolean> known = new HashMap<>();
        units.replaceAll(u -> u instanceof Unit.Fused f ? shortened(f, known) : u);
        Joined.decide(units);
    }

    private static Unit shortened(Unit.Fused fused, Map<KernelSpec, Boolean> known) {
        return new Unit.Fused(
                fused.groups().stream()
                        .flatMap(g -> g.shortened(spec -> isShort(spec, known)).stream())
                        .toList());
    }

    private static boolean isShort(KernelSpec spec, Map<KernelSpec, Boolean> known) {
        return known.computeIfAbsent(spec, KernelSpec::isShort);
    }

    private void visit(Instruction i) {
        switch (i.op()) {
            case Elementwise.BitcastConvert _ when !isFused(i) -> single(i);
            case Elementwise _ -> fuse(i);
            case Reduction.Reduce r when r.dimensions().size() == 0 ->
                    places.put(i.result(), place(i.operand(0)));
            case Reduction.Reduce _ -> fuse(i);
            case Reduction.ArgMax _, Reduction.ArgMin _, Reduction.Cumulative _ -> single(i);
            case Creation.Constant c -> places.put(i.result(), constant(c.value()));
            case Creation.Iota iota -> places.put(i.result(), iota(iota));
            case Marker.StopGradient _ -> places.put(i.result(), place(i.operand(0)));
            case Marker.OptimizationBarrier _ ->
                    i.results().forEach(r -> places.put(r, place(i.operand(r.index()))));
            case Marker.Tap _ -> {
                single(i);
                places.put(i.result(), place(i.operand(0)));
            }
            case Shaping s -> shape(i, s);
            case Contraction _ -> product(i);
            case Attention _, AttentionGradient _ -> attention(i);
            case Windowed _, Indexing _, Ordering _, Fft _, Control _, Composite _ -> single(i);
        }
    }

    // A kernel holds bf16 and f16 as f32, and has one element at a time.
    private static boolean isFused(Instruction i) {
        return Stream.of(i.operandTypes().getFirst(), i.result().type())
                        .map(TensorType::dtype)
                        .allMatch(d -> Expressions.computed(d) == d)
                && i.operandTypes().getFirst().dtype().bytes() == i.result().type().dtype().bytes();
    }

    private static Place constant(Literal data) {
        return Place.dense(Slot.constant(data), data.type());
    }

    private static Place iota(Creation.Iota iota) {
        int n = iota.type().shape().size(iota.axis());
        Literal line = Literal.zeros(TensorType.of(iota.type().dtype(), n));
        for (int k = 0; k < n; k++) {
            if (iota.type().dtype().isFloat()) {
                line.set(k, k);
            } else {
                line.setLong(k, k);
            }
        }
        return constant(line).broadcast(iota.type().shape(), IntList.of(iota.axis()));
    }

    private void shape(Instruction i, Shaping op) {
        Place x = place(i.operand(0));
        TensorType to = i.result().type();
        switch (op) {
            case Shaping.Reshape _ ->
                    places.put(
                            i.result(),
                            x.reshape(to.shape())
                                    .orElseGet(() -> dense(x).reshape(to.shape()).orElseThrow()));
            case Shaping.Transpose t -> places.put(i.result(), x.transpose(t.permutation()));
            case Shaping.BroadcastInDim b ->
                    places.put(i.result(), x.broadcast(b.shape(), b.dimensions()));
            case Shaping.Slice s ->
                    places.put(i.result(), x.slice(s.starts(), s.strides(), to.shape()));
            case Shaping.Reverse r -> places.put(i.result(), x.reverse(r.dimensions()));
            case Shaping.Pad _, Shaping.Concatenate _ -> single(i);
        }
    }

    private void fuse(Instruction i) {
        List<Place> operands = operands(i);
        if (i.op() instanceof Reduction.Reduce r
                && !Loops.joins(
                        operands.getFirst().shape(),
                        operands.getFirst().strides(),
                        r.dimensions())) {
            operands = List.of(dense(operands.getFirst()));
        }
        Group g = group(i, operands);
        Place result = g.add(i, operands);
        groups.taken(g, operands, result);
        places.put(i.result(), result);
        for (Place p : operands) {
            groups.owner(p.slot()).filter(g::absorbs).ifPresent(o -> groups.absorb(g, o));
        }
    }

    private Group group(Instruction i, List<Place> operands) {
        int earliest = operands.stream().mapToInt(p -> p.slot().unit()).max().orElse(Slot.NONE);
        return groups.accepting(i, operands, earliest)
                .orElseGet(() -> {
                    Group made = new Group(units.size(), Group.operandShape(i));
                    units.add(new Unit.Fused(List.of(made)));
                    return made;
                });
    }

    /// The value in row-major order; a copy if it is not.
    private Place dense(Place x) {
        if (x.isDense()) {
            return x;
        }
        Place to = Place.dense(Slot.written(units.size(), x.type().bytes()), x.type());
        x.slot().readBy(units.size());
        units.add(new Unit.Copy(x, to));
        return to;
    }

    private void single(Instruction i) {
        List<Place> operands = operands(i).stream().map(this::dense).toList();
        int unit = units.size();
        operands.forEach(p -> p.slot().readBy(unit));
        List<Place> results = new ArrayList<>();
        for (Value.Result r : i.results()) {
            results.add(Place.dense(Slot.written(unit, r.type().bytes()), r.type()));
            places.put(r, results.getLast());
        }
        units.add(new Unit.Single(i, operands, List.copyOf(results)));
    }

    private void attention(Instruction i) {
        List<Place> operands = attentions.operands(i, operands(i), this::dense);
        int unit = units.size();
        operands.forEach(p -> p.slot().readBy(unit));
        List<Place> results = attentions.results(i, unit);
        int count = Math.min(results.size(), i.results().size());
        for (int r = 0; r < count; r++) {
            places.put(i.results().get(r), results.get(r));
        }
        units.add(new Unit.Single(i, operands, results));
    }

    private void product(Instruction i) {
        if (!Products.isSupported(i)) {
            single(i);
            return;
        }
        Products.Operands o = Products.operands(i, this::place, this::dense);
        Epilogues.Epilogue e = epilogues.of(i, places.keySet());
        Optional<Place> bias = e.bias().map(this::place).map(this::dense);
        absorbed.addAll(e.absorbed());
        int unit = units.size();
        o.lhs().slot().readBy(unit);
        o.rhs().slot().readBy(unit);
        bias.ifPresent(b -> b.slot().readBy(unit));
        TensorType type = e.result().type();
        Place result = Place.dense(Slot.written(unit, type.bytes()), type);
        places.put(e.result(), result);
        Unit.Product product = new Unit.Product(i, o.lhs(), o.rhs(), bias, e.relu(), result);
        units.add(product);
        products.accept(product);
    }

    private List<Place> operands(Instruction i) {
        return i.operands().stream().map(this::place).toList();
    }
}
