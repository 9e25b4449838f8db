package peers;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;

/** Training steps of DJL on its PyTorch engine: a trainer and a gradient collector, arrays freed step by step. */
public final class DjlSteps implements AutoCloseable {
    private static final Loss LOSS = Loss.softmaxCrossEntropyLoss();

    private final NDManager manager = NDManager.newBaseManager();
    private final List<NDArray> features = new ArrayList<>();
    private final List<NDArray> labels = new ArrayList<>();
    private final Model model;
    private final Trainer trainer;
    private NDArray last;

    private DjlSteps(boolean cnn) {
        Shape shape = cnn ? new Shape(Steps.BATCH, 3, 32, 32) : new Shape(Steps.BATCH, 784);
        for (int i = 0; i < Steps.POOL; i++) {
            features.add(manager.create(Steps.normal((int) shape.size(), i), shape));
            labels.add(manager.create(Steps.labels(i), new Shape(Steps.BATCH, 1)));
        }
        model = Model.newInstance("steps");
        model.setBlock(cnn ? cnn() : mlp());
        Adam adam = Adam.builder().optLearningRateTracker(Tracker.fixed(1e-3f)).build();
        trainer = model.newTrainer(new DefaultTrainingConfig(LOSS).optOptimizer(adam));
        trainer.initialize(shape);
    }

    public static void main(String[] words) throws Exception {
        try (DjlSteps steps = new DjlSteps(Steps.isCnn(words[0]))) {
            Steps.serve("djl", "0.35.1, PyTorch " + Engine.getInstance().getVersion(), steps::train,
                    () -> steps.last.toFloatArray()[0]);
        }
    }

    private void train(int batch) {
        // Arrays made in a step belong to the manager of its input and go with it.
        try (NDManager own = manager.newSubManager()) {
            NDArray x = features.get(batch);
            NDArray y = labels.get(batch);
            own.tempAttachAll(x, y);
            try (GradientCollector gradients = trainer.newGradientCollector()) {
                NDArray loss = LOSS.evaluate(new NDList(y), trainer.forward(new NDList(x)));
                gradients.backward(loss);
                keep(loss.stopGradient());
            }
            trainer.step();
        }
    }

    private void keep(NDArray loss) {
        if (last != null) {
            last.close();
        }
        last = loss;
        last.attach(manager);
    }

    private static Block mlp() {
        return new SequentialBlock()
                .add(linear(256)).add(Activation::relu)
                .add(linear(128)).add(Activation::relu)
                .add(linear(Steps.CLASSES));
    }

    private static Block cnn() {
        return new SequentialBlock()
                .add(conv(32)).add(Activation::relu).add(pool())
                .add(conv(64)).add(Activation::relu).add(pool())
                .add(conv(64)).add(Activation::relu).add(Blocks.batchFlattenBlock())
                .add(linear(64)).add(Activation::relu)
                .add(linear(Steps.CLASSES));
    }

    private static Block linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    private static Block conv(int filters) {
        return Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(filters).build();
    }

    private static Block pool() {
        return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
        manager.close();
    }
}
