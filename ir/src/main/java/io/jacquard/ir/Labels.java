package io.jacquard.ir;

import io.jacquard.ir.Elementwise.Direction;

/// Class labels as conditions.
///
/// @param chosen of the logits' shape: whether the element is that of the label's class
/// @param known of the labels' shape: whether there is such a class
public record Labels(Value chosen, Value known) {
    /// Appends the conditions.
    ///
    /// @param labels integers, of the logits' shape without the axis
    /// @param logits shape of the logits
    /// @param axis the axis of classes
    public static Labels of(Sugar s, Value labels, Shape logits, int axis) {
        DType given = labels.type().dtype();
        boolean wide = given == DType.I64 || given == DType.U32;
        Value classes = s.convert(labels, wide ? DType.I64 : DType.I32);
        TensorType all = new TensorType(classes.type().dtype(), logits);
        Value index = s.builder().add(new Creation.Iota(all, axis));
        Value chosen = s.compare(Direction.EQ, s.repeatAlong(classes, logits, axis), index);
        Value low = s.compare(Direction.GE, classes, s.like(classes, 0));
        Value high = s.compare(Direction.LT, classes, s.like(classes, logits.size(axis)));
        return new Labels(chosen, s.builder().add(new Binary.And(), low, high));
    }
}
