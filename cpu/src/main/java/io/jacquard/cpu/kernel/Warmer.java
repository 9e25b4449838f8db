package io.jacquard.cpu.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/// Has the JIT compiler optimize a new vector body on a private tile.
///
/// Before that each operation on a vector is a dozen calls and an object: some hundred calls on
/// real rows take longer than the compilation, and have the compiler busy with the insides of the
/// Vector API, which nobody calls later. But the compiler counts calls whatever they do. So nearly
/// all calls here are for no rows, and in between a few real ones show which way the code goes.
///
/// The tile's shapes take every loop of the body, also for no element, and its values take every
/// branch of the scalar tails: a branch never seen would be compiled into a trap, and the first
/// real value that takes it would throw the code away.
final class Warmer {
    /// Rows and columns of the real calls, in turn. The first is long enough to measure, and short
    /// enough that its loop is not compiled separately before the method is.
    private static final int[][] SHAPES = {
        {2, 277}, {1, 5}, {3, 64}, {1, 83}, {0, 0}, {2, 33}, {1, 0}
    };

    /// Calls for no rows before each real call. The optimizing compiler is asked after 5,000 calls
    /// of code of the quick compiler, which comes after 200 interpreted ones.
    private static final int EMPTY = 250;

    /// Real calls after the first sight of fast code, to see that it bears every shape.
    private static final int TRIALS = 60;

    private static final long PATIENCE_NANOS = 10_000_000_000L;

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
        long start = System.nanoTime();
        for (int round = 0; System.nanoTime() - start < PATIENCE_NANOS; round++) {
            place(SHAPES[0][1]);
            for (int i = 0; i < EMPTY; i++) {
                kernel.run(addresses, rowStrides, NONE, 0, 0);
            }
            int shape = round % SHAPES.length;
            long taken = call(SHAPES[shape]);
            if (shape == 0 && isFast(taken) && staysFast()) {
                return true;
            }
            // The compilers work on threads of their own; the training has need of this core.
            Thread.sleep(1);
        }
        return false;
    }

    private boolean staysFast() {
        for (int i = 0; i < TRIALS; i++) {
            call(SHAPES[i % SHAPES.length]);
        }
        return isFast(call(SHAPES[0]));
    }

    /// Whether a call with the first shape took as little as optimized code takes.
    private boolean isFast(long nanos) {
        double expected = 1 + 0.06 * program.weight();
        return nanos < expected * SHAPES[0][0] * SHAPES[0][1];
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
