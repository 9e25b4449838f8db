package io.jacquard.cpu.plan;

import io.jacquard.cpu.attention.Problem;
import io.jacquard.cpu.attention.Strides;
import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The attentions of a function: which have code of their own, and where their operands lie.
///
/// An attention whose gradient is in the same function also writes statistics, which the gradient
/// reads together with the result; where there is none, the gradient computes both again.
final class Attentions {
    private static final IntList EXCHANGED = IntList.of(0, 2, 1, 3);
    private static final int GRADIENT = 3;
    private static final int MASK_GRADIENT = 3;

    private final Set<Value> exchanged = new HashSet<>();
    private final Set<Key> differentiated = new HashSet<>();
    private final Map<Key, List<Place>> saved = new HashMap<>();

    /// An attention of the function.
    private record Key(Attention op, List<Value> operands) {}

    Attentions(Function function) {
        for (Instruction i : function.instructions()) {
            if (i.op() instanceof Shaping.Transpose t && t.permutation().equals(EXCHANGED)) {
                exchanged.add(i.operand(0));
            }
            if (i.op() instanceof AttentionGradient) {
                differentiated.add(key(i));
            }
        }
    }

    private static Key key(Instruction i) {
        return i.op() instanceof AttentionGradient g
                ? new Key(g.forward(), AttentionGradient.forward(i.operands()))
                : new Key((Attention) i.op(), i.operands());
    }

    /// The attention that an operation is, or whose gradient it is.
    static Optional<Attention> attention(Op op) {
        return switch (op) {
            case Attention a -> Optional.of(a);
            case AttentionGradient g -> Optional.of(g.forward());
            default -> Optional.empty();
        };
    }

    /// True if an operation has code of its own.
    static boolean isSupported(Composite op, List<TensorType> operands) {
        return attention(op)
                .filter(_ -> operands.getFirst().dtype() == DType.F32)
                .filter(_ -> operands.stream().allMatch(t -> t.shape().elements() > 0))
                .filter(a -> !a.drops() || fitsRandomBits(operands))
                .isPresent();
    }

    // Random bits are numbered by the elements of an array.
    private static boolean fitsRandomBits(List<TensorType> operands) {
        Shape q = operands.getFirst().shape();
        long rows = q.elements() / Math.max(1, q.size(3));
        return rows * operands.get(1).shape().size(2) <= Integer.MAX_VALUE;
    }

    /// True if it is the gradient of a mask too, which is computed in pieces.
    ///
    /// @param used values that something reads
    static boolean hasMaskGradient(Instruction i, Set<Value> used) {
        return i.op() instanceof AttentionGradient
                && i.results().size() > MASK_GRADIENT
                && used.contains(i.results().get(MASK_GRADIENT));
    }

    /// Where the operands of an attention or its gradient lie; those that cannot be read there are
    /// copied.
    ///
    /// @param i the operation
    /// @param places where the values lie
    /// @param dense makes a row-major copy
    List<Place> operands(Instruction i, List<Place> places, UnaryOperator<Place> dense) {
        boolean isGradient = i.op() instanceof AttentionGradient;
        int matrices = isGradient ? GRADIENT + 1 : GRADIENT;
        List<Place> all = new ArrayList<>();
        for (int n = 0; n < places.size(); n++) {
            Place p = places.get(n);
            boolean usable = n < matrices ? isMatrix(p) : p.type().rank() == 4 && isMask(p);
            all.add(usable ? p : dense.apply(p));
        }
        if (isGradient) {
            all.addAll(saved.getOrDefault(key(i), List.of()));
        }
        return List.copyOf(all);
    }

    private static boolean isMatrix(Place p) {
        boolean rows = p.shape().size(2) == 1 || p.strides().at(2) >= p.shape().size(3);
        return rows && isContiguous(p) && p.strides().stream().allMatch(s -> s >= 0);
    }

    private static boolean isContiguous(Place p) {
        return p.shape().size(3) == 1 || p.strides().at(3) == 1;
    }

    private static boolean isMask(Place p) {
        return isContiguous(p) || p.strides().at(3) == 0;
    }

    /// Where the results go: in the order of memory that they have after an exchange of heads and
    /// time, if that is what is read. Statistics come last, if they are needed.
    ///
    /// @param unit who writes them
    List<Place> results(Instruction i, int unit) {
        List<Place> all = new ArrayList<>();
        for (Value.Result r : i.results().subList(0, i.op() instanceof Attention ? 1 : 3)) {
            TensorType t = r.type();
            Place dense = Place.dense(Slot.written(unit, t.bytes()), t);
            all.add(exchanged.contains(r) ? byTime(dense) : dense);
        }
        if (i.op() instanceof Attention && differentiated.contains(key(i))) {
            Shape rows = i.operand(0).type().shape().without(3).insert(0, 2);
            TensorType t = new TensorType(DType.F32, rows);
            all.add(Place.dense(Slot.written(unit, t.bytes()), t));
            saved.put(key(i), List.copyOf(all));
        }
        return List.copyOf(all);
    }

    private static Place byTime(Place dense) {
        Shape s = dense.shape();
        Shape time = Shape.of(s.size(0), s.size(2), s.size(1), s.size(3));
        return Place.dense(dense.slot(), dense.type().with(time)).transpose(EXCHANGED);
    }

    /// An attention as the code takes it.
    ///
    /// @param operands queries, keys, values and maybe a mask
    /// @param y where the result lies
    static Problem problem(Attention op, List<Place> operands, Place y) {
        Place q = operands.get(0);
        Place k = operands.get(1);
        Place v = operands.get(2);
        Problem.Sizes sizes =
                new Problem.Sizes(
                        q.shape().size(0),
                        q.shape().size(1),
                        k.shape().size(1),
                        q.shape().size(2),
                        k.shape().size(2),
                        q.shape().size(3),
                        v.shape().size(3));
        Optional<Problem.Mask> mask =
                op.masks(operands).stream()
                        .map(m -> new Problem.Mask(m.dtype(), strides(m)))
                        .findFirst();
        return new Problem(op, sizes, strides(q), strides(k), strides(v), strides(y), mask);
    }

    /// Strides of a place, 0 along axes of size 1 but for the rows of a matrix.
    static Strides strides(Place p) {
        long[] s = new long[4];
        for (int a = 0; a < s.length; a++) {
            s[a] = p.shape().size(a) == 1 ? 0 : p.strides().at(a);
        }
        return new Strides(s[0], s[1], s[2], s[3]);
    }
}
