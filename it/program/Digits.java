import io.jacquard.data.*;
import io.jacquard.data.image.*;
import io.jacquard.nn.*;
import io.jacquard.nn.layer.*;
import io.jacquard.nn.loss.*;
import io.jacquard.runtime.*;
import io.jacquard.tensor.*;
import io.jacquard.train.*;
import io.jacquard.train.metric.*;
import io.jacquard.train.optimizer.*;

Layer digitReader(Scope scope) {
    return Sequential.of(
            new Flatten(),
            new Linear(scope.in("hidden"), 784, 128), Activation.relu(),
            new Linear(scope.in("out"), 128, 10));
}

void main() {
    var digits = Mnist.embedded();
    var train = digits.train().map(Scale.by(255)).shuffle(Seed.of(1)).batch(32);
    var test = digits.test().map(Scale.by(255));
    try (var device = Device.open();
            var model = Model.create(device, Seed.of(42), this::digitReader);
            var trainer = Trainer.of(model, Losses::crossEntropy, Adam.of(1e-3)).measure(Metrics.accuracy())) {
        trainer.fit(train, 1);
        IO.println(trainer.evaluate(test.batch(32)));

        var scores = model.predict(test.take(1).column("features")).floats();
        var digit = IntStream.range(0, 10).reduce((a, b) -> scores[b] > scores[a] ? b : a).getAsInt();
        IO.println("The first picture shows a " + digit);
    }
}
