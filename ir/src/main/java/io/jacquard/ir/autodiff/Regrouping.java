package io.jacquard.ir.autodiff;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import java.util.stream.IntStream;

/// Moves the group, the major part of one axis, to another axis whose major part it becomes.
///
/// @param shape what is regrouped
/// @param groups number of groups
/// @param from the axis that loses the groups, a multiple of them
/// @param to the axis that wins them
record Regrouping(Shape shape, int groups, int from, int to) {
    /// Makes the group an axis of its own, before the rest of its axis.
    Shaping.Reshape split() {
        return new Shaping.Reshape(
                shapeOf(
                        IntStream.range(0, shape.rank())
                                .flatMap(i ->
                                        i == from
                                                ? IntStream.of(groups, rest(i))
                                                : IntStream.of(shape.size(i)))));
    }

    /// Moves the group's axis before the axis that wins it.
    Shaping.Transpose move() {
        IntStream axes =
                IntStream.range(0, shape.rank())
                        .flatMap(i ->
                                i == to
                                        ? IntStream.of(from, afterSplit(i))
                                        : IntStream.of(afterSplit(i)));
        return new Shaping.Transpose(IntList.of(axes.toArray()));
    }

    /// Joins the group with the axis after it.
    Shaping.Reshape merge() {
        return new Shaping.Reshape(
                shapeOf(
                        IntStream.range(0, shape.rank())
                                .map(i -> i == from ? rest(i) : i == to ? won(i) : shape.size(i))));
    }

    private int rest(int axis) {
        return shape.size(axis) / groups;
    }

    private int won(int axis) {
        return shape.size(axis) * groups;
    }

    private int afterSplit(int axis) {
        return axis < from ? axis : axis + 1;
    }

    private static Shape shapeOf(IntStream sizes) {
        return Shape.of(sizes.toArray());
    }
}
