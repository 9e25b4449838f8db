package io.jacquard.cpu.attention;

import io.jacquard.cpu.attention.Problem.Mask;
import io.jacquard.cpu.attention.Problem.Sizes;
import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.kernel.Memory;
import io.jacquard.cpu.team.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// An attention, a tile of queries of one head after the other. Each element of the result is made
/// by one task, so its bits do not depend on who runs what.
public final class Forward implements AutoCloseable {
    private static final int MOST_TASKS = 32;
    private static final long FLOPS_A_TASK = 1_000_000;

    private final Problem problem;
    private final Sizes sizes;
    private final Tiling tiling;
    private final Scratch scratch;
    private final boolean saves;
    private final Products scores;
    private final Products values;
    private final Loops nothing;
    private final Loops inside;
    private final Loops edge;
    private final Loops rescale;
    private final Loops divide;
    private final Loops zeros;
    private final Optional<Dropout> dropout;
    private final int[] bounds;
    private final long[][] lines;
    private Addresses at = Addresses.NONE;

    /// Where the operands lie.
    ///
    /// @param q the queries
    /// @param k the keys
    /// @param v the values
    /// @param mask the mask, if there is one
    /// @param key of the dropout, if there is one
    /// @param y the result
    /// @param statistics for each query the largest score, then for each one over the sum of its
    ///   shares; if these are saved
    /// @param scratch scratch memory, a multiple of 64
    public record Addresses(
            long q, long k, long v, long mask, long key, long y, long statistics, long scratch) {
        static final Addresses NONE = new Addresses(0, 0, 0, 0, 0, 0, 0, 0);

        /// The same operands with a result, statistics and scratch memory elsewhere.
        public Addresses to(long result, long saved, long memory) {
            return new Addresses(q, k, v, mask, key, result, saved, memory);
        }
    }

    /// A tile of the queries of a head, and the number of the task.
    private record Queries(int lane, int batch, int head, int tile) {
        int first() {
            return tile * Tiling.ROWS;
        }
    }

    /// Plans an attention.
    ///
    /// @param given the attention
    /// @param cache where kernels are kept
    /// @param saves whether statistics are saved for the gradient
    public Forward(Problem given, KernelCache cache, boolean saves) {
        this.problem = given.folded();
        this.sizes = problem.sizes();
        this.tiling = new Tiling(problem);
        this.saves = saves;
        this.bounds = Tiling.cut(costs(), tasks());
        this.lines = new long[bounds.length - 1][Scratch.OPERANDS];
        int line = Scratch.line(tiling.columns());
        this.scores = scores(problem, line, lines.length);
        this.values = values(line);
        Products.make(tiling, List.of(scores, values));
        long product = Math.max(scores.scratchBytes(), values.scratchBytes());
        this.scratch = new Scratch(product, 1, tiling.rows(), line, sizes.width());
        this.nothing = Loops.of(cache, Kernels.nothing(), 0, 0);
        this.inside = softmax(cache, line, false);
        this.edge = softmax(cache, line, true);
        long acc = 4L * sizes.width();
        this.rescale = Loops.of(cache, Kernels.rescale(), acc, 4, acc);
        this.divide = Loops.of(cache, Kernels.divide(), acc, 4, 4 * problem.y().row(), 4);
        this.zeros = Loops.of(cache, Kernels.zeros(), acc);
        this.dropout = Dropout.of(cache, problem, line);
    }

    static Products scores(Problem p, int line, int lanes) {
        int size = p.sizes().size();
        return new Products(
                lanes,
                (m, n) ->
                        Products.product(
                                Products.view(m, size, p.q().row(), 1),
                                Products.view(size, n, 1, p.k().row()),
                                line));
    }

    private Products values(int line) {
        int width = sizes.width();
        return new Products(
                lines.length,
                (m, n) ->
                        Products.sum(
                                Products.view(m, n, line, 1),
                                Products.view(n, width, problem.v().row(), 1),
                                width));
    }

    private Loops softmax(KernelCache cache, int line, boolean isEdge) {
        long row = 4L * line;
        Kernels.Scores s = new Kernels.Scores(problem.op(), problem.mask(), isEdge);
        long[] strides = Kernels.strides(s, row, 4, 4, row, 4, 4, 4);
        return Loops.of(cache, Kernels.softmax(s), strides);
    }

