package io.jacquard.tensor;

import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Windowed;

/// How {@link Tensor} combines elements along axes: all of them, all before each, or those of
/// windows. Axes that are reduced disappear; without an axis, all are. Sums of 16-bit floats
/// accumulate in f32.
sealed interface TensorReduction permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// The sum along axes
    default Tensor sum(int... axes) {
        return reduce("sum", Reducer.ADD, axes);
    }

    /// The product along axes; of no element 1
    default Tensor prod(int... axes) {
        return reduce("prod", Reducer.MULTIPLY, axes);
    }

    /// The mean along axes; 16-bit floats are summed and divided in f32
    ///
    /// @throws io.jacquard.ir.ShapeException if the elements are no floats
    default Tensor mean(int... axes) {
        DType dtype = self().dtype();
        if (!dtype.isFloat()) {
            throw self().error(
                            "mean",
                            self() + " is not floating",
                            "floats; convert with to(F32)",
                            self());
        }
        Tensor sum = (dtype.bytes() < 4 ? self().to(DType.F32) : self()).sum(axes);
        double all = self().shape().elements();
        return sum.div(all / Math.max(1, sum.shape().elements())).to(dtype);
    }

    /// The largest along axes
    default Tensor max(int... axes) {
        return reduce("max", Reducer.MAXIMUM, axes);
    }

    /// The smallest along axes
    default Tensor min(int... axes) {
        return reduce("min", Reducer.MINIMUM, axes);
    }

    /// Of bool: true where all along axes are; of none true
    default Tensor all(int... axes) {
        return reduce("all", Reducer.AND, axes);
    }

    /// Of bool: true where one along axes is; of none false
    default Tensor any(int... axes) {
        return reduce("any", Reducer.OR, axes);
    }

    /// The index of the largest along an axis, i32; the first of equal ones
    default Tensor argmax(int axis) {
        return self().op(new Reduction.ArgMax(self().axis("argmax", axis)));
    }

    /// The index of the smallest along an axis, i32; the first of equal ones
    default Tensor argmin(int axis) {
        return self().op(new Reduction.ArgMin(self().axis("argmin", axis)));
    }

    /// Running sums: each element and all before it along an axis, added
    default Tensor cumsum(int axis) {
        return running("cumsum", Reducer.ADD, axis);
    }

    /// Running products: each element and all before it along an axis, multiplied
    default Tensor cumprod(int axis) {
        return running("cumprod", Reducer.MULTIPLY, axis);
    }

    /// The largest of each element and all before it along an axis; NaN from the first NaN on
    default Tensor cummax(int axis) {
        return running("cummax", Reducer.MAXIMUM, axis);
    }

    /// The smallest of each element and all before it along an axis; NaN from the first NaN on
    default Tensor cummin(int axis) {
        return running("cummin", Reducer.MINIMUM, axis);
    }

    /// The general running reduction of {@link Reduction.Cumulative}, for example from the last
    /// element to the first.
    default Tensor cumulative(Reduction.Cumulative op) {
        return self().op(op);
    }

    /// The largest in each window over `[batch, spatial..., channels]` with one to three spatial
    /// axes; padding never wins
    default Tensor maxPool(PoolWindow window) {
        return self().op(new Composite.MaxPool(window));
    }

    /// The mean of each window over `[batch, spatial..., channels]` with one to three spatial axes;
    /// padding is not counted
    default Tensor averagePool(PoolWindow window) {
        return self().op(new Composite.AveragePool(window));
    }

    /// The sum of each window over `[batch, spatial..., channels]` with any number of spatial axes;
    /// padding adds 0
    ///
    /// @throws io.jacquard.ir.ShapeException if the window has not one value a spatial axis
    default Tensor sumPool(PoolWindow window) {
        if (self().rank() != window.rank() + 2) {
            throw self().error(
                            "sumPool",
                            "a window of %d axes".formatted(window.rank()),
                            "[batch, spatial..., channels], an axis for each of the window; reshape it",
                            self());
        }
        Windowed.Window all =
                new Windowed.Window(
                        around(1, window.sizes()),
                        around(1, window.strides()),
                        around(0, window.low()),
                        around(0, window.high()));
        return reduceWindow(Windowed.ReduceWindow.of(Reducer.ADD, all));
    }

    private static IntList around(int edge, IntList spatial) {
        return IntList.of(edge).concat(spatial).concat(IntList.of(edge));
    }

    /// The general reduction of {@link Windowed.ReduceWindow} over windows on any axes, padded and
    /// dilated.
    default Tensor reduceWindow(Windowed.ReduceWindow op) {
        return self().op(op);
    }

    private Tensor running(String name, Reducer reducer, int axis) {
        return self().op(new Reduction.Cumulative(reducer, self().axis(name, axis), false));
    }

    private Tensor reduce(String name, Reducer reducer, int... axes) {
        IntList list = axes.length == 0 ? IntList.range(0, self().rank()) : self().axes(name, axes);
        return list.size() == 0 ? self() : self().op(new Reduction.Reduce(reducer, list));
    }
}
