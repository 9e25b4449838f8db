package io.jacquard.testkit;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// Appends random instructions to a function.
final class GraphMaker {
    private static final int LARGEST = 4000;

    final Random random;
    final Builder builder;
    private final List<Literal> arguments = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    GraphMaker(String name, long seed) {
        this.random = new Random(seed);
        this.builder = new Builder(name + seed);
    }

    void parameter(Literal argument) {
        arguments.add(argument);
        values.add(builder.parameter("x" + arguments.size(), argument.type()));
    }

    /// One of a list.
    <T> T oneOf(List<? extends T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// A value that holds, or the alternative if there is none.
    Value pick(Predicate<TensorType> holds, Value otherwise) {
        List<Value> fitting = values.stream().filter(v -> holds.test(v.type())).toList();
        return fitting.isEmpty() ? otherwise : oneOf(fitting);
    }

    Value any() {
        return oneOf(values);
    }

    /// A value of the type of another, maybe that one.
    Value like(Value other) {
        return pick(other.type()::equals, other);
    }

    /// Appends an operation if its operands fit and the results are not too large.
    void add(Op op, Value... operands) {
        List<Value> all = List.of(operands);
        List<TensorType> inferred;
        try {
            inferred = op.infer(all.stream().map(Value::type).toList());
        } catch (ShapeException _) {
            return;
        }
        if (inferred.stream().allMatch(t -> t.shape().elements() <= LARGEST)) {
            values.addAll(builder.append(op, all).results());
        }
    }

    /// A random number from low to high, both included.
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /// Some of the axes of an array, in order.
    IntList someAxes(TensorType t) {
        return IntList.of(
                IntList.range(0, t.rank()).stream().filter(_ -> random.nextBoolean()).toArray());
    }

    IntList permutation(int rank) {
        List<Integer> axes = new ArrayList<>(IntList.range(0, rank).stream().boxed().toList());
        Collections.shuffle(axes, random);
        return IntList.of(axes.stream().mapToInt(Integer::intValue).toArray());
    }

    /// Moves the elements of a value about.
    void moved(Value x) {
        TensorType t = x.type();
        int rank = t.rank();
        switch (random.nextInt(8)) {
            case 0 -> add(new Shaping.Reshape(Shape.of(t.shape().elements())), x);
            case 1 -> add(new Shaping.Transpose(permutation(rank)), x);
            case 2 -> broadcast(x);
            case 3 -> slice(x);
            case 4 -> pad(x);
            case 5 -> concatenate(x);
            case 6 -> add(new Shaping.Reverse(someAxes(t)), x);
            default -> reshaped(x);
        }
    }

    private void reshaped(Value x) {
        int n = x.type().shape().elements();
        int divisor = between(1, 6);
        if (n % divisor == 0) {
            add(new Shaping.Reshape(Shape.of(divisor, n / divisor)), x);
        }
    }

    private void broadcast(Value x) {
        int[] sizes = x.type().shape().sizes();
        int at = between(0, sizes.length);
        int repeat = between(1, 4);
        int[] longer = new int[sizes.length + 1];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = i == at ? repeat : sizes[i < at ? i : i - 1];
        }
        IntList dims = IntList.generate(sizes.length, i -> i < at ? i : i + 1);
        add(new Shaping.BroadcastInDim(Shape.of(longer), dims), x);
    }

    private void slice(Value x) {
        int[] sizes = x.type().shape().sizes();
        IntList starts = IntList.generate(sizes.length, i -> between(0, sizes[i] / 2));
        IntList limits = IntList.generate(sizes.length, i -> between(starts.at(i), sizes[i]));
        IntList strides = IntList.generate(sizes.length, _ -> between(1, 2));
        add(new Shaping.Slice(starts, limits, strides), x);
    }

    private void pad(Value x) {
        TensorType t = x.type();
        Value fill = pick(t.with(Shape.SCALAR)::equals, x);
        IntList low = IntList.generate(t.rank(), _ -> between(-1, 2));
        IntList high = IntList.generate(t.rank(), _ -> between(-1, 2));
        IntList interior = IntList.generate(t.rank(), _ -> between(0, 1));
        add(new Shaping.Pad(low, high, interior), x, fill);
    }

    private void concatenate(Value x) {
        if (x.type().rank() > 0) {
            int axis = random.nextInt(x.type().rank());
            TensorType beside = x.type().with(x.type().shape().with(axis, 0));
            Value other =
                    pick(
                            t ->
                                    t.rank() == beside.rank()
                                            && t.with(t.shape().with(axis, 0)).equals(beside),
                            x);
            add(new Shaping.Concatenate(axis), x, other);
        }
    }

    /// The function whose results are the values that nothing uses.
    RandomGraphs.Graph graph() {
        Set<Value> used = new HashSet<>();
        for (Instruction i : builder.instructions()) {
            used.addAll(i.operands());
        }
        List<Value> results = values.stream().filter(v -> !used.contains(v)).toList();
        return new RandomGraphs.Graph(builder.build(results), arguments);
    }
}
