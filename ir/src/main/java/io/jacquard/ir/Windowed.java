package io.jacquard.ir;

import io.jacquard.ir.Reduction.Reducer;
import java.util.List;

/// Operations over windows that slide along all axes of an array.
public sealed interface Windowed extends Op {
    /// A window and its path, one value an axis in each list.
    ///
    /// @param dimensions elements of the window, from 1
    /// @param strides step of the window, from 1
    /// @param low places of padding before the first element; less than 0 leaves elements out
    /// @param high places of padding after the last element; less than 0 leaves elements out
    record Window(IntList dimensions, IntList strides, IntList low, IntList high) {
        /// The window without padding.
        public static Window valid(IntList dimensions, IntList strides) {
            IntList zero = IntList.repeat(0, dimensions.size());
            return new Window(dimensions, strides, zero, zero);
        }

        /// This window with padding.
        public Window padded(IntList newLow, IntList newHigh) {
            return new Window(dimensions, strides, newLow, newHigh);
        }

        private void check(TensorType t) {
            Infer.rank(dimensions, t, "window dimensions");
            Infer.rank(strides, t, "window strides");
            Infer.rank(low, t, "low");
            Infer.rank(high, t, "high");
            Infer.positive(dimensions, "window dimensions");
            Infer.positive(strides, "window strides");
        }

        private int positions(int axis, long base, long covered) {
            long room = base + low.at(axis) + high.at(axis) - covered;
            return room < 0 ? 0 : Infer.size(room / strides.at(axis) + 1, "axis", axis);
        }
    }

    /// Combines the elements in each position of the window. Padding, and places between elements
    /// that the base dilation moves apart, count as the identity. Where the window does not fit,
    /// the result is empty. Sums of bf16 and f16 accumulate in f32 or better.
    ///
    /// @param reducer how; and, or take bool, the others numbers
    /// @param window the window and its path
    /// @param baseDilations distance of two elements of the operand, from 1
    /// @param windowDilations distance of two elements of the window, from 1
    record ReduceWindow(
            Reducer reducer, Window window, IntList baseDilations, IntList windowDilations)
            implements Windowed {
        /// The operation without dilations.
        public static ReduceWindow of(Reducer reducer, Window window) {
            IntList one = IntList.repeat(1, window.dimensions().size());
            return new ReduceWindow(reducer, window, one, one);
        }

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            TensorType t = Infer.only(operands);
            reducer.check(t);
            window.check(t);
            Infer.rank(baseDilations, t, "base dilations");
            Infer.rank(windowDilations, t, "window dilations");
            Infer.positive(baseDilations, "base dilations");
            Infer.positive(windowDilations, "window dilations");
            int[] sizes = t.shape().sizes();
            for (int i = 0; i < sizes.length; i++) {
                long base = Infer.covered(sizes[i], baseDilations.at(i));
                long covered = Infer.covered(window.dimensions().at(i), windowDilations.at(i));
                sizes[i] = window.positions(i, base, covered);
            }
            return List.of(t.with(Shape.of(sizes)));
        }
    }

    /// Operands `operand` and `source`, which has an element for each position of the window: adds
    /// each element of the source to the result, of the operand's type, at the place of one element
    /// of the window. Elsewhere the result is 0.
    ///
    /// That is the element `selected` of the operand that is left when, from the first to the last
    /// one in row-major order, another takes its place unless `selected >= another`: the first of
    /// the largest if none is NaN. Padding is never selected; a window of padding alone drops its
    /// element. Sums as in {@link ReduceWindow}.
    ///
    /// @param window the window and its path
    record SelectAndScatter(Window window) implements Windowed {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 2);
            TensorType t = operands.getFirst();
            Infer.number(t);
            window.check(t);
            int[] sizes = t.shape().sizes();
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = window.positions(i, sizes[i], window.dimensions().at(i));
            }
            TensorType source = t.with(Shape.of(sizes));
            if (!operands.getLast().equals(source)) {
                throw ShapeException.of(
                        "the source is " + operands.getLast(),
                        source + ", an element a position; is it of another window?");
            }
            return List.of(t);
        }
    }
}
