package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Windowed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Adds an element of a source for each position of a window to the place of the element of an
/// array that is selected there.
///
/// XLA's own operation visits a window in another order than row-major, and so takes another than
/// the first of equal elements. What is written instead:
///
/// - Along one axis after the other, `reduce_window` of elements and their indices, which say what
///   comes first, finds which element is selected.
/// - Each index and each element of the source is repeated as often as the window moves; elements
///   of the array whose own index it is take it, once for each position that may hold them. If
///   those are many, `scatter` adds instead.
///
/// @param p writes
/// @param window the window and its path; padding is not negative
/// @param rule what is selected
/// @param in shape of the array
record Selection(Primitives p, Windowed.Window window, Rule rule, Shape in) {
    private static final int MOST_SHIFTS = 64;
    private static final TensorType INDEX = TensorType.of(DType.I32);
    private static final int NONE = -1;

    /// What is selected among elements of which some are NaN; else it is the first of the largest.
    enum Rule {
        /// The first NaN.
        NAN_IS_LARGEST,
        /// What follows the last NaN, that NaN if nothing does.
        NAN_GIVES_WAY
    }

    /// The sums.
    ///
    /// @param x the array
    /// @param source an element for each position
    Ssa of(Ssa x, Ssa source) {
        Ssa selected = selected(x);
        long shifts = 1;
        for (int axis = 0; axis < in.rank(); axis++) {
            shifts *= shiftsAlong(axis);
        }
        return shifts <= MOST_SHIFTS ? spread(selected, source) : scattered(selected, source);
    }

    // The index of the element that is selected at each position; NONE where there is padding
    // alone.
    private Ssa selected(Ssa x) {
        List<Ssa> state = new ArrayList<>(List.of(x, indices()));
        if (rule == Rule.NAN_GIVES_WAY && x.dtype().isFloat()) {
            state.add(p.isNan(x));
        }
        // Backwards, so that what is combined follows one another in row-major order.
        for (int axis = in.rank() - 1; axis >= 0; axis--) {
            if (isUsed(axis)) {
                state = reduced(state, along(axis));
            }
        }
        return state.get(1);
    }

    private Ssa indices() {
        return p.reshape(p.iota(TensorType.of(DType.I32, in.elements()), 0), in);
    }

    private boolean isUsed(int axis) {
        return window.dimensions().at(axis) > 1
                || window.strides().at(axis) > 1
                || window.low().at(axis) > 0
                || window.high().at(axis) > 0;
    }

    // XLA takes a window as long as the axis for a running sum, and can have only one dtype there;
    // so such a window gets one more place, in the padding.
    private Windowed.Window along(int axis) {
        int size = window.dimensions().at(axis);
        int low = window.low().at(axis);
        int high = window.high().at(axis);
        boolean isRunning = size == in.size(axis) && low > 0 != high > 0;
        int before = isRunning && low > 0 ? 1 : 0;
        int after = isRunning && high > 0 ? 1 : 0;
        return new Windowed.Window(
                only(axis, size + before + after, 1),
                only(axis, window.strides().at(axis), 1),
                only(axis, low + before, 0),
                only(axis, high + after, 0));
    }

    private IntList only(int axis, int value, int otherwise) {
        return IntList.generate(in.rank(), i -> i == axis ? value : otherwise);
    }

    private List<Ssa> reduced(List<Ssa> state, Windowed.Window w) {
        List<Ssa> start =
                IntStream.range(0, state.size())
                        .mapToObj(i ->
                                p.splat(state.get(i).type().with(Shape.SCALAR), i == 1 ? NONE : 0))
                        .toList();
        List<TensorType> scalars = start.stream().map(Ssa::type).toList();
        List<Ssa> operands = Stream.concat(state.stream(), start.stream()).toList();
        Windowed.ReduceWindow path = Windowed.ReduceWindow.of(Reducer.MAXIMUM, w);
        Shape shape = path.infer(List.of(state.get(1).type())).getFirst().shape();
        String head =
                "\"stablehlo.reduce_window\"(%s) <{padding = %s, window_dimensions = %s, window_strides = %s}>"
                        .formatted(
                                Code.names(operands),
                                Attributes.padding(w.low(), w.high()),
                                Attributes.array(w.dimensions()),
                                Attributes.array(w.strides()));
        return p.code()
                .let(
                        head,
                        List.of(
                                new Region(
                                        Stream.concat(scalars.stream(), scalars.stream()).toList(),
                                        this::chosen)),
                        operands.stream().map(Ssa::type).toList(),
                        state.stream().map(s -> s.type().with(shape)).toList());
    }

