package peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;

/**
 * Runs blocks of training steps on request, as {@code ../serve.py} does: a warm-up, {@code ready}, and
 * then for each line {@code run} a block of at least half a second, told as one line of JSON.
 */
public final class Steps {
    /** Examples in a batch. */
    public static final int BATCH = 32;

    /** Batches that are trained on, round and round. */
    public static final int POOL = 64;

    /** Classes. */
    public static final int CLASSES = 10;

    private static final int READ_EVERY = 10;
    private static final double BLOCK_SECONDS = 0.5;

    /** Longer than the others': the JVM compiles the libraries' own Java meanwhile. */
    private static final double WARM_UP_SECONDS = 8;

    private final IntConsumer step;
    private final DoubleSupplier loss;
    private int next;

    private Steps(IntConsumer step, DoubleSupplier loss) {
        this.step = step;
        this.loss = loss;
    }

    /**
     * Serves until the input ends.
     *
     * @param name of the library
     * @param version its version
     * @param step trains on the batch of that number
     * @param loss reads the loss of the last step and waits for it
     */
    public static void serve(String name, String version, IntConsumer step, DoubleSupplier loss)
            throws IOException {
        System.out.printf("{\"name\": \"%s\", \"versions\": {\"%s\": \"%s\", \"java\": \"%s\"}}%n",
                name, name, version, Runtime.version());
        Steps steps = new Steps(step, loss);
        steps.block(WARM_UP_SECONDS);
        System.out.println("ready");
        var in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.strip().equals("run")) {
                System.out.println(steps.block(BLOCK_SECONDS));
            }
        }
    }

    private String block(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Double> times = new ArrayList<>();
        while (System.nanoTime() < end) {
            times.add(group());
        }
        Collections.sort(times);
        int n = times.size();
        double median = (times.get((n - 1) / 2) + times.get(n / 2)) / 2;
        return "{\"median_ms\": %s, \"best_ms\": %s, \"steps\": %d}"
                .formatted(median, times.get(0), n * READ_EVERY);
    }

    /** Milliseconds a step. */
    private double group() {
        long begin = System.nanoTime();
        for (int i = 0; i < READ_EVERY; i++) {
            step.accept(next);
            next = (next + 1) % POOL;
        }
        double read = loss.getAsDouble();
        if (!Double.isFinite(read)) {
            throw new IllegalStateException("the loss is " + read);
        }
        return (System.nanoTime() - begin) / 1e6 / READ_EVERY;
    }

    /** Numbers of the standard normal distribution for one batch. */
    public static float[] normal(int count, int batch) {
        Random random = new Random(batch);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** The classes of one batch. */
    public static int[] labels(int batch) {
        return new Random(~batch).ints(BATCH, 0, CLASSES).toArray();
    }

    /** The same as rows with a 1 at the class. */
    public static float[] oneHot(int batch) {
        float[] rows = new float[BATCH * CLASSES];
        int[] labels = labels(batch);
        for (int i = 0; i < BATCH; i++) {
            rows[i * CLASSES + labels[i]] = 1;
        }
        return rows;
    }

    /** Refuses what is neither {@code mlp} nor {@code cnn}. */
    public static boolean isCnn(String workload) {
        return switch (workload) {
            case "mlp" -> false;
            case "cnn" -> true;
            default -> throw new IllegalArgumentException("no workload " + workload + ", but mlp and cnn");
        };
    }
}
