package io.jacquard.cpu.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/// Runs a new vector body on a private tile until the JIT compiler has optimized it.
///
/// The tile's shapes take every loop of the body, also for no element, and its values take every
/// branch of the scalar tails: a branch never seen would be compiled into a trap, and the first
/// real value that takes it would throw the code away.
final class Warmer {
    /// Rows and columns of calls that are not yet compiled at all.
    private static final int[][] COLD = {{1, 37}, {2, 21}, {1, 5}};

    /// Rows and columns afterwards: long enough to measure, short enough that the loop itself is
    /// not compiled separately before the method is.
    private static final int[][] SHAPES = {
        {2, 277}, {1, 5}, {3, 64}, {2, 277}, {1, 16}, {2, 83}, {0, 0}, {2, 277}, {17, 33}, {1, 0}
    };

    /// Calls until the quick compiler has taken over from the interpreter.
    private static final int INTERPRETED = 240;

    private static final int MEASURED = 40;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    /// Calls after which the compiler has been asked and only has to be waited for.
    private static final int ASKED = 1500;

    private static final long[] NONE = {};
    private static final int TILE_BYTES = 64 * 1024;
    private static final float[] EDGES = {
        0f,
        -0f,
        1f,
        -1f,
        200f,
        -200f,
        1e38f,
        -1e38f,
        1e-40f,
        -1e-40f,
        0.5f,
        8388609f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_NORMAL
    };

    private final Program program;
    private final Kernel kernel;
    private final long[] addresses;
    private final long[] rowStrides;
    private final long[] tiles;
    private final Random random = new Random(1);

    private Warmer(Program program, Kernel kernel, Arena arena) {
        this.program = program;
        this.kernel = kernel;
        int operands = program.inputs().size() + program.stores().size();
        this.addresses = new long[operands];
        this.rowStrides = new long[operands];
        this.tiles = new long[operands];
        for (int i = 0; i < operands; i++) {
            MemorySegment tile = arena.allocate(TILE_BYTES, 64);
            tiles[i] = tile.address();
            fill(tile);
        }
    }

    private void fill(MemorySegment tile) {
        for (long i = 0; i < TILE_BYTES / 4; i++) {
            boolean edge = random.nextInt(3) == 0;
            float value =
                    edge ? EDGES[random.nextInt(EDGES.length)] : (float) random.nextGaussian() * 2;
            tile.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
        }
    }

    /// Warms a kernel.
    ///
    /// @return whether it has become fast; false where the JVM does not optimize it
    static boolean warm(Program program, Kernel kernel) throws InterruptedException {
        try (Arena arena = Arena.ofConfined()) {
            return new Warmer(program, kernel, arena).untilFast();
        }
    }

    private boolean untilFast() throws InterruptedException {
        double expected = 1 + 0.06 * program.weight();
        long start = System.nanoTime();
        for (int i = 0; i < INTERPRETED; i++) {
            call(COLD[i % COLD.length]);
        }
        for (int calls = 0; System.nanoTime() - start < PATIENCE_NANOS; calls += MEASURED) {
            if (batch() < expected) {
                return true;
            }
            if (calls > ASKED) {
                Thread.sleep(1);
            }
        }
        return false;
    }

    /// Nanoseconds an element of the quickest of some calls.
    private double batch() {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MEASURED; i++) {
            int[] shape = SHAPES[i % SHAPES.length];
            long taken = call(shape);
            if (shape[1] == SHAPES[0][1]) {
                best = Math.min(best, (double) taken / (shape[0] * shape[1]));
            }
        }
        return best;
    }

    private long call(int[] shape) {
        place(shape[1]);
        long before = System.nanoTime();
        kernel.run(addresses, rowStrides, NONE, shape[0], shape[1]);
        return System.nanoTime() - before;
    }

    /// Moves every operand to another place of its tile, so that all values come to the tails.
    private void place(int columns) {
        int inputs = program.inputs().size();
        for (int i = 0; i < tiles.length; i++) {
            int size =
                    i < inputs
                            ? program.inputs().get(i).dtype().bytes()
                            : program.stores().get(i - inputs).dtype().bytes();
            addresses[i] = tiles[i] + (i < inputs ? 8L * random.nextInt(256) : 0);
            rowStrides[i] = (long) columns * size;
        }
    }
}
