package io.jacquard.models.resnet;

import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.BatchNorm;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.GlobalAveragePool;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.MaxPool;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A residual network that classifies pictures.
///
/// | value | shape |
/// |---|---|
/// | input | `f32[batch, height, width, channels]` |
/// | output, logits | `f32[batch, classes]` |
///
/// Its parameters have torchvision's names, in torchvision's order: `conv1.weight`, `bn1.weight`,
/// `layer1.0.conv1.weight`, `layer2.0.downsample.0.weight`, `fc.bias`; so its checkpoints load:
///
/// {@snippet file="io/jacquard/models/resnet/SnippetsTest.java" region="load"}
///
/// Convolutions start normal with variance `2 / fanOut` and the weight of `fc` uniform up to `1 /
/// sqrt(features)`, as in torchvision; the bias of `fc` starts at 0, unlike there.
///
/// Source: He, Zhang, Ren, Sun, *Deep residual learning for image recognition*, 2015, arXiv
/// 1512.03385, table 1.
public final class ResNet implements Layer {
    private final Scope scope;
    private final ResNetConfig config;
    private final Conv conv1;
    private final BatchNorm bn1;
    private final List<Layer> stages = new ArrayList<>();
    private final Linear fc;

    /// A network of any size.
    ///
    /// @param scope where the parameters are
    /// @param config the sizes
    public ResNet(Scope scope, ResNetConfig config) {
        this.scope = scope;
        this.config = config;
        Stages sizes = config.stages();
        Stem stem = config.stem();
        conv1 = Parts.conv(scope.in("conv1"), stem.channels(), sizes.width(), stem.kernel());
        bn1 = new BatchNorm(scope.in("bn1"), sizes.width());
        int channels = sizes.width();
        for (int i = 0; i < sizes.depths().size(); i++) {
            stages.add(stage(scope.in("layer" + (i + 1)), channels, i));
            channels = sizes.width(i) * sizes.block().expansion();
        }
        double limit = 1 / Math.sqrt(channels);
        fc =
                new Linear(
                        scope.in("fc"),
                        channels,
                        config.classes(),
                        Initializers.uniform(-limit, limit));
    }

    private Layer stage(Scope stage, int in, int index) {
        Block block = config.stages().block();
        int width = config.stages().width(index);
        List<Layer> blocks = new ArrayList<>();
        for (int i = 0; i < config.stages().depths().get(index); i++) {
            int channels = i == 0 ? in : width * block.expansion();
            int stride = i == 0 && index > 0 ? 2 : 1;
            blocks.add(
                    block.of(
                            stage.in(Integer.toString(i)),
                            new BlockSizes(channels, width, stride),
                            config.lastScale()));
        }
        return Sequential.of(blocks);
    }

    /// ResNet-18 for large color pictures.
    ///
    /// @param scope where the parameters are
    /// @param classes numbers in the output, from 1; 1,000 for ImageNet
    public static ResNet of18(Scope scope, int classes) {
        return new ResNet(scope, ResNetConfig.of18(classes));
    }

    /// ResNet-34 for large color pictures.
    ///
    /// @param scope where the parameters are
    /// @param classes numbers in the output, from 1; 1,000 for ImageNet
    public static ResNet of34(Scope scope, int classes) {
        return new ResNet(scope, ResNetConfig.of34(classes));
    }

    /// ResNet-50 for large color pictures.
    ///
    /// @param scope where the parameters are
    /// @param classes numbers in the output, from 1; 1,000 for ImageNet
    public static ResNet of50(Scope scope, int classes) {
        return new ResNet(scope, ResNetConfig.of50(classes));
    }

    /// The sizes.
    public ResNetConfig config() {
        return config;
    }

    /// What the blocks make of pictures: `f32[batch, height, width, features]`, fewer positions
    /// than the input by the strides. The logits are `fc` of their means.
    ///
    /// @throws io.jacquard.ir.ShapeException if the input is no picture of the stem's channels, or
    ///   too small
    public Tensor features(Tensor x) {
        return scope.call(this, () -> mapped(x));
    }

    private Tensor mapped(Tensor x) {
        Tensor y = bn1.forward(conv1.forward(x)).relu();
        for (MaxPool pool : config.stem().pool()) {
            y = pool.call("maxpool", y);
        }
        for (int i = 0; i < stages.size(); i++) {
            y = stages.get(i).call("layer" + (i + 1), y);
        }
        return y;
    }

    /// @throws io.jacquard.ir.ShapeException if the input is no picture of the stem's channels, or
    ///   too small
    @Override
    public Tensor forward(Tensor x) {
        return scope.call(
                this,
                () -> {
                    Tensor means = new GlobalAveragePool().call("avgpool", mapped(x));
                    return fc.forward(means);
                });
    }

    @Override
    public String title() {
        return "ResNet(%s, %s, %d)"
                .formatted(config.stages().block(), config.stages().depths(), config.classes());
    }
}
