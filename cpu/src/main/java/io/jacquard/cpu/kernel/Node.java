package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.function.IntConsumer;

/// One value of a kernel's expression graph; operands are the numbers of earlier nodes.
///
/// Values are f32, f64, i8, i32, i64, u8, u32 or bool. bf16 and f16 exist in memory only: they are
/// read as f32, and an f32 is rounded to the nearest, ties to even, when it is written.
public sealed interface Node {
    /// Calls `use` for each operand.
    default void operands(IntConsumer use) {
        switch (this) {
            case Input _, Constant _, Column _, Row _ -> {}
            case Unary n -> use.accept(n.x);
            case Real n -> use.accept(n.x);
            case Convert n -> use.accept(n.x);
            case Bitcast n -> use.accept(n.x);
            case Reduce n -> use.accept(n.x);
            case Binary n -> {
                use.accept(n.a);
                use.accept(n.b);
            }
            case Compare n -> {
                use.accept(n.a);
                use.accept(n.b);
            }
            case Select n -> {
                use.accept(n.condition);
                use.accept(n.yes);
                use.accept(n.no);
            }
            case Fma n -> {
                use.accept(n.a);
                use.accept(n.b);
                use.accept(n.c);
            }
        }
    }

    /// The value of an input.
    ///
    /// @param index which input
    record Input(int index) implements Node {}

    /// A constant.
    ///
    /// @param dtype its dtype, not bf16 or f16
    /// @param bits the value: raw bits for floats, the value for integers, 0 or 1 for bool
    record Constant(DType dtype, long bits) implements Node {}

    /// The number of the column, i32, counted from the first column of the call.
    record Column() implements Node {}

    /// The number of the row, i32, counted from the first row of the call.
    record Row() implements Node {}

    /// `op(x)`.
    ///
    /// @param op the operation
    /// @param x its operand
    record Unary(UnaryOp op, int x) implements Node {}

    /// A function of a real number, f32 or f64.
    ///
    /// @param op the function
    /// @param x its operand
    record Real(io.jacquard.ir.Unary.Real op, int x) implements Node {}

    /// `op(a, b)`, both of one dtype.
    ///
    /// @param op the operation
    /// @param a left operand
    /// @param b right operand
    record Binary(BinaryOp op, int a, int b) implements Node {}

    /// `a op b` as bool, both of one dtype.
    ///
    /// @param op the comparison
    /// @param a left operand
    /// @param b right operand
    record Compare(CompareOp op, int a, int b) implements Node {}

    /// `condition ? yes : no`.
    ///
    /// @param condition a bool
    /// @param yes value where true
    /// @param no value where false, of the same dtype
    record Select(int condition, int yes, int no) implements Node {}

    /// `a * b + c` with one rounding; f32 or f64.
    ///
    /// @param a factor
    /// @param b factor
    /// @param c summand
    record Fma(int a, int b, int c) implements Node {}

    /// Conversion by value: floats to integers round toward zero, saturate, and NaN gives 0;
    /// integers to narrower integers keep the low bits; to bool is `x != 0`.
    ///
    /// @param x operand
    /// @param dtype target, not bf16 or f16
    record Convert(int x, DType dtype) implements Node {}

    /// The same bits as another dtype of the same size.
    ///
    /// @param x operand
    /// @param dtype target
    record Bitcast(int x, DType dtype) implements Node {}

    /// A reduction of `x` along the kernel's axis. What depends on it is computed in a later pass
    /// over the same row (or column), so softmax and layer norm are one kernel.
    ///
    /// @param op how
    /// @param x what is reduced, once for each element along the axis
    record Reduce(ReduceOp op, int x) implements Node {}
}
