package peers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Training steps of TensorFlow-Java: one graph with the framework's Adam, one run of a session a step. */
public final class TensorFlowSteps implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final List<TFloat32> features = new ArrayList<>();
    private final List<TFloat32> labels = new ArrayList<>();
    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat32> y;
    private final Operand<TFloat32> loss;
    private final Op update;
    private final Session session;
    private Result last;

    private TensorFlowSteps(boolean cnn) {
        Shape in = cnn ? Shape.of(Steps.BATCH, 32, 32, 3) : Shape.of(Steps.BATCH, 784);
        Shape out = Shape.of(Steps.BATCH, Steps.CLASSES);
        for (int i = 0; i < Steps.POOL; i++) {
            features.add(TFloat32.tensorOf(in, DataBuffers.of(Steps.normal((int) in.size(), i))));
            labels.add(TFloat32.tensorOf(out, DataBuffers.of(Steps.oneHot(i))));
        }
        x = tf.placeholder(TFloat32.class, Placeholder.shape(in));
        y = tf.placeholder(TFloat32.class, Placeholder.shape(out));
        Operand<TFloat32> logits = cnn ? cnn(x) : mlp(x);
        loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, y).loss(), tf.constant(0));
        update = new Adam(graph, 1e-3f).minimize(loss);
        int threads = Integer.parseInt(System.getenv().getOrDefault("OMP_NUM_THREADS", "2"));
        session = new Session(graph, ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .build());
        session.initialize();
    }

    public static void main(String[] words) throws Exception {
        try (TensorFlowSteps steps = new TensorFlowSteps(Steps.isCnn(words[0]))) {
            Steps.serve("tensorflow-java", "1.1.0, TensorFlow " + TensorFlow.version(), steps::train,
                    () -> ((TFloat32) steps.last.get(0)).getFloat());
        }
    }

    private void train(int batch) {
        if (last != null) {
            last.close();
        }
        last = session.runner().feed(x, features.get(batch)).feed(y, labels.get(batch))
                .addTarget(update).fetch(loss).run();
    }

    private Operand<TFloat32> mlp(Operand<TFloat32> in) {
        Operand<TFloat32> hidden = tf.nn.relu(dense(in, 784, 256));
        hidden = tf.nn.relu(dense(hidden, 256, 128));
        return dense(hidden, 128, Steps.CLASSES);
    }

    private Operand<TFloat32> cnn(Operand<TFloat32> in) {
        Operand<TFloat32> maps = pool(tf.nn.relu(conv(in, 3, 32)));
        maps = pool(tf.nn.relu(conv(maps, 32, 64)));
        maps = tf.nn.relu(conv(maps, 64, 64));
        Operand<TFloat32> flat = tf.reshape(maps, tf.constant(new int[] {Steps.BATCH, 1024}));
        return dense(tf.nn.relu(dense(flat, 1024, 64)), 64, Steps.CLASSES);
    }

    private Operand<TFloat32> dense(Operand<TFloat32> in, int inputs, int outputs) {
        var weight = tf.variable(glorot(inputs, outputs, inputs, outputs));
        return tf.nn.biasAdd(tf.linalg.matMul(in, weight), bias(outputs));
    }

    private Operand<TFloat32> conv(Operand<TFloat32> in, int inputs, int outputs) {
        var weight = tf.variable(glorot(9 * inputs, 9 * outputs, 3, 3, inputs, outputs));
        return tf.nn.biasAdd(tf.nn.conv2d(in, weight, List.of(1L, 1L, 1L, 1L), "VALID"), bias(outputs));
    }

    private Operand<TFloat32> pool(Operand<TFloat32> in) {
        var window = tf.constant(new int[] {1, 2, 2, 1});
        return tf.nn.maxPool(in, window, window, "VALID");
    }

    private Operand<TFloat32> bias(int size) {
        return tf.variable(tf.zeros(tf.constant(new int[] {size}), TFloat32.class));
    }

    private Operand<TFloat32> glorot(int in, int out, int... shape) {
        float limit = (float) Math.sqrt(6.0 / (in + out));
        var share = tf.random.randomUniform(tf.constant(shape), TFloat32.class);
        return tf.math.mul(tf.math.sub(share, tf.constant(0.5f)), tf.constant(2 * limit));
    }

    @Override
    public void close() {
        session.close();
        features.forEach(TFloat32::close);
        labels.forEach(TFloat32::close);
        graph.close();
    }
}
