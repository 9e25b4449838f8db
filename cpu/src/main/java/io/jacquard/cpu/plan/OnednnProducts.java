package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.onednn.Bias;
import io.jacquard.cpu.onednn.Convolution;
import io.jacquard.cpu.onednn.Elements;
import io.jacquard.cpu.onednn.Matmul;
import io.jacquard.cpu.onednn.PostOp;
import io.jacquard.cpu.onednn.View;
import io.jacquard.cpu.onednn.Window;
import io.jacquard.cpu.winograd.Epilogue;
import io.jacquard.cpu.winograd.Winograd;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;
import io.jacquard.ir.autodiff.ConvolutionRole;
import java.util.ArrayList;
import java.util.List;

/// Products as operations of oneDNN.
final class OnednnProducts {
    private OnednnProducts() {}

    static Item of(Unit.Product p, KernelCache kernels) {
        return switch ((Contraction) p.instruction().op()) {
            case Contraction.DotGeneral _ -> matmul(p);
            case Contraction.Convolution _ -> convolution(p, kernels);
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
        Matmul.Spec spec = new Matmul.Spec(a, b, View.of(sizes), bias(p), postOps(p), elements(p));
        return new OnednnItem(new Matmul(spec), operands(p));
    }

    private static Item convolution(Unit.Product p, KernelCache kernels) {
        return switch (ConvolutionRole.of(p.instruction())) {
            case ConvolutionRole.Forward f -> {
                Convolution.Spec spec = spec(f.forward(), p.lhs().shape(), p.rhs().shape());
                Epilogue end = new Epilogue(p.bias().isPresent(), p.relu());
                yield Winograd.forward(kernels, spec, end)
                        .map(w -> item(p, w))
                        .orElseGet(() -> item(p, Convolution.forward(spec, bias(p), postOps(p))));
            }
            case ConvolutionRole.InputGradient g -> {
                Convolution.Spec spec = spec(g.forward(), p.result().shape(), p.rhs().shape());
                yield Winograd.inputGradient(kernels, spec)
                        .map(w -> item(p, w))
                        .orElseGet(() -> item(p, Convolution.backwardData(spec)));
            }
            case ConvolutionRole.KernelGradient g -> {
                Convolution.Spec spec = spec(g.forward(), p.lhs().shape(), p.result().shape());
                yield Winograd.filterGradient(kernels, spec)
                        .map(w -> item(p, w))
                        .orElseGet(() -> item(p, Convolution.backwardWeights(spec, Bias.ABSENT)));
            }
            case ConvolutionRole.Other _ ->
                    throw new IllegalArgumentException("no form of oneDNN's");
        };
    }

    private static Item item(Unit.Product p, Winograd made) {
        return new WinogradItem(made, convolved(p));
    }

    private static Item item(Unit.Product p, Convolution made) {
        return new OnednnItem(made, convolved(p));
    }

    private static List<Place> convolved(Unit.Product p) {
        List<Place> all = new ArrayList<>(List.of(p.lhs(), p.rhs()));
        p.bias().ifPresent(all::add);
        all.add(p.result());
        return List.copyOf(all);
    }

    private static Convolution.Spec spec(
            Contraction.Convolution forward, Shape data, Shape kernel) {
        Contraction.Window w = forward.window();
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < w.strides().size(); i++) {
            windows.add(
                    new Window(
                            data.size(i + 1),
                            kernel.size(i),
                            w.strides().at(i),
                            w.rhsDilation().at(i),
                            new Window.Padding(w.low().at(i), w.high().at(i))));
        }
        Convolution.Channels channels =
                new Convolution.Channels(data.size(-1), kernel.size(-1), forward.featureGroups());
        return new Convolution.Spec(data.size(0), channels, windows);
    }

    private static List<PostOp> postOps(Unit.Product p) {
        return p.relu() ? PostOp.RELU_WITH_NAN : List.of();
    }

    private static Elements elements(Unit.Product p) {
        return p.result().dtype() == DType.BF16 ? Elements.BF16 : Elements.F32;
    }

    private static Bias bias(Unit.Product p) {
        return p.bias().isPresent() ? Bias.PRESENT : Bias.ABSENT;
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
