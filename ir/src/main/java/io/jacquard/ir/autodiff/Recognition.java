package io.jacquard.ir.autodiff;

import io.jacquard.ir.Contraction.Axes;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import java.util.Optional;

/// Finds the role of a convolution: reads the table of {@link ConvolutionGradients} backwards.
///
/// @param instruction the convolution
/// @param op its operation
record Recognition(Instruction instruction, Convolution op) {
    ConvolutionRole role() {
        int n = op.window().strides().size();
        Axes data = Axes.channelsLast(n);
        Axes kernel = Axes.kernel(n);
        Axes flippedData = ConvolutionGradients.exchanged(data);
        Axes flippedKernel = ConvolutionGradients.exchanged(kernel);
        if (has(data, kernel, data)) {
            return new ConvolutionRole.Forward(op, instruction.operand(0), instruction.operand(1));
        }
        if (has(data, flippedKernel, data) && op.batchGroups() == 1) {
            return inputGradient();
        }
        return has(flippedData, flippedData, flippedKernel)
                ? kernelGradient()
                : new ConvolutionRole.Other();
    }

    private boolean has(Axes lhs, Axes rhs, Axes out) {
        return op.lhs().equals(lhs) && op.rhs().equals(rhs) && op.out().equals(out);
    }

    private ConvolutionRole inputGradient() {
        Optional<Value> kernel = originalKernel();
        if (kernel.isEmpty()) {
            return new ConvolutionRole.Other();
        }
        Shape k = instruction.operand(1).type().shape();
        Window w = op.window();
        IntList low =
                IntList.generate(
                        w.low().size(),
                        i -> Extents.covered(k.size(i), w.rhsDilation().at(i)) - 1 - w.low().at(i));
        Window window =
                new Window(
                        /* strides= */ w.lhsDilation(),
                        low,
                        low,
                        /* lhsDilation= */ w.strides(),
                        w.rhsDilation());
        Shape data = instruction.result().type().shape();
        Shape result = instruction.operand(0).type().shape();
        return new ConvolutionRole.InputGradient(
                forward(window, op.featureGroups(), 1, new Sizes(data, k, result)),
                instruction.operand(0),
                kernel.get());
    }

    private ConvolutionRole kernelGradient() {
        Window w = op.window();
        Window window =
                new Window(
                        /* strides= */ w.rhsDilation(),
                        w.low(),
                        w.low(),
                        w.lhsDilation(),
                        /* rhsDilation= */ w.strides());
        Shape data = instruction.operand(0).type().shape();
        Shape result = instruction.operand(1).type().shape();
        Sizes sizes = new Sizes(data, instruction.result().type().shape(), result);
        return new ConvolutionRole.KernelGradient(
                forward(
                        window,
                        /* featureGroups= */ op.batchGroups(),
                        /* batchGroups= */ op.featureGroups(),
                        sizes),
                instruction.operand(0),
                instruction.operand(1));
    }

    private record Sizes(Shape data, Shape kernel, Shape result) {}

    private static Convolution forward(
            Window window, int featureGroups, int batchGroups, Sizes sizes) {
        int n = window.strides().size();
        IntList high = IntList.generate(n, i -> high(window, i, sizes));
        return new Convolution(
                window.padded(window.low(), high),
                Axes.channelsLast(n),
                Axes.kernel(n),
                Axes.channelsLast(n),
                featureGroups,
                batchGroups);
    }

    // With a stride several values give as many windows; none is the plainest.
    private static int high(Window w, int i, Sizes s) {
        int stride = w.strides().at(i);
        int covered =
                Extents.covered(s.result.size(i + 1), stride)
                        - 1
                        + Extents.covered(s.kernel.size(i), w.rhsDilation().at(i));
        int least =
                covered
                        - Extents.covered(s.data.size(i + 1), w.lhsDilation().at(i))
                        - w.low().at(i);
        return Math.clamp(0, least, least + stride - 1);
    }

    private Optional<Value> originalKernel() {
        Optional<Value> grouped =
                through(new Shaping.Reverse(op.rhs().spatial()), instruction.operand(1));
        return op.featureGroups() == 1 ? grouped : grouped.flatMap(this::ungrouped);
    }

    private Optional<Value> ungrouped(Value grouped) {
        int groups = op.featureGroups();
        Shape s = grouped.type().shape();
        int outer = op.rhs().feature();
        int feature = op.rhs().outer();
        Shape original =
                s.with(outer, s.size(outer) * groups).with(feature, s.size(feature) / groups);
        Regrouping r = new Regrouping(original, groups, outer, feature);
        return through(r.merge(), grouped)
                .flatMap(v -> through(r.move(), v))
                .flatMap(v -> through(r.split(), v))
                .filter(v -> v.type().shape().equals(original));
    }

    private static Optional<Value> through(Op wanted, Value value) {
        boolean made = value instanceof Value.Result r && r.producer().op().equals(wanted);
        return made ? Optional.of(((Value.Result) value).producer().operand(0)) : Optional.empty();
    }
}
