package io.jacquard.cli;

import io.jacquard.data.Batch;
import io.jacquard.data.Batches;
import io.jacquard.data.Dataset;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.MaxPool;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A network whose training step is measured, and random data for it.
///
/// @param name what it is called
/// @param example type of an example
/// @param network makes the network
record Workload(String name, TensorType example, Function<Scope, Layer> network) {
    private static final int CLASSES = 10;
    private static final int BATCH = 32;
    private static final int POOL = 64;

    /// 784-256-128-10 with relu.
    static Workload mlp() {
        return new Workload(
                "mlp",
                TensorType.of(DType.F32, 784),
                scope ->
                        Sequential.of(
                                new Linear(scope.in("hidden1"), 784, 256),
                                Activation.relu(),
                                new Linear(scope.in("hidden2"), 256, 128),
                                Activation.relu(),
                                new Linear(scope.in("output"), 128, CLASSES)));
    }

    /// The network of the example CifarCnn.
    static Workload cnn() {
        return new Workload(
                "cnn",
                TensorType.of(DType.F32, 32, 32, 3),
                scope ->
                        Sequential.of(
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
                                new Linear(scope.in("output"), 64, CLASSES)));
    }

    /// Ready batches of normal features and random labels.
    List<Batch> pool() {
        int count = POOL * BATCH;
        Seed seed = Seed.of(0);
        float[] features = new float[count * example.shape().elements()];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) seed.normal(i);
        }
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = Math.floorMod(seed.in("labels").bits(i), CLASSES);
        }
        int[] sizes = new int[1 + example.rank()];
        sizes[0] = count;
        System.arraycopy(example.shape().sizes(), 0, sizes, 1, example.rank());
        Dataset all = Dataset.of(Literal.of(features, sizes), Literal.of(labels, count));
        List<Batch> pool = new ArrayList<>();
        try (Batches batches = all.batch(BATCH).batches(0)) {
            batches.forEachRemaining(batch -> pool.add(batch.copy()));
        }
        return pool;
    }
}
