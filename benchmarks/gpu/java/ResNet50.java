import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.BatchNormed;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A residual network of bottleneck blocks, channels-last, in the form known as v1.5: the stride is
/// in the convolution of 3 x 3. Parameters are f32; convolutions and what flows between them are of
/// the compute dtype, batch norms and loss in f32.
///
/// Source: He et al., *Deep residual learning for image recognition*, 2016, arXiv 1512.03385, table
/// 1; stride and names of the parameters as in torchvision.
final class ResNet50 {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;
    private static final int EXPANSION = 4;

    /// The numbers of a network.
    ///
    /// @param blocks in each stage
    /// @param width channels of the first stage inside its blocks
    /// @param side rows and columns of a picture
    /// @param classes of pictures
    record Size(List<Integer> blocks, int width, int side, int classes) {
        /// The published network: 25,557,032 parameters.
        static Size published() {
            return new Size(List.of(3, 4, 6, 3), 64, 224, 1000);
        }

        /// One block a stage, narrow.
        static Size toy() {
            return new Size(List.of(1, 1, 1, 1), 8, 64, 10);
        }
    }

    private final Size size;
    private final DType compute;
    private final Unit stem;
    private final List<Block> blocks = new ArrayList<>();
    private final Parameter weight;
    private final Parameter bias;
    private long products;

    /// A network whose parameters are in a scope.
    ResNet50(Scope scope, Size size, DType compute) {
        this.size = size;
        this.compute = compute;
        this.stem = new Unit(scope, "conv1", "bn1", new Shape(3, size.width, 7, 2));
        int in = size.width;
        for (int stage = 0; stage < size.blocks.size(); stage++) {
            int inside = size.width << stage;
            for (int b = 0; b < size.blocks.get(stage); b++) {
                int stride = stage > 0 && b == 0 ? 2 : 1;
                Scope own = scope.in("layer" + (stage + 1)).in("" + b);
                blocks.add(new Block(own, in, inside, stride));
                in = EXPANSION * inside;
            }
        }
        this.weight =
                scope.in("fc")
                        .parameter(
                                "weight", floats(in, size.classes), Initializers.glorotUniform());
        this.bias = scope.in("fc").parameter("bias", floats(size.classes), Initializers.zeros());
    }

    private static TensorType floats(int... sizes) {
        return TensorType.of(DType.F32, sizes);
    }

    /// The mean cross-entropy of the classes, in nats, f32.
    ///
    /// @param pictures `[batch, side, side, 3]` of the compute dtype
    /// @param classes `i32[batch]`
    Tensor loss(Tensor pictures, Tensor classes) {
        products = 0;
        PoolWindow three =
                new PoolWindow(
                        IntList.of(3, 3), IntList.of(2, 2), IntList.of(1, 1), IntList.of(1, 1));
        Tensor x = stem.apply(pictures).relu().maxPool(three);
        for (Block b : blocks) {
            x = b.apply(x);
        }
        Tensor features = x.to(DType.F32).mean(1, 2).to(compute);
        products += (long) features.size(0) * weight.type().shape().elements();
        Tensor logits = features.matmul(weight.value().to(compute)).add(bias.value().to(compute));
        return logits.to(DType.F32).softmaxCrossEntropy(-1, classes).mean();
    }

    /// Multiplications of one forward pass over the batch that was last traced; a training step
    /// does 6 floating-point operations for each.
    long products() {
        return products;
    }

    /// The numbers of a convolution.
    private record Shape(int in, int out, int window, int stride) {}

    /// A convolution without a bias and a batch norm.
    private final class Unit {
        private final Shape shape;
        private final Parameter kernel;
        private final Parameter scale;
        private final Parameter offset;
        private final Parameter mean;
        private final Parameter variance;

        Unit(Scope scope, String convolution, String norm, Shape shape) {
            this.shape = shape;
            this.kernel =
                    scope.in(convolution)
                            .parameter(
                                    "weight",
                                    floats(shape.window, shape.window, shape.in, shape.out),
                                    Initializers.heNormal());
            Scope own = scope.in(norm);
            TensorType type = floats(shape.out);
            this.scale = own.parameter("weight", type, Initializers.ones());
            this.offset = own.parameter("bias", type, Initializers.zeros());
            this.mean = own.state("running_mean", type, Initializers.zeros());
            this.variance = own.state("running_var", type, Initializers.ones());
        }

        Tensor apply(Tensor x) {
            int s = shape.stride;
            int p = shape.window / 2;
            Window window =
                    Window.strided(IntList.of(s, s)).padded(IntList.of(p, p), IntList.of(p, p));
            Tensor y = x.convolution(kernel.value().to(compute), window);
            int points = y.size(0) * y.size(1) * y.size(2);
            products += (long) points * kernel.type().shape().elements();
            BatchNormed n = y.to(DType.F32).batchNorm(-1, scale.value(), offset.value(), EPSILON);
            follow(mean, n.statistics().mean());
            follow(variance, n.statistics().variance().mul(points / (points - 1.0)));
            return n.output().to(compute);
        }

        private void follow(Parameter running, Tensor now) {
            Tensor kept = running.value().mul(1 - MOMENTUM);
            running.set(kept.add(now.stopGradient().mul(MOMENTUM)));
        }
    }

    /// Three convolutions beside a shortcut.
    private final class Block {
        private final Unit first;
        private final Unit second;
        private final Unit third;
        private final Optional<Unit> shortcut;

        Block(Scope scope, int in, int inside, int stride) {
            int out = EXPANSION * inside;
            this.first = new Unit(scope, "conv1", "bn1", new Shape(in, inside, 1, 1));
            this.second = new Unit(scope, "conv2", "bn2", new Shape(inside, inside, 3, stride));
            this.third = new Unit(scope, "conv3", "bn3", new Shape(inside, out, 1, 1));
            Shape changed = new Shape(in, out, 1, stride);
            this.shortcut =
                    in == out && stride == 1
                            ? Optional.empty()
                            : Optional.of(new Unit(scope.in("downsample"), "0", "1", changed));
        }

        Tensor apply(Tensor x) {
            Tensor y = third.apply(second.apply(first.apply(x).relu()).relu());
            return y.add(shortcut.map(s -> s.apply(x)).orElse(x)).relu();
        }
    }
}
