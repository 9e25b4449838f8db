package io.jacquard.cpu.attention;

import io.jacquard.cpu.kernel.Access;
import io.jacquard.cpu.kernel.Axis;
import io.jacquard.cpu.kernel.BinaryOp;
import io.jacquard.cpu.kernel.CompareOp;
import io.jacquard.cpu.kernel.KernelBuilder;
import io.jacquard.cpu.kernel.KernelSpec;
import io.jacquard.cpu.kernel.Node;
import io.jacquard.cpu.kernel.ReduceOp;
import io.jacquard.ir.Attention;
import io.jacquard.ir.DType;
import io.jacquard.ir.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The loops between the products of attention.
final class Kernels {
    private static final DType F32 = DType.F32;
    private static final double UNSEEN = -0.7 * Float.MAX_VALUE;
    private static final double LOWEST = -Float.MAX_VALUE;

    /// A score at most this says that its query sees no key: nothing that is seen comes near.
    static final float BLIND = -0.6f * Float.MAX_VALUE;

    private Kernels() {}

    /// Scores: what they are made of comes first among the operands.
    ///
    /// | input | of |
    /// |---|---|
    /// | product | each query and key |
    /// | mask, if there is one | each query and key, or each query |
    /// | first query minus first key, i32, if `edge` | the call |
    ///
    /// @param op the attention
    /// @param mask the mask
    /// @param edge whether positions decide what is seen
    record Scores(Attention op, Optional<Problem.Mask> mask, boolean edge) {
        /// Appends the scores and, if anything decides that, whether each is seen.
        private List<Integer> append(KernelBuilder b) {
            int product = b.input(F32, Access.ELEMENT);
            int s = b.binary(BinaryOp.MULTIPLY, product, b.constant(F32, op.scale()));
            List<Integer> seen = new ArrayList<>();
            if (mask.isPresent()) {
                boolean column = mask.get().strides().column() != 0;
                int m = b.input(mask.get().dtype(), column ? Access.ELEMENT : Access.ROW);
                if (mask.get().dtype() == DType.BOOL) {
                    seen.add(m);
                } else {
                    s = b.binary(BinaryOp.ADD, s, m);
                }
            }
            if (edge) {
                seen.addAll(near(b));
            }
            if (seen.isEmpty()) {
                return List.of(s);
            }
            int all = seen.stream().reduce((x, y) -> b.binary(BinaryOp.AND, x, y)).orElseThrow();
            return List.of(b.select(all, s, b.constant(F32, UNSEEN)), all);
        }

        private List<Integer> near(KernelBuilder b) {
            int offset = b.input(DType.I32, Access.UNIFORM);
            int row = b.binary(BinaryOp.ADD, b.node(new Node.Row()), offset);
            int away = b.binary(BinaryOp.SUBTRACT, row, b.node(new Node.Column()));
            List<Integer> near = new ArrayList<>();
            if (op.causal()) {
                near.add(b.compare(CompareOp.GE, away, b.constant(DType.I32, 0L)));
            }
            if (op.window() > 0) {
                near.add(b.compare(CompareOp.LT, away, b.constant(DType.I32, (long) op.window())));
                if (!op.causal()) {
                    long most = -(long) op.window();
                    near.add(b.compare(CompareOp.GT, away, b.constant(DType.I32, most)));
                }
            }
            return near;
        }
    }

