package io.jacquard.cli;

import io.jacquard.models.gpt.Gpt;
import io.jacquard.models.gpt.GptConfig;
import io.jacquard.models.resnet.ResNet;
import io.jacquard.models.resnet.ResNetConfig;
import io.jacquard.models.resnet.Stem;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.BatchNorm;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.GlobalAveragePool;
import io.jacquard.nn.layer.Kernel;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Lstm;
import io.jacquard.nn.layer.MaxPool;
import io.jacquard.nn.layer.Padding;
import io.jacquard.nn.layer.RecurrentOptions;
import io.jacquard.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.List;

/// The networks of the workloads.
final class Nets {
    private static final int CLASSES = 10;
    private static final double DROPPED = 0.2;

    private Nets() {}

    /// 784-W-W/2-10 with relu.
    static Layer mlp(Scope scope, int width) {
        return Sequential.of(
                new Linear(scope.in("hidden1"), 784, width),
                Activation.relu(),
                new Linear(scope.in("hidden2"), width, width / 2),
                Activation.relu(),
                new Linear(scope.in("output"), width / 2, CLASSES));
    }

    /// 617-300-77-26 with relu, a fifth of each hidden layer dropped.
    static Layer dense(Scope scope) {
        return Sequential.of(
                new Linear(scope.in("hidden1"), 617, 300),
                Activation.relu(),
                new Dropout(DROPPED),
                new Linear(scope.in("hidden2"), 300, 77),
                Activation.relu(),
                new Dropout(DROPPED),
                new Linear(scope.in("output"), 77, 26));
    }

    /// The network of the example CifarCnn.
    static Layer cnn(Scope scope) {
        return Sequential.of(
                new Conv(scope.in("conv1"), 3, 32, 3, 3),
                Activation.relu(),
                MaxPool.of(2, 2),
                new Conv(scope.in("conv2"), 32, 64, 3, 3),
                Activation.relu(),
                MaxPool.of(2, 2),
                new Conv(scope.in("conv3"), 64, 64, 3, 3),
                Activation.relu(),
                new Flatten(),
                new Linear(scope.in("hidden"), 1024, 64),
                Activation.relu(),
                new Linear(scope.in("output"), 64, CLASSES));
    }

    /// Five 3x3 convolutions without bias of 32, 64, 64, 128 and 128 channels, each with batch norm
    /// and relu, pooled by two after the second and the fourth; the mean of all positions; 10
    /// classes.
    static Layer bncnn(Scope scope) {
        List<Layer> layers = new ArrayList<>();
        int in = 3;
        int number = 1;
        for (int out : new int[] {32, 64, 64, 128, 128}) {
            layers.add(conv(scope.in("conv" + number), in, out));
            layers.add(new BatchNorm(scope.in("norm" + number), out));
            layers.add(Activation.relu());
            if (number == 2 || number == 4) {
                layers.add(MaxPool.of(2, 2));
            }
            in = out;
            number++;
        }
        layers.add(new GlobalAveragePool());
        layers.add(new Linear(scope.in("output"), in, CLASSES));
        return Sequential.of(layers);
    }

    private static Layer conv(Scope scope, int in, int out) {
        return Conv.withoutBias(
                scope,
                Conv.Channels.of(in, out),
                Kernel.of(3, 3).padded(Padding.SAME),
                Initializers.glorotUniform());
    }

    /// Two LSTMs over each other, 10 classes from the last state.
    static Layer lstm(Scope scope, int features, int width) {
        return Sequential.of(
                new Lstm(scope.in("lstm"), features, width, RecurrentOptions.last().withLayers(2)),
                new Linear(scope.in("output"), width, CLASSES));
    }

    /// nanoGPT's network for characters: 6 blocks of width 384, 6 heads, without dropout.
    static Layer gpt6x384(Scope scope) {
        return new Gpt(scope, GptConfig.of(65, 256, 384, 6, 6));
    }

    /// GPT-2 of 124 million parameters.
    static Layer gpt2(Scope scope) {
        return new Gpt(scope, GptConfig.small());
    }

    /// ResNet-18 as for ImageNet, with 10 classes.
    static Layer resnet18(Scope scope) {
        return ResNet.of18(scope, CLASSES);
    }

    /// ResNet-18 with a 3x3 convolution and no pooling at the start, with 10 classes.
    static Layer resnet18Cifar(Scope scope) {
        return new ResNet(scope, ResNetConfig.of18(CLASSES).withStem(Stem.cifar()));
    }
}
