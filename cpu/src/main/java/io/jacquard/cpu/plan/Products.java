package io.jacquard.cpu.plan;

import io.jacquard.cpu.onednn.Bfloat16;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ConvolutionRole;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Matrix products and convolutions in the forms oneDNN takes.
final class Products {
    private Products() {}

    /// The two operands of a product. For a matrix product their shapes are `[batch..., m, k]` and
    /// `[batch..., k, n]`.
    ///
    /// @param lhs where the left one lies
    /// @param rhs where the right one lies
    record Operands(Place lhs, Place rhs) {}

    /// True if oneDNN can do it.
    static boolean isSupported(Instruction i) {
        if (isEmpty(i)) {
            return false;
        }
        if (i.result().type().dtype() != DType.F32) {
            return isFastBfloat16(i);
        }
        return switch ((Contraction) i.op()) {
            case DotGeneral _ -> true;
            case Convolution c -> hasPictures(c) && isSupported(i, ConvolutionRole.of(i));
        };
    }

    // Convolutions of bf16 are computed in f32 in any case.
    private static boolean isFastBfloat16(Instruction i) {
        return i.op() instanceof DotGeneral
                && i.result().type().dtype() == DType.BF16
                && i.operandTypes().stream().allMatch(t -> t.dtype() == DType.BF16)
                && Bfloat16.isFast();
    }

    private static boolean isSupported(Instruction i, ConvolutionRole role) {
        return switch (role) {
            case ConvolutionRole.Forward f -> isPlain(f.forward(), f.kernel().type());
            case ConvolutionRole.InputGradient g -> isPlain(g.forward(), g.kernel().type());
            case ConvolutionRole.KernelGradient g -> isPlain(g.forward(), i.result().type());
            case ConvolutionRole.Other _ -> false;
        };
    }

    /// Appends what computes the same in a form that oneDNN takes, or in multiplications and sums
    /// where it takes none; 16-bit floats are computed in f32 and rounded once.
    static Value general(Sugar s, Instruction i, Value lhs, Value rhs) {
        TensorType type = i.result().type();
        if (isEmpty(i)) {
            return s.filled(type, 0);
        }
        boolean is16Bit = type.dtype().isFloat() && type.dtype().bytes() == 2;
        Value l = is16Bit ? s.convert(lhs, DType.F32) : lhs;
        Value r = is16Bit ? s.convert(rhs, DType.F32) : rhs;
        Value product =
                switch ((Contraction) i.op()) {
                    case DotGeneral d ->
                            l.type().dtype() == DType.F32
                                    ? s.builder().add(d, l, r)
                                    : PlainProducts.dot(s, d, l, r);
                    case Convolution c -> Convolutions.general(s, c, l, r);
                };
        return s.convert(product, type.dtype());
    }

    private static boolean isEmpty(Instruction i) {
        return i.result().type().shape().elements() == 0
                || i.operandTypes().stream().anyMatch(t -> t.shape().elements() == 0);
    }

    private static boolean hasPictures(Convolution c) {
        int spatial = c.window().strides().size();
        return spatial >= 1 && spatial <= 3;
    }

    private static boolean isPlain(Convolution forward, TensorType kernel) {
        return Convolutions.isPlain(forward.window(), kernel.shape()) && forward.batchGroups() == 1;
    }

    /// The operands in oneDNN's form.
    ///
    /// @param i the product
    /// @param places where each value lies
    /// @param dense makes a row-major copy where it is needed
    static Operands operands(
            Instruction i, Function<Value, Place> places, UnaryOperator<Place> dense) {
        return switch ((Contraction) i.op()) {
            case DotGeneral d ->
                    matrices(d, places.apply(i.operand(0)), places.apply(i.operand(1)), dense);
            case Convolution _ -> images(ConvolutionRole.of(i), places.andThen(dense));
        };
    }

    private static Operands images(ConvolutionRole role, Function<Value, Place> places) {
        return switch (role) {
            case ConvolutionRole.Forward f ->
                    new Operands(places.apply(f.data()), places.apply(f.kernel()));
            case ConvolutionRole.InputGradient g ->
                    new Operands(places.apply(g.gradient()), places.apply(g.kernel()));
            case ConvolutionRole.KernelGradient g ->
                    new Operands(places.apply(g.data()), places.apply(g.gradient()));
            case ConvolutionRole.Other _ ->
                    throw new IllegalArgumentException("no form of oneDNN's: " + role);
        };
    }

    private static Operands matrices(
            DotGeneral d, Place lhs, Place rhs, UnaryOperator<Place> dense) {
        IntList lFree = DotGeneral.free(lhs.type(), d.lhsBatching(), d.lhsContracting());
        IntList rFree = DotGeneral.free(rhs.type(), d.rhsBatching(), d.rhsContracting());
        return new Operands(
                matrix(lhs, d.lhsBatching(), lFree, d.lhsContracting(), dense),
                matrix(rhs, d.rhsBatching(), d.rhsContracting(), rFree, dense));
    }

    private static Place matrix(
            Place p, IntList batch, IntList rows, IntList columns, UnaryOperator<Place> dense) {
        Place turned = p.transpose(batch.concat(rows).concat(columns));
        int b = batch.size();
        int r = rows.size();
        boolean usable =
                joins(turned, b, b + r)
                        && joins(turned, b + r, turned.type().rank())
                        && hasUnitStride(turned, b + r)
                        && turned.strides().stream().allMatch(s -> s >= 0);
        return joined(usable ? turned : dense.apply(turned), b, r);
    }

    private static boolean joins(Place p, int start, int end) {
        return Loops.joins(p.shape(), p.strides(), IntList.range(start, end));
    }

    // oneDNN wants one of the two matrix axes to be contiguous and none to be repeated.
    private static boolean hasUnitStride(Place p, int columns) {
        long rows = innermost(p, 0, columns);
        long cols = innermost(p, columns, p.type().rank());
        return (rows == 1 || cols == 1) && rows != 0 && cols != 0;
    }

    private static int innermost(Place p, int start, int end) {
        for (int a = end - 1; a >= start; a--) {
            if (p.shape().size(a) != 1) {
                return p.strides().at(a);
            }
        }
        return 1;
    }

    private static Place joined(Place p, int batch, int rows) {
        int rank = p.type().rank();
        int m = elements(p.shape(), batch, batch + rows);
        int k = elements(p.shape(), batch + rows, rank);
        int mStride = innermost(p, batch, batch + rows);
        int kStride = innermost(p, batch + rows, rank);
        // The stride of an axis of size 1 is never used, but oneDNN checks it.
        mStride = m == 1 ? Math.max(k * kStride, 1) : mStride;
        kStride = k == 1 && mStride == 1 ? m : kStride;
        Shape shape =
                Shape.of(
                        IntList.of(p.shape().sizes())
                                .slice(0, batch)
                                .concat(IntList.of(m, k))
                                .toArray());
        IntList strides = p.strides().slice(0, batch).concat(IntList.of(mStride, kStride));
        return new Place(p.slot(), p.offset(), p.type().with(shape), strides);
    }

    private static int elements(Shape shape, int start, int end) {
        int n = 1;
        for (int a = start; a < end; a++) {
            n *= shape.size(a);
        }
        return n;
    }
}
