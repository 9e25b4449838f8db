package io.jacquard.examples;

import io.jacquard.data.Scale;
import io.jacquard.data.image.Mnist;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Reshape;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Sequences;
import io.jacquard.tensor.Tensor;
import io.jacquard.train.Report;
import io.jacquard.train.Trainer;
import io.jacquard.train.metric.Metrics;
import io.jacquard.train.optimizer.Adam;

/// Digits with a recurrent network, on the official split.
///
/// A picture is read as a sequence of 28 rows of 28 numbers, from top to bottom, by a long
/// short-term memory; what that holds after the last row decides. Its weights start as Keras's do:
/// Glorot uniform, the recurrent ones orthogonal, and a bias of 1 for the forget gate, so that it
/// remembers before it has learned what to forget.
public final class MnistLstm {
    private static final int WIDTH = 64;
    private static final int GATES = 4; // input, forget, cell, output

    private MnistLstm() {}

    /// A long short-term memory that gives its last state.
    ///
    /// @param scope where the parameters are
    /// @param input `f32[features, 4 * width]`
    /// @param recurrent `f32[width, 4 * width]`
    /// @param bias `f32[4 * width]`
    private record Lstm(Scope scope, Parameter input, Parameter recurrent, Parameter bias)
            implements Layer {
        Lstm(Scope scope, int features, int width) {
            this(
                    scope,
                    weight(scope, "input", features, width, Initializers.glorotUniform()),
                    weight(scope, "recurrent", width, width, Initializers.orthogonal()),
                    scope.parameter(
                            "bias", TensorType.of(DType.F32, GATES * width), Lstm::remembering));
        }

        private static Parameter weight(
                Scope scope, String name, int in, int width, Initializer initial) {
            return scope.parameter(name, TensorType.of(DType.F32, in, GATES * width), initial);
        }

        private static Literal remembering(Seed seed, TensorType type) {
            Literal bias = Literal.zeros(type);
            int width = bias.elements() / GATES;
            for (int i = width; i < 2 * width; i++) {
                bias.set(i, 1);
            }
            return bias;
        }

        @Override
        public Tensor forward(Tensor x) { // f32[batch, time, features] -> f32[batch, width]
            return scope.call(this, () -> last(x.transpose(1, 0, 2)));
        }

        private Tensor last(Tensor sequence) {
            var weights = Sequences.Weights.of(input.value(), recurrent.value(), bias.value());
            return Sequences.lstm(sequence, weights).last().getFirst();
        }
    }

    static Layer network(Scope scope) {
        return Sequential.of(
                Reshape.of(28, 28), // f32[batch, time, features]
                new Lstm(scope.in("lstm"), 28, WIDTH),
                new Linear(scope.in("output"), WIDTH, 10));
    }

    static Report train(Run run) {
        var digits = Mnist.embedded();
        var scale = Scale.by(255);
        var train = digits.train().take(run.examples()).map(scale).shuffle(Seed.of(run.seed()));
        var test = digits.test().take(run.tests()).map(scale).batch(32);
        try (var device = run.open();
                var model = Model.create(device, Seed.of(run.seed()), MnistLstm::network);
                var trainer =
                        run.watched(
                                Trainer.of(model, Losses::crossEntropy, Adam.of(1e-3))
                                        .measure(Metrics.accuracy()))) {
            trainer.fit(train.batch(32), test, run.epochs()).epochs().forEach(IO::println);
            return trainer.evaluate(test);
        }
    }

    /// Trains ten epochs; accuracy on the test set must be 98.0 %.
    ///
    /// @param words for example `epochs=1`
    public static void main(String... words) {
        var report = train(Run.of(10, words));
        IO.println("test: " + report);
        Score.requireAccuracy(report, 0.980);
    }
}
