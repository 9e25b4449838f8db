package io.jacquard.cpu.attention;

import io.jacquard.cpu.attention.Problem.Mask;
import io.jacquard.cpu.attention.Problem.Sizes;
import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.kernel.Memory;
import io.jacquard.cpu.team.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The gradients of an attention by queries, keys and values.
///
/// A task goes through queries of one group; each of its tiles meets all keys that it sees. Where
/// that would be few tasks, the queries of a group are cut into a number of parts that the sizes
/// decide, each with gradients of the keys and values of its own, which are added in order at the
/// end. So bits do not depend on who runs what.
public final class Backward implements AutoCloseable {
    private static final int WANTED_TASKS = 16;
    private static final int MOST_TASKS = 32;
    private static final long FLOPS_A_PART = 20_000_000;

    private final Problem problem;
    private final Gradients gradients;
    private final Sizes sizes;
    private final Tiling tiling;
    private final Scratch scratch;
    private final Parts parts;
    private final int[] pieces;
    private final long[][] lines;
    private final Products scores;
    private final Products shares;
    private final Products byValues;
    private final Products byKeys;
    private final Products byQueries;
    private final Loops inside;
    private final Loops edge;
    private final Loops mean;
    private final Zeros zeros;
    private final Optional<Dropout> dropout;
    private Addresses at = Addresses.NONE;

    /// Where the gradients lie; their columns are contiguous.
    ///
    /// @param d of the result
    /// @param q of the queries
    /// @param k of the keys
    /// @param v of the values
    public record Gradients(Strides d, Strides q, Strides k, Strides v) {
        Gradients folded(int each) {
            return new Gradients(d.folded(each), q.folded(each), k, v);
        }
    }

    /// Where the operands lie.
    ///
    /// @param forward those of the attention, statistics too
    /// @param d the gradient of the result
    /// @param dq of the queries
    /// @param dk of the keys
    /// @param dv of the values
    /// @param scratch scratch memory, a multiple of 64
    public record Addresses(
            Forward.Addresses forward, long d, long dq, long dk, long dv, long scratch) {
        static final Addresses NONE = new Addresses(Forward.Addresses.NONE, 0, 0, 0, 0, 0);
    }

    private record Zeros(Loops dq, Loops dk, Loops dv) {}

    /// Plans the gradients.
    ///
    /// @param given the attention
    /// @param where where gradients lie
    /// @param cache where kernels are kept
    public Backward(Problem given, Gradients where, KernelCache cache) {
        this.problem = given.folded();
        boolean isFolded = !problem.equals(given);
        this.gradients = isFolded ? where.folded(given.sizes().each()) : where;
        this.sizes = problem.sizes();
        this.tiling = new Tiling(problem);
        int groups = sizes.batch() * sizes.groups();
        int count = parts(groups);
        this.pieces = Tiling.cut(costs(), count);
        this.parts = new Parts(sizes, count, cache, gradients);
        this.lines = new long[Math.min(MOST_TASKS, groups * count)][Scratch.OPERANDS];
        int line = Scratch.line(tiling.columns());
        this.scores = Forward.scores(problem, line, lines.length);
        this.shares = shares(line);
        this.byValues = transposed(line, sizes.width(), gradients.d().row(), parts.v().row());
        this.byKeys = transposed(line, sizes.size(), problem.q().row(), parts.k().row());
        this.byQueries = byQueries(line);
        Products.make(tiling, products());
        long product = products().stream().mapToLong(Products::scratchBytes).max().orElse(0);
        this.scratch = new Scratch(product, 2, tiling.rows(), line, 0);
        this.inside = gradient(cache, line, false);
        this.edge = gradient(cache, line, true);
        long d = 4 * gradients.d().row();
        this.mean = Loops.of(cache, Kernels.rowProducts(), d, 4 * problem.y().row(), 4);
        this.zeros =
                new Zeros(
                        Loops.of(cache, Kernels.zeros(), 4 * gradients.q().row()),
                        Loops.of(cache, Kernels.zeros(), 4 * parts.k().row()),
                        Loops.of(cache, Kernels.zeros(), 4 * parts.v().row()));
        this.dropout = Dropout.of(cache, problem, line);
    }