    private long[] costs() {
        int tiles = tiling.tiles();
        long[] costs = new long[sizes.batch() * sizes.heads() * tiles];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = tiling.cost(i % tiles);
        }
        return costs;
    }

    private int tasks() {
        long flops = 0;
        long[] costs = costs();
        for (long c : costs) {
            flops += 2 * c * (sizes.size() + sizes.width());
        }
        return Math.clamp(flops / FLOPS_A_TASK, 1, Math.min(MOST_TASKS, costs.length));
    }

    /// Sets the addresses. Nothing may be running.
    public void bind(Addresses addresses) {
        at = addresses;
    }

    /// Bytes of scratch memory.
    public long scratchBytes() {
        return scratch.bytes() * lines.length;
    }

    /// What runs it.
    public List<Phase> phases() {
        return List.of(Phase.of(lines.length, this::run));
    }

    /// Names of oneDNN's implementations.
    public Set<String> implementations() {
        Set<String> all = new TreeSet<>(scores.implementations());
        all.addAll(values.implementations());
        return all;
    }

    private void run(int lane) {
        int tiles = tiling.tiles();
        for (int unit = bounds[lane]; unit < bounds[lane + 1]; unit++) {
            int head = unit / tiles;
            tile(new Queries(lane, head / sizes.heads(), head % sizes.heads(), unit % tiles));
        }
    }

    private void tile(Queries q) {
        int rows = tiling.rows(q.tile);
        int from = tiling.from(q.tile);
        int to = tiling.to(q.tile);
        attend(q, from, to);
        if (tiling.mayBeBlind() && to - from < sizes.keys() && isBlind(largest(q), rows)) {
            attend(q, 0, sizes.keys());
        }
        long[] x = lines[q.lane];
        long sum = sum(q);
        x[0] = accumulator(q.lane);
        x[1] = sum;
        x[2] = at.y() + 4 * problem.y().at(q.batch, q.head, q.first());
        x[3] = sum;
        divide.run(x, rows, sizes.width());
    }

    /// Whether one of the queries has seen no key.
    static boolean isBlind(long largest, int rows) {
        for (int r = 0; r < rows; r++) {
            if (!(Memory.f32(largest + 4L * r) > Kernels.BLIND)) {
                return true;
            }
        }
        return false;
    }

    private void attend(Queries q, int from, int to) {
        int rows = tiling.rows(q.tile);
        long[] x = lines[q.lane];
        x[0] = largest(q);
        x[1] = sum(q);
        nothing.run(x, 1, rows);
        x[0] = accumulator(q.lane);
        zeros.run(x, rows, sizes.width());
        for (int key = from; key < to; key += tiling.columns()) {
            int keys = Math.min(tiling.columns(), to - key);
            scores(q, key, keys);
            softmax(q, key, keys);
            if (key > from) {
                x[0] = accumulator(q.lane);
                x[1] = scratch.rows(at.scratch(), q.lane, 2);
                x[2] = x[0];
                rescale.run(x, rows, sizes.width());
            }
            values(q, key, keys);
        }
    }

    private void scores(Queries q, int key, int keys) {
        long queries = at.q() + 4 * problem.q().at(q.batch, q.head, q.first());
        long k = at.k() + 4 * problem.k().at(q.batch, q.head / sizes.each(), key);
        long s = scratch.tile(at.scratch(), q.lane, 0);
        long product = scratch.product(at.scratch(), q.lane);
        scores.of(tiling.rows(q.tile), keys).run(q.lane, queries, k, s, product);
    }

    private void values(Queries q, int key, int keys) {
        long p = scratch.tile(at.scratch(), q.lane, 0);
        long v = at.v() + 4 * problem.v().at(q.batch, q.head / sizes.each(), key);
        long product = scratch.product(at.scratch(), q.lane);
        values.of(tiling.rows(q.tile), keys).run(q.lane, p, v, accumulator(q.lane), product);
    }

    private void softmax(Queries q, int key, int keys) {
        boolean isEdge = tiling.isEdge(q.tile, key, keys);
        long s = scratch.tile(at.scratch(), q.lane, 0);
        long[] x = lines[q.lane];
        int n = 0;
        x[n++] = s;
        if (problem.mask().isPresent()) {
            Mask mask = problem.mask().get();
            x[n++] = mask.address(at.mask(), q.batch, q.head, q.first(), key);
        }
        if (isEdge) {
            long number = scratch.numbers(at.scratch(), q.lane);
            Memory.i32(number, q.first() - key);
            x[n++] = number;
        }
        long largest = largest(q);
        long sum = sum(q);
        x[n++] = largest;
        x[n++] = sum;
        x[n++] = s;
        x[n++] = largest;
        x[n++] = sum;
        x[n] = scratch.rows(at.scratch(), q.lane, 2);
        int rows = tiling.rows(q.tile);
        (isEdge ? edge : inside).run(x, rows, keys);
        if (dropout.isPresent()) {
            long row = sizes.row(q.batch, q.head, q.first());
            long numbers = scratch.numbers(at.scratch(), q.lane);
            dropout.get().run(x, new Dropout.Tile(s, row, key, rows, keys), at.key(), numbers);
        }
    }

    private long largest(Queries q) {
        return saves
                ? at.statistics() + 4 * sizes.row(q.batch, q.head, q.first())
                : scratch.rows(at.scratch(), q.lane, 0);
    }

    private long sum(Queries q) {
        return saves
                ? at.statistics() + 4 * (sizes.rows() + sizes.row(q.batch, q.head, q.first()))
                : scratch.rows(at.scratch(), q.lane, 1);
    }

    private long accumulator(int lane) {
        return scratch.matrix(at.scratch(), lane);
    }

    @Override
    public void close() {
        scores.close();
        values.close();
    }
}