    /// Strides of the operands of a kernel over scores.
    ///
    /// @param product bytes from one row of the products to the next
    /// @param others those of the operands behind the scores'
    static long[] strides(Scores scores, long product, long... others) {
        List<Long> all = new ArrayList<>(List.of(product));
        scores.mask.ifPresent(m -> all.add(m.dtype().bytes() * m.strides().row()));
        if (scores.edge) {
            all.add(0L);
        }
        for (long stride : others) {
            all.add(stride);
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    /// One step of the softmax: of the scores, the largest of each query and the sum of its shares
    /// so far, to shares that are not yet divided by the sum, both, and what the shares before are
    /// worth now.
    static KernelSpec softmax(Scores scores) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int s = scores.append(b).getFirst();
        int before = b.input(F32, Access.ROW);
        int sum = b.input(F32, Access.ROW);
        int largest = b.binary(BinaryOp.MAXIMUM, before, b.reduce(ReduceOp.MAXIMUM, s));
        int share = exp(b, b.binary(BinaryOp.SUBTRACT, s, largest));
        int worth = exp(b, b.binary(BinaryOp.SUBTRACT, before, largest));
        int old = b.binary(BinaryOp.MULTIPLY, sum, worth);
        b.output(share, F32, Access.ELEMENT);
        b.output(largest, F32, Access.ROW);
        b.output(b.binary(BinaryOp.ADD, old, b.reduce(ReduceOp.SUM, share)), F32, Access.ROW);
        b.output(worth, F32, Access.ROW);
        return b.build();
    }

    /// Shares and the gradient of the products: of the scores, the gradient of the shares, and for
    /// each query the largest score, one over the sum, and the sum of shares times gradients.
    static KernelSpec gradient(Scores scores) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        List<Integer> s = scores.append(b);
        int d = b.input(F32, Access.ELEMENT);
        int largest = b.input(F32, Access.ROW);
        int inverse = b.input(F32, Access.ROW);
        int mean = b.input(F32, Access.ROW);
        int e = exp(b, b.binary(BinaryOp.SUBTRACT, s.getFirst(), largest));
        int share = b.binary(BinaryOp.MULTIPLY, e, inverse);
        int product = b.binary(BinaryOp.MULTIPLY, share, b.binary(BinaryOp.SUBTRACT, d, mean));
        int made = b.binary(BinaryOp.MULTIPLY, product, b.constant(F32, scores.op.scale()));
        b.output(share, F32, Access.ELEMENT);
        int hidden = b.constant(F32, 0);
        b.output(s.size() == 1 ? made : b.select(s.get(1), made, hidden), F32, Access.ELEMENT);
        return b.build();
    }

    private static int exp(KernelBuilder b, int x) {
        return b.real(new Unary.Exponential(), x);
    }

    /// Elements times one value a row.
    static KernelSpec rescale() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(F32, Access.ELEMENT);
        b.output(b.binary(BinaryOp.MULTIPLY, x, b.input(F32, Access.ROW)), F32, Access.ELEMENT);
        return b.build();
    }

    /// Elements divided by one value a row; one over that value.
    static KernelSpec divide() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(F32, Access.ELEMENT);
        int sum = b.input(F32, Access.ROW);
        int inverse = b.binary(BinaryOp.DIVIDE, b.constant(F32, 1), sum);
        b.output(b.binary(BinaryOp.MULTIPLY, x, inverse), F32, Access.ELEMENT);
        b.output(inverse, F32, Access.ROW);
        return b.build();
    }

    /// Zeros.
    static KernelSpec zeros() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        b.output(b.constant(F32, 0), F32, Access.ELEMENT);
        return b.build();
    }

    /// The largest score and the sum before any key is seen.
    static KernelSpec nothing() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        b.output(b.constant(F32, LOWEST), F32, Access.ELEMENT);
        b.output(b.constant(F32, 0), F32, Access.ELEMENT);
        return b.build();
    }

    /// The sum of the products of two rows.
    static KernelSpec rowProducts() {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(F32, Access.ELEMENT);
        int products = b.binary(BinaryOp.MULTIPLY, x, b.input(F32, Access.ELEMENT));
        b.output(b.reduce(ReduceOp.SUM, products), F32, Access.ROW);
        return b.build();
    }

    /// Sums of several arrays, from the first to the last.
    static KernelSpec sum(int arrays) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int sum = b.input(F32, Access.ELEMENT);
        for (int i = 1; i < arrays; i++) {
            sum = b.binary(BinaryOp.ADD, sum, b.input(F32, Access.ELEMENT));
        }
        b.output(sum, F32, Access.ELEMENT);
        return b.build();
    }
}
