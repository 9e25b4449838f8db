package io.jacquard.cpu.plan;

import io.jacquard.cpu.onednn.Bias;
import io.jacquard.cpu.onednn.Matmul;
import io.jacquard.cpu.onednn.PostOp;
import io.jacquard.cpu.onednn.View;
import io.jacquard.ir.Contraction;
import java.util.ArrayList;
import java.util.List;

/// Products as operations of oneDNN.
final class OnednnProducts {
    private OnednnProducts() {}

    static Item of(Unit.Product p) {
        return switch ((Contraction) p.instruction().op()) {
            case Contraction.DotGeneral _ -> matmul(p);
            case Contraction.Convolution _ -> throw new IllegalStateException("no convolution yet");
        };
    }

    private static Item matmul(Unit.Product p) {
        View a = view(p.lhs());
        View b = view(p.rhs());
        long m = p.lhs().shape().size(-2);
        long n = p.rhs().shape().size(-1);
        int batch = p.lhs().type().rank() - 2;
        long[] sizes = new long[batch + 2];
        for (int i = 0; i < batch; i++) {
            sizes[i] = p.lhs().shape().size(i);
        }
        sizes[batch] = m;
        sizes[batch + 1] = n;
        List<PostOp> post =
                p.relu() ? List.of(new PostOp.Eltwise(PostOp.Function.RELU)) : List.of();
        Bias bias = p.bias().isPresent() ? Bias.PRESENT : Bias.ABSENT;
        Matmul.Spec spec = new Matmul.Spec(a, b, View.of(sizes), bias, post);
        return new OnednnItem(new Matmul(spec), operands(p));
    }

    private static List<Place> operands(Unit.Product p) {
        List<Place> all = new ArrayList<>(List.of(p.lhs(), p.rhs(), p.result()));
        p.bias().ifPresent(all::add);
        return all;
    }

    // A batch axis that repeats one matrix has size 1 for oneDNN.
    private static View view(Place p) {
        List<Long> sizes = new ArrayList<>();
        List<Long> strides = new ArrayList<>();
        int rank = p.type().rank();
        for (int i = 0; i < rank; i++) {
            boolean repeated = i < rank - 2 && p.strides().at(i) == 0;
            sizes.add(repeated ? 1L : p.shape().size(i));
            strides.add((long) Math.max(1, p.strides().at(i)));
        }
        return new View(sizes, strides);
    }
}
