package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Unary;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeSizeTest {
    private static final List<DType> DTYPES = List.of(DType.values());
    private static final List<DType> VECTORS =
            List.of(DType.F32, DType.BF16, DType.F16, DType.I32, DType.U8, DType.BOOL);

    // Reductions that each need the one before: every pass computes all that came before again.
    private static KernelSpec passes(Axis axis, DType dtype, int count) {
        KernelBuilder b = new KernelBuilder(axis);
        int x = b.input(dtype, Access.ELEMENT);
        for (int i = 0; i < count; i++) {
            x = b.binary(BinaryOp.SUBTRACT, x, b.reduce(ReduceOp.MAXIMUM, x));
        }
        b.output(x, dtype, Access.ELEMENT);
        return b.build();
    }

    private static KernelSpec wide(Axis axis, Access access, int operands) {
        KernelBuilder b = new KernelBuilder(axis);
        int sum = b.constant(DType.F32, 1);
        for (int i = 0; i < operands; i++) {
            sum = b.binary(BinaryOp.ADD, sum, b.input(DType.F32, access));
            b.output(sum, DType.F32, access);
        }
        return b.build();
    }

    private static void assertBounded(KernelSpec spec) {
        for (int lanes : new int[] {0, 4, 8, 16}) {
            CodeSize size = CodeSize.of(Program.of(spec), lanes);
            if (size.fits().orElse(true)) {
                int length = MethodLengths.longest(spec, lanes);
                assertThat(length)
                        .as("%d lanes of %s", lanes, spec)
                        .isBetween(length == 0 ? 0 : size.least(), size.most());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void theLengthOfRandomKernelsIsWithinTheBounds(Axis axis) {
        for (int seed = 0; seed < 400; seed++) {
            assertBounded(new SpecGenerator(new Random(seed), DTYPES, true).next(axis));
            assertBounded(new SpecGenerator(new Random(seed), VECTORS, false).next(axis));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void theLengthOfKernelsWithManyPassesOrOperandsIsWithinTheBounds(Axis axis) {
        for (int n = 1; n < 20; n++) {
            assertBounded(passes(axis, DType.F64, n));
            assertBounded(passes(axis, DType.F32, n));
            assertBounded(wide(axis, Access.STRIDED, n));
            assertBounded(wide(axis, Access.ELEMENT, n));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void everySingleOperationFits(Axis axis) {
        for (DType dtype : DTYPES) {
            for (UnaryOp op : UnaryOp.values()) {
                assertFits(axis, dtype, (b, x) -> b.unary(op, x));
            }
            for (Unary.Real op : Unary.Real.all()) {
                assertFits(axis, dtype, (b, x) -> b.real(op, x));
            }
            for (BinaryOp op : BinaryOp.values()) {
                assertFits(axis, dtype, (b, x) -> b.binary(op, x, b.input(dtype, Access.STRIDED)));
            }
            for (ReduceOp op : ReduceOp.values()) {
                assertFits(axis, dtype, (b, x) -> b.reduce(op, x));
            }
        }
    }

    // Not even with the reduction of its result in the same kernel is an operation too long.
    private static void assertFits(
            Axis axis, DType dtype, BiFunction<KernelBuilder, Integer, Integer> operation) {
        KernelBuilder b = new KernelBuilder(axis);
        int x = b.input(dtype, Access.STRIDED);
        int made;
        try {
            made = operation.apply(b, x);
        } catch (IllegalArgumentException unfit) {
            return;
        }
        DType type = b.dtype(made);
        b.output(made, type, Access.STRIDED);
        if (type != DType.BOOL) {
            Access once = axis == Axis.COLUMNS ? Access.ROW : Access.COLUMN;
            b.output(b.reduce(ReduceOp.MAXIMUM, made), type, once);
        }
        assertThat(MethodLengths.longest(b.build(), 0))
                .as("%s", b.build())
                .isLessThanOrEqualTo(KernelSpec.LONGEST_METHOD);
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void whatNoJvmWouldLoadIsTooLongWithoutBeingWritten(Axis axis) {
        KernelSpec spec = passes(axis, DType.F32, 200);
        assertThat(spec.isShort()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelCache(1).kernel(spec))
                .withMessageContaining("split it");
    }
}
