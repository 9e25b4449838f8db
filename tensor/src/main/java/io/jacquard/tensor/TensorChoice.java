package io.jacquard.tensor;

import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Unary;

/// How {@link Tensor} compares and chooses, element by element.
sealed interface TensorChoice permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /// Where this equals the other: bool
    default Tensor eq(Tensor other) {
        return compare(Direction.EQ, other);
    }

    /// Where this equals a number: bool
    default Tensor eq(double number) {
        return eq(self().number("eq", number));
    }

    /// Where this differs from the other: bool
    default Tensor ne(Tensor other) {
        return compare(Direction.NE, other);
    }

    /// Where this differs from a number: bool
    default Tensor ne(double number) {
        return ne(self().number("ne", number));
    }

    /// Where this is larger: bool
    default Tensor gt(Tensor other) {
        return compare(Direction.GT, other);
    }

    /// Where this is larger than a number: bool
    default Tensor gt(double number) {
        return gt(self().number("gt", number));
    }

    /// Where this is larger or equal: bool
    default Tensor ge(Tensor other) {
        return compare(Direction.GE, other);
    }

    /// Where this is larger than or equal to a number: bool
    default Tensor ge(double number) {
        return ge(self().number("ge", number));
    }

    /// Where this is smaller: bool
    default Tensor lt(Tensor other) {
        return compare(Direction.LT, other);
    }

    /// Where this is smaller than a number: bool
    default Tensor lt(double number) {
        return lt(self().number("lt", number));
    }

    /// Where this is smaller or equal: bool
    default Tensor le(Tensor other) {
        return compare(Direction.LE, other);
    }

    /// Where this is smaller than or equal to a number: bool
    default Tensor le(double number) {
        return le(self().number("le", number));
    }

    /// Where this is neither infinite nor NaN: bool
    default Tensor isFinite() {
        return self().op(new Unary.IsFinite());
    }

    /// Where this is NaN: bool
    default Tensor isNan() {
        return ne(self());
    }

    /// Chooses by this tensor of bool: `yes` where it is true, else `no`.
    default Tensor where(Tensor yes, Tensor no) {
        Tensor[] all = {self(), self().sameTrace(yes), self().sameTrace(no)};
        Shape shape = self().broadcast("where", self().shape(), yes.shape(), all);
        shape = self().broadcast("where", shape, no.shape(), all);
        Tensor condition = self().broadcastTo(shape);
        return self().made(
                        new Elementwise.Select(),
                        condition,
                        yes.broadcastTo(shape),
                        no.broadcastTo(shape));
    }

    private Tensor compare(Direction direction, Tensor other) {
        return self().binary("compare", new Elementwise.Compare(direction), other);
    }
}