    // Two runs of elements that follow one another, in either order, are one: of each the element
    // that is selected, its index and whether there is a NaN.
    private List<Ssa> chosen(List<Ssa> xs) {
        int half = xs.size() / 2;
        Ssa inOrder = p.compare(Direction.LT, xs.get(1), xs.get(half + 1));
        List<Ssa> first = new ArrayList<>();
        List<Ssa> second = new ArrayList<>();
        for (int i = 0; i < half; i++) {
            first.add(p.select(inOrder, xs.get(i), xs.get(half + i)));
            second.add(p.select(inOrder, xs.get(half + i), xs.get(i)));
        }
        Ssa there = p.compare(Direction.GE, first.get(1), p.bits(INDEX, 0));
        Ssa keeps = p.and(there, isKept(first, second));
        List<Ssa> made = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            made.add(p.select(keeps, first.get(i), second.get(i)));
        }
        if (half > 2) {
            made.add(p.or(first.getLast(), second.getLast()));
        }
        return made;
    }

    private Ssa isKept(List<Ssa> first, List<Ssa> second) {
        Ssa x = first.getFirst();
        Ssa atLeast = p.compare(Direction.GE, x, second.getFirst());
        if (!x.dtype().isFloat()) {
            return atLeast;
        }
        return rule == Rule.NAN_IS_LARGEST
                ? p.or(atLeast, p.isNan(x))
                : p.and(atLeast, p.not(second.getLast()));
    }

    private Ssa spread(Ssa selected, Ssa source) {
        Ssa indices = repeated(selected);
        Ssa shares = repeated(source);
        Ssa own = indices();
        Ssa zero = p.splat(source.type().with(in), 0);
        Ssa sum =
                shifts(indices.shape()).stream()
                        .map(by -> {
                            Ssa here = p.compare(Direction.EQ, moved(indices, by, NONE), own);
                            return p.select(here, moved(shares, by, 0), zero);
                        })
                        .reduce(p::add)
                        .orElse(zero);
        // A sum begins with +0.
        return sum.dtype().isFloat()
                ? p.select(p.compare(Direction.EQ, sum, zero), zero, sum)
                : sum;
    }

    // Each element as often as the window moves elements, so that it lies where its window begins
    // and at the places up to the next one.
    private Ssa repeated(Ssa x) {
        int rank = in.rank();
        int[] apart = new int[2 * rank];
        for (int i = 0; i < rank; i++) {
            apart[2 * i] = x.shape().size(i);
            apart[2 * i + 1] = window.strides().at(i);
        }
        int[] joined = IntStream.range(0, rank).map(i -> apart[2 * i] * apart[2 * i + 1]).toArray();
        Ssa all = p.broadcast(x, Shape.of(apart), IntList.generate(rank, i -> 2 * i));
        return p.reshape(all, Shape.of(joined));
    }

    private int shiftsAlong(int axis) {
        return Math.ceilDiv(window.dimensions().at(axis), window.strides().at(axis));
    }

    // By how much to move what is repeated for the window that begins nearest before each element,
    // for the one before that, and so on.
    private List<IntList> shifts(Shape repeated) {
        List<IntList> all = List.of(IntList.of());
        for (int axis = 0; axis < in.rank(); axis++) {
            List<IntList> longer = new ArrayList<>();
            for (IntList head : all) {
                for (int by : moves(axis, repeated.size(axis))) {
                    longer.add(head.concat(IntList.of(by)));
                }
            }
            all = longer;
        }
        return all;
    }

    // Those after which something is left where the array is.
    private int[] moves(int axis, int repeated) {
        int low = window.low().at(axis);
        int step = window.strides().at(axis);
        return IntStream.range(0, shiftsAlong(axis))
                .map(i -> i * step - low)
                .filter(by -> by > -repeated && by < in.size(axis))
                .toArray();
    }

    private Ssa moved(Ssa x, IntList by, int padding) {
        IntList high = IntList.generate(in.rank(), i -> in.size(i) - x.shape().size(i) - by.at(i));
        Ssa value = p.splat(x.type().with(Shape.SCALAR), padding);
        return p.pad(x, value, new Shaping.Pad(by, high, IntList.repeat(0, in.rank())));
    }

    private Ssa scattered(Ssa selected, Ssa source) {
        Shape flat = Shape.of(in.elements());
        Indexing.Scatter add =
                Indexing.Scatter.along(Indexing.Update.ADD, flat, 0, selected.rank());
        Ssa zeros = p.splat(source.type().with(flat), 0);
        return p.reshape(new Scattering(p, add).of(zeros, selected, source), in);
    }
}