    // Costs of the tiles of a group.
    private long[] costs() {
        long[] costs = new long[sizes.each() * tiling.tiles()];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = tiling.cost(i % tiling.tiles());
        }
        return costs;
    }

    private int parts(int groups) {
        long[] costs = costs();
        long flops = 0;
        for (long c : costs) {
            flops += c * (6L * sizes.size() + 4L * sizes.width());
        }
        int wanted = Math.min(Math.ceilDiv(WANTED_TASKS, groups), costs.length);
        return Math.clamp(flops / FLOPS_A_PART, 1, wanted);
    }

    private List<Products> products() {
        return List.of(scores, shares, byValues, byKeys, byQueries);
    }

    // The gradient of the shares: d V^T.
    private Products shares(int line) {
        int width = sizes.width();
        return new Products(
                lines.length,
                (m, n) ->
                        Products.product(
                                Products.view(m, width, gradients.d().row(), 1),
                                Products.view(width, n, 1, problem.v().row()),
                                line));
    }

    // A tile, transposed, times a matrix of queries' rows, added.
    private Products transposed(int line, int width, long row, long to) {
        return new Products(
                lines.length,
                (m, n) ->
                        Products.sum(
                                Products.view(n, m, 1, line), Products.view(m, width, row, 1), to));
    }

    private Products byQueries(int line) {
        int size = sizes.size();
        return new Products(
                lines.length,
                (m, n) ->
                        Products.sum(
                                Products.view(m, n, line, 1),
                                Products.view(n, size, problem.k().row(), 1),
                                gradients.q().row()));
    }

    private Loops gradient(KernelCache cache, int line, boolean isEdge) {
        long row = 4L * line;
        Kernels.Scores s = new Kernels.Scores(problem.op(), problem.mask(), isEdge);
        long[] strides = Kernels.strides(s, row, row, 4, 4, 4, row, row);
        return Loops.of(cache, Kernels.gradient(s), strides);
    }

    /// Sets the addresses. Nothing may be running.
    public void bind(Addresses addresses) {
        at = addresses;
    }

    /// Bytes of scratch memory.
    public long scratchBytes() {
        return scratch.bytes() * lines.length + parts.bytes();
    }

    /// What runs it.
    public List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        phases.add(Phase.of(lines.length, this::run));
        if (parts.count() > 1) {
            phases.add(parts.sums(this::partials, () -> at));
        }
        return phases;
    }

    private long partials() {
        return at.scratch() + scratch.bytes() * lines.length;
    }

    /// Names of oneDNN's implementations.
    public Set<String> implementations() {
        Set<String> all = new TreeSet<>();
        products().forEach(p -> all.addAll(p.implementations()));
        return all;
    }

    private void run(int lane) {
        int units = sizes.batch() * sizes.groups() * parts.count();
        int to = (int) ((long) units * (lane + 1) / lines.length);
        for (int unit = (int) ((long) units * lane / lines.length); unit < to; unit++) {
            int group = unit / parts.count();
            part(lane, group / sizes.groups(), group % sizes.groups(), unit % parts.count());
        }
    }

    private void part(int lane, int b, int group, int part) {
        long[] x = lines[lane];
        long dk = parts.count() == 1 ? at.dk() : parts.k(partials(), part);
        long dv = parts.count() == 1 ? at.dv() : parts.v(partials(), part);
        dk += 4 * parts.k().at(b, group, 0);
        dv += 4 * parts.v().at(b, group, 0);
        x[0] = dk;
        zeros.dk.run(x, sizes.keys(), sizes.size());
        x[0] = dv;
        zeros.dv.run(x, sizes.keys(), sizes.width());
        int tiles = tiling.tiles();
        for (int piece = pieces[part]; piece < pieces[part + 1]; piece++) {
            int head = group * sizes.each() + piece / tiles;
            queries(lane, new Where(b, head, group, piece % tiles, dk, dv));
        }
    }

    /// A tile of queries and the gradients of its group's keys and values.
    private record Where(int b, int head, int group, int tile, long dk, long dv) {
        int query() {
            return tile * Tiling.ROWS;
        }
    }

    private void queries(int lane, Where w) {
        long[] x = lines[lane];
        int rows = tiling.rows(w.tile);
        x[0] = at.d() + 4 * gradients.d().at(w.b, w.head, w.query());
        x[1] = at.forward().y() + 4 * problem.y().at(w.b, w.head, w.query());
        x[2] = scratch.rows(at.scratch(), lane, 0);
        mean.run(x, rows, sizes.width());
        x[0] = dq(w);
        zeros.dq.run(x, rows, sizes.size());
        boolean all = tiling.mayBeBlind() && Forward.isBlind(largest(w), rows);
        int from = all ? 0 : tiling.from(w.tile);
        int to = all ? sizes.keys() : tiling.to(w.tile);
        for (int key = from; key < to; key += tiling.columns()) {
            tile(lane, w, key, Math.min(tiling.columns(), to - key));
        }
    }

    private long dq(Where w) {
        return at.dq() + 4 * gradients.q().at(w.b, w.head, w.query());
    }

    private long largest(Where w) {
        return at.forward().statistics() + 4 * sizes.row(w.b, w.head, w.query());
    }

    private void tile(int lane, Where w, int key, int keys) {
        int rows = tiling.rows(w.tile);
        long product = scratch.product(at.scratch(), lane);
        long p = scratch.tile(at.scratch(), lane, 0);
        long s = scratch.tile(at.scratch(), lane, 1);
        long q = at.forward().q() + 4 * problem.q().at(w.b, w.head, w.query());
        long k = at.forward().k() + 4 * problem.k().at(w.b, w.group, key);
        long v = at.forward().v() + 4 * problem.v().at(w.b, w.group, key);
        long d = at.d() + 4 * gradients.d().at(w.b, w.head, w.query());
        scores.of(rows, keys).run(lane, q, k, p, product);
        shares.of(rows, keys).run(lane, d, v, s, product);
        drop(lane, w, s, key, keys);
        gradient(lane, w, key, keys);
        drop(lane, w, p, key, keys);
        long dv = w.dv + 4L * key * parts.v().row();
        byValues.of(rows, keys).run(lane, p, d, dv, product);
        long dk = w.dk + 4L * key * parts.k().row();
        byKeys.of(rows, keys).run(lane, s, q, dk, product);
        byQueries.of(rows, keys).run(lane, s, k, dq(w), product);
    }

    private void drop(int lane, Where w, long tile, int key, int keys) {
        if (dropout.isPresent()) {
            long row = sizes.row(w.b, w.head, w.query());
            Dropout.Tile t = new Dropout.Tile(tile, row, key, tiling.rows(w.tile), keys);
            long numbers = scratch.numbers(at.scratch(), lane);
            dropout.get().run(lines[lane], t, at.forward().key(), numbers);
        }
    }

    private void gradient(int lane, Where w, int key, int keys) {
        boolean isEdge = tiling.isEdge(w.tile, key, keys);
        long p = scratch.tile(at.scratch(), lane, 0);
        long s = scratch.tile(at.scratch(), lane, 1);
        long[] x = lines[lane];
        int n = 0;
        x[n++] = p;
        if (problem.mask().isPresent()) {
            Mask mask = problem.mask().get();
            x[n++] = mask.address(at.forward().mask(), w.b, w.head, w.query(), key);
        }
        if (isEdge) {
            long number = scratch.numbers(at.scratch(), lane);
            Memory.i32(number, w.query() - key);
            x[n++] = number;
        }
        x[n++] = s;
        x[n++] = largest(w);
        x[n++] = largest(w) + 4 * sizes.rows();
        x[n++] = scratch.rows(at.scratch(), lane, 0);
        x[n++] = p;
        x[n] = s;
        (isEdge ? edge : inside).run(x, tiling.rows(w.tile), keys);
    }

    @Override
    public void close() {
        products().forEach(Products::close);
    }
}
