package io.jacquard.cpu.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.cpu.team.Phase;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Native memory for one test.
final class Memory implements AutoCloseable {
    /// What an operation must overwrite, so that a missed element shows.
    static final float UNTOUCHED = -12_345;

    private final Arena arena = Arena.ofShared();

    /// Allocates floats that all hold [#UNTOUCHED].
    MemorySegment empty(long floats) {
        MemorySegment segment = arena.allocate(Math.max(1, floats) * Float.BYTES, 64);
        for (long i = 0; i < floats; i++) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, UNTOUCHED);
        }
        return segment;
    }

    MemorySegment of(float[] values) {
        MemorySegment segment = empty(values.length);
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_FLOAT, 0, values.length);
        return segment;
    }

    MemorySegment scratch(Operation operation) {
        return arena.allocate(Math.max(64, operation.scratchBytes()), 64);
    }

    static float[] random(long seed, long size) {
        var random = new Random(seed);
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    static float[] floats(MemorySegment segment) {
        return segment.toArray(ValueLayout.JAVA_FLOAT);
    }

    static void assertClose(float[] actual, float[] expected, float tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
                assertThat(actual[i]).as("element " + i).isCloseTo(expected[i], within(tolerance));
            }
        }
    }

    /// Runs all phases on this thread, the tasks in order.
    static void run(Operation operation) {
        for (Phase phase : operation.phases()) {
            for (int task = 0; task < phase.tasks(); task++) {
                phase.run(task);
            }
        }
    }

    /// Runs all phases on this thread, the tasks in a random order.
    static void runShuffled(Operation operation, long seed) {
        for (Phase phase : operation.phases()) {
            List<Integer> tasks =
                    Arrays.asList(
                            IntStream.range(0, phase.tasks()).boxed().toArray(Integer[]::new));
            Collections.shuffle(tasks, new Random(seed));
            tasks.forEach(phase::run);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
