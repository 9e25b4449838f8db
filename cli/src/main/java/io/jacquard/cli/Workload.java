package io.jacquard.cli;

import io.jacquard.data.Batch;
import io.jacquard.data.BatchedDataset;
import io.jacquard.data.Batches;
import io.jacquard.data.Dataset;
import io.jacquard.data.text.TokenWindows;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.tensor.Seed;
import io.jacquard.train.optimizer.Adam;
import io.jacquard.train.optimizer.AdamW;
import io.jacquard.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// A network whose training step is measured, and random data for it. The peers of
/// `benchmarks/peers` do the same work.
///
/// @param name what it is called
/// @param examples what it is trained on
/// @param optimizer changes its parameters
/// @param network makes the network
record Workload(
        String name, Examples examples, Optimizer optimizer, Function<Scope, Layer> network) {
    private static final int POOL = 64;
    private static final int SHUFFLED_BATCHES = 1500;
    private static final int DIFFERENT = 1 << 20;
    private static final double RATE = 1e-3;
    private static final Examples PICTURES =
            new Examples(TensorType.of(DType.F32, 32, 32, 3), 10, 32);
    private static final Map<String, Workload> KNOWN = known();

    /// Random examples.
    ///
    /// @param type of one
    /// @param classes number of different labels
    /// @param batch number of examples in a step
    record Examples(TensorType type, int classes, int batch) {}

    private static Map<String, Workload> known() {
        Map<String, Workload> known = new TreeMap<>();
        Adam adam = Adam.of(RATE);
        add(known, mlp(256));
        add(known, new Workload("cnn", PICTURES, adam, Nets::cnn));
        Examples spoken = new Examples(TensorType.of(DType.F32, 617), 26, 40);
        add(known, new Workload("dense", spoken, AdamW.of(RATE), Nets::dense));
        add(known, new Workload("bncnn", PICTURES, adam, Nets::bncnn));
        add(known, lstm(10, 1, 64));
        add(known, lstm(128, 64, 512));
        add(known, new Workload("gpt-6x384", text(256, 65, 16), AdamW.of(RATE), Nets::gpt6x384));
        add(known, new Workload("gpt2-124m", text(512, 50_257, 2), AdamW.of(RATE), Nets::gpt2));
        add(known, new Workload("resnet18", PICTURES, adam, Nets::resnet18));
        add(known, new Workload("resnet18-cifar", PICTURES, adam, Nets::resnet18Cifar));
        return known;
    }

    /// Pieces of a text whose next tokens are to be found.
    private static Examples text(int context, int vocabulary, int batch) {
        return new Examples(TensorType.of(DType.I32, context), vocabulary, batch);
    }

    private static void add(Map<String, Workload> known, Workload workload) {
        known.put(workload.name, workload);
    }

    /// The names there are.
    static List<String> names() {
        return List.copyOf(KNOWN.keySet());
    }

    /// The workload of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    static Workload named(String name) {
        Workload workload = KNOWN.get(name);
        if (workload == null) {
            throw new IllegalArgumentException("no workload '%s' in %s".formatted(name, names()));
        }
        return workload;
    }

    /// 784-W-W/2-10 with relu.
    ///
    /// @param width W, from 2
    static Workload mlp(int width) {
        return new Workload(
                "mlp",
                new Examples(TensorType.of(DType.F32, 784), 10, 32),
                Adam.of(RATE),
                scope -> Nets.mlp(scope, width));
    }

    private static Workload lstm(int time, int features, int width) {
        return new Workload(
                "lstm" + width,
                new Examples(TensorType.of(DType.F32, time, features), 10, 32),
                Adam.of(RATE),
                scope -> Nets.lstm(scope, features, width));
    }

    /// The same with another number of examples in a step.
    Workload withBatch(int size) {
        Examples other = new Examples(examples.type, examples.classes, size);
        return new Workload(name, other, optimizer, network);
    }

    /// Ready batches of normal features and random labels.
    List<Batch> pool() {
        List<Batch> pool = new ArrayList<>();
        Dataset all = random(POOL * examples.batch);
        try (Batches batches = all.batch(examples.batch).batches(0)) {
            batches.forEachRemaining(batch -> pool.add(batch.copy()));
        }
        return pool;
    }

    /// 1,500 batches' worth of such examples, as programs read them: in a new order in each epoch,
    /// ahead of the step.
    BatchedDataset shuffled() {
        Dataset all = random(SHUFFLED_BATCHES * examples.batch);
        return all.shuffle(Seed.of(1)).batch(examples.batch).prefetch(2);
    }

    private Dataset random(int count) {
        return examples.type.dtype() == DType.I32 ? randomText(count) : randomNumbers(count);
    }

    private Dataset randomText(int count) {
        int context = examples.type.shape().size(0);
        int[] ids = new int[count * context + 1];
        Seed seed = Seed.of(0).in("ids");
        for (int i = 0; i < ids.length; i++) {
            ids[i] = Integer.remainderUnsigned(seed.bits(i), examples.classes);
        }
        return TokenWindows.sideBySide(ids, context);
    }

    private Dataset randomNumbers(int count) {
        Seed seed = Seed.of(0);
        float[] normal = new float[DIFFERENT];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = (float) seed.normal(i);
        }
        float[] features = new float[count * examples.type.shape().elements()];
        for (int i = 0; i < features.length; i += DIFFERENT) {
            System.arraycopy(normal, 0, features, i, Math.min(DIFFERENT, features.length - i));
        }
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = Math.floorMod(seed.in("labels").bits(i), examples.classes);
        }
        int[] sizes = new int[1 + examples.type.rank()];
        sizes[0] = count;
        System.arraycopy(examples.type.shape().sizes(), 0, sizes, 1, examples.type.rank());
        return Dataset.of(Literal.of(features, sizes), Literal.of(labels, count));
    }
}
