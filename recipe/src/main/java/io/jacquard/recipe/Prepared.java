package io.jacquard.recipe;

import io.jacquard.data.BatchedDataset;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;

/// What a recipe's training begins with.
///
/// @param data the data
/// @param batches what is trained on
/// @param model the model with its first values, owned by the caller
record Prepared(Loaded data, BatchedDataset batches, Model model) implements AutoCloseable {
    static Prepared of(Settings s, Device device) {
        Loaded data = Loaded.of(s);
        TensorType example = data.example();
        Layers.check(s, example.shape(), data.classes().size());
        BatchedDataset batches = data.batches(s);
        Seed seed = Seed.of(s.whole("train.seed", 0)).in("model");
        Model model =
                Model.create(device, seed, Trainings.policy(s), m -> Networks.of(s, m, example));
        try {
            Networks.fit(s, model, data.train());
            Berts.load(s, model);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
        return new Prepared(data, batches, model);
    }

    @Override
    public void close() {
        model.close();
    }
}
