package io.jacquard.examples;

import io.jacquard.data.Dataset;
import io.jacquard.ir.Literal;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Attention;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Lstm;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.train.Trainer;
import io.jacquard.train.optimizer.Adam;
import java.util.function.Function;

/// A network with two paths: an LSTM, and its last state's attention to the whole sequence.
///
/// The task is to say the value of the first of 50 tokens, each of them 100 numbers. An LSTM has to
/// carry it through 49 steps; attention fetches it. As printed in the article the network fails: a
/// query of 64 numbers cannot be compared with inputs of 100, and an LSTM that returns one vector
/// has no sequence to attend to. Here the LSTM keeps the sequence and the inputs are projected to
/// 64; the memory is the sum of both, so that a state says where an input stood.
public final class AttentionLstm {
    private static final int TIME = 50;
    private static final int FEATURES = 100;
    private static final int WIDTH = 64;
    private static final int TOKENS = 10;
    private static final int EXAMPLES = 12_800;

    private AttentionLstm() {}

    static Layer withAttention(Scope scope) {
        var lstm = new Lstm(scope.in("lstm"), FEATURES, WIDTH);
        var inputs = new Linear(scope.in("inputs"), FEATURES, WIDTH);
        var attention = Attention.general(scope.in("attention"), WIDTH, WIDTH);
        var output = new Linear(scope.in("output"), 2 * WIDTH, 1);
        return x -> {
            Tensor states = lstm.forward(x); // f32[batch, 50, 64]
            Tensor last = states.slice(1, TIME - 1, TIME); // f32[batch, 1, 64]
            Tensor memory = inputs.forward(x).add(states);
            Tensor context = attention.attend(last, memory).context();
            return output.forward(last.concat(-1, context).squeeze(1));
        };
    }

    static Layer withoutAttention(Scope scope) {
        var lstm = new Lstm(scope.in("lstm"), FEATURES, WIDTH);
        var output = new Linear(scope.in("output"), WIDTH, 1);
        return x -> output.forward(lstm.forward(x).slice(1, TIME - 1, TIME).squeeze(1));
    }

    /// Sequences of random tokens, one hot, and the value of the first, from -1 to 1.
    private static Dataset sequences(int count, Seed seed) {
        float[] features = new float[count * TIME * FEATURES];
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            for (int t = 0; t < TIME; t++) {
                int token = Math.floorMod(seed.bits(i * TIME + t), TOKENS);
                features[(i * TIME + t) * FEATURES + token] = 1;
                if (t == 0) {
                    values[i] = 2f * token / (TOKENS - 1) - 1;
                }
            }
        }
        return Dataset.of(
                Literal.of(features, count, TIME, FEATURES), Literal.of(values, count, 1));
    }

    /// What a run gives: mean squared errors on new sequences.
    ///
    /// @param with attention
    /// @param without attention
    record Outcome(double with, double without) {
        void require(double share) {
            if (!(with <= share * without)) {
                throw new IllegalStateException(
                        "the error is %.4f with attention, expected at most %.2f of %.4f"
                                .formatted(with, share, without));
            }
        }
    }

    private static double error(Run run, Function<Scope, Layer> network) {
        int count = Math.min(run.examples(), EXAMPLES);
        var train = sequences(count, Seed.of(run.seed()).in("train")).shuffle(Seed.of(run.seed()));
        var test = sequences(1_000, Seed.of(run.seed()).in("test"));
        try (var device = run.open();
                var model = Model.create(device, Seed.of(run.seed()), network);
                var trainer = run.watched(Trainer.of(model, Losses::mse, Adam.of(2e-3)))) {
            trainer.fit(train.batch(32), run.epochs());
            return trainer.evaluate(test.batch(50)).loss();
        }
    }

    static Outcome train(Run run) {
        return new Outcome(
                error(run, AttentionLstm::withAttention),
                error(run, AttentionLstm::withoutAttention));
    }

    /// Trains both networks five epochs; the error with attention must be a tenth of that without.
    ///
    /// @param words for example `epochs=2`
    public static void main(String... words) {
        Outcome outcome = train(Run.of(5, words));
        IO.println("test: " + outcome);
        outcome.require(0.1);
    }
}
