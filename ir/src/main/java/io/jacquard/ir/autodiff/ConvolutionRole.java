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

/// What a convolution does for a model whose arrays are channels-last (`[batch, spatial...,
/// channels]`, kernels `[spatial..., in, out]`): a forward convolution or one of the gradients that
/// {@link ConvolutionGradients} writes. A backend with kernels for the three asks here.
public sealed interface ConvolutionRole {
    /// A forward convolution of channels-last data, as it stands.
    ///
    /// @param forward the operation itself
    /// @param data its data
    /// @param kernel its kernel
    record Forward(Convolution forward, Value data, Value kernel) implements ConvolutionRole {}

    /// The gradient of the data of a forward convolution; the instruction's result has the shape of
    /// that data.
    ///
    /// @param forward the convolution whose gradient it is
    /// @param gradient the gradient of that convolution's result
    /// @param kernel that convolution's kernel, neither turned nor regrouped
    record InputGradient(Convolution forward, Value gradient, Value kernel)
            implements ConvolutionRole {}

    /// The gradient of the kernel of a forward convolution; the instruction's result has the shape
    /// of that kernel.
    ///
    /// @param forward the convolution whose gradient it is
    /// @param data that convolution's data
    /// @param gradient the gradient of that convolution's result
    record KernelGradient(Convolution forward, Value data, Value gradient)
            implements ConvolutionRole {}

    /// Any other convolution.
    record Other() implements ConvolutionRole {}

    /// The role of an instruction, {@link Other} if it is no convolution in one of these forms.
    ///
    /// The forward convolution of a gradient has equal low padding, strides and dilations; its high
    /// padding may be less where the last elements of the data are not reached by any window.
    static ConvolutionRole of(Instruction instruction) {
        return instruction.op() instanceof Convolution c
                ? new Recognition(instruction, c).role()
                : new Other();
    }

    /// Reads the table of {@link ConvolutionGradients} from right to left.
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
                return new Forward(op, instruction.operand(0), instruction.operand(1));
            }
            if (has(data, flippedKernel, data) && op.batchGroups() == 1) {
                return inputGradient();
            }
            return has(flippedData, flippedData, flippedKernel) ? kernelGradient() : new Other();
        }

        private boolean has(Axes lhs, Axes rhs, Axes out) {
            return op.lhs().equals(lhs) && op.rhs().equals(rhs) && op.out().equals(out);
        }

        private ConvolutionRole inputGradient() {
            Optional<Value> kernel = originalKernel();
            if (kernel.isEmpty()) {
                return new Other();
            }
            Shape k = instruction.operand(1).type().shape();
            Window w = op.window();
            IntList low =
                    IntList.generate(
                            w.low().size(),
                            i ->
                                    Extents.covered(k.size(i), w.rhsDilation().at(i))
                                            - 1
                                            - w.low().at(i));
            Window window =
                    new Window(
                            /* strides= */ w.lhsDilation(),
                            low,
                            low,
                            /* lhsDilation= */ w.strides(),
                            w.rhsDilation());
            Shape data = instruction.result().type().shape();
            Shape result = instruction.operand(0).type().shape();
            return new InputGradient(
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
            return new KernelGradient(
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
            return made
                    ? Optional.of(((Value.Result) value).producer().operand(0))
                    : Optional.empty();
        }
    }
}
