package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Attention of one function as XLA's calls of cuDNN's fused attention, which keeps no array of
/// queries times keys.
///
/// | what | where it is fused |
/// |---|---|
/// | dtype | f16, bf16 |
/// | size of a head | a multiple of 8 up to a limit of the device; that of the values too |
/// | gradient with a mask | even numbers of queries and keys |
/// | window, dropout | none |
///
/// A forward call whose gradient is in the same function also gives its softmax statistics, which
/// the backward call reads; a gradient whose forward is in another function, as in a scan, calls it
/// again. A bool mask becomes numbers that are added, as in JAX: a query that sees no key takes
/// another mean of the values than elsewhere, and such a query and its keys receive a gradient.
///
/// Source: JAX, `jax._src.cudnn.fused_attention_stablehlo`, whose calls these are.
final class FusedAttention {
    private static final IntList EXCHANGED = IntList.of(0, 2, 1, 3);
    private static final TensorType WORKSPACE = TensorType.of(DType.U8, 0);

    private final Primitives p;
    private final int largest;
    private final Set<Key> differentiated = new HashSet<>();
    private final Map<Key, Saved> saved = new HashMap<>();

    /// Attention of a function.
    ///
    /// @param largest size of a head, 0 if nothing is fused
    FusedAttention(Primitives p, int largest, Function function) {
        this.p = p;
        this.largest = largest;
        for (Instruction i : function.instructions()) {
            if (i.op() instanceof AttentionGradient g && fits(g, i.operandTypes())) {
                differentiated.add(Key.of(g, i));
            }
        }
    }

    /// An attention of the function.
    private record Key(Attention op, List<Value> operands) {
        static Key of(AttentionGradient op, Instruction i) {
            return new Key(op.forward(), AttentionGradient.forward(i.operands()));
        }
    }

    /// A forward call: its operands as they were given to it, the result and the statistics.
    private record Saved(List<Ssa> given, Ssa result, Ssa statistics) {}

    /// Writes an instruction.
    ///
    /// @return one a result; nothing if it is no attention, or one that does not fit
    Optional<List<Ssa>> of(Instruction i, List<Ssa> operands) {
        return switch (i.op()) {
            case Attention a when fits(a, i.operandTypes()) -> {
                Key key = new Key(a, i.operands());
                yield Optional.of(
                        List.of(
                                differentiated.contains(key)
                                        ? forward(key, operands).result()
                                        : call(a, given(operands), false).getFirst()));
            }
            case AttentionGradient g when fits(g, i.operandTypes()) ->
                    Optional.of(backward(Key.of(g, i), operands));
            default -> Optional.empty();
        };
    }

    private boolean fits(Attention op, List<TensorType> operands) {
        TensorType q = operands.getFirst();
        int size = q.shape().size(3);
        return (q.dtype() == DType.BF16 || q.dtype() == DType.F16)
                && size % 8 == 0
                && size <= largest
                && operands.get(2).shape().size(3) == size
                && operands.stream().allMatch(t -> t.shape().elements() > 0)
                && Double.isFinite(op.scale())
                && op.window() == Attention.NO_WINDOW
                && !op.drops();
    }

    private boolean fits(AttentionGradient op, List<TensorType> operands) {
        Shape scores = scores(operands.getFirst(), operands.get(1));
        boolean masked = operands.size() > 4;
        boolean even = scores.size(2) % 2 == 0 && scores.size(3) % 2 == 0;
        return fits(op.forward(), operands) && (even || !masked);
    }

    private static Shape scores(TensorType queries, TensorType keys) {
        return queries.shape().with(3, keys.shape().size(2));
    }

    // As [batch, time, heads, size], which is how most models have them before they exchange axes.
    private List<Ssa> given(List<Ssa> operands) {
        List<Ssa> given = new ArrayList<>();
        operands.subList(0, 3).forEach(x -> given.add(p.transpose(x, EXCHANGED)));
        Shape scores = scores(operands.getFirst().type(), operands.get(1).type());
        operands.subList(3, operands.size())
                .forEach(x -> given.add(bias(x, operands.getFirst().dtype(), scores)));
        return given;
    }

    private Ssa bias(Ssa mask, DType dtype, Shape scores) {
        double hidden = dtype == DType.BF16 ? -0x1p41 : -0x1p15;
        TensorType type = mask.type().with(dtype);
        Ssa added =
                mask.dtype() == DType.BOOL
                        ? p.select(mask, p.splat(type, 0), p.splat(type, hidden))
                        : mask;
        Shape all = mask.shape().with(2, scores.size(2)).with(3, scores.size(3));
        return all.equals(mask.shape()) ? added : p.broadcast(added, all, IntList.range(0, 4));
    }

    private Saved forward(Key key, List<Ssa> operands) {
        return saved.computeIfAbsent(
                key,
                _ -> {
                    List<Ssa> given = given(operands);
                    List<Ssa> made = call(key.op(), given, true);
                    return new Saved(given, made.get(0), made.get(1));
                });
    }

    private List<Ssa> call(Attention op, List<Ssa> given, boolean saves) {
        Shape q = given.getFirst().shape();
        TensorType result =
                given.getFirst().type().with(Shape.of(q.size(0), q.size(2), q.size(1), q.size(3)));
        List<TensorType> results = new ArrayList<>(List.of(result, WORKSPACE));
        if (saves) {
            results.add(1, new TensorType(DType.F32, result.shape().without(3)));
        }
        return new CudnnCall(p, op, given).forward(results);
    }

    // One a result of the gradient, of which a bool mask has none.
    private List<Ssa> backward(Key key, List<Ssa> operands) {
        List<Ssa> forward = AttentionGradient.forward(operands);
        Saved y = forward(key, forward);
        List<Ssa> given = new ArrayList<>(y.given());
        given.addAll(3, List.of(y.statistics(), p.transpose(operands.get(3), EXCHANGED)));
        given.add(p.transpose(y.result(), EXCHANGED));
        List<TensorType> results = new ArrayList<>();
        forward.subList(0, 3).forEach(x -> results.add(x.type()));
        y.given().subList(3, y.given().size()).forEach(x -> results.add(x.type()));
        results.add(WORKSPACE);
        List<Ssa> made = new CudnnCall(p, key.op(), given).backward(results);
        List<Ssa> gradients = new ArrayList<>(made.subList(0, 3));
        for (Ssa mask : forward.subList(3, forward.size())) {
            if (mask.dtype() != DType.BOOL) {
                gradients.add(summed(made.get(3), mask.type()));
            }
        }
        return gradients;
    }

    private Ssa summed(Ssa bias, TensorType mask) {
        IntList axes =
                IntList.of(
                        IntStream.range(0, 4)
                                .filter(a -> mask.shape().size(a) != bias.shape().size(a))
                                .toArray());
        if (axes.size() == 0) {
            return bias;
        }
        TensorType kept = mask.with(bias.shape().without(axes.toArray()));
        Ssa sum = new Reductions(p).of(new Reduction.Reduce(Reducer.ADD, axes), bias, kept);
        return p.reshape(sum, mask.shape());
    }
}
