package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeSizeTest {
    private static final List<DType> DTYPES = List.of(DType.values());

    // Reductions that each need the one before: every pass computes all that came before again.
    private static KernelSpec passes(Axis axis, int count) {
        KernelBuilder b = new KernelBuilder(axis);
        int x = b.input(DType.F64, Access.ELEMENT);
        for (int i = 0; i < count; i++) {
            x = b.binary(BinaryOp.SUBTRACT, x, b.reduce(ReduceOp.MAXIMUM, x));
        }
        b.output(x, DType.F64, Access.ELEMENT);
        return b.build();
    }

    private static KernelSpec wide(Axis axis, int operands) {
        KernelBuilder b = new KernelBuilder(axis);
        int sum = b.constant(DType.F64, 1);
        for (int i = 0; i < operands; i++) {
            sum = b.binary(BinaryOp.ADD, sum, b.input(DType.F64, Access.STRIDED));
            b.output(sum, DType.F64, Access.STRIDED);
        }
        return b.build();
    }

    private static void assertBounded(KernelSpec spec) {
        CodeSize size = CodeSize.of(Program.of(spec));
        assertThat(MethodLengths.longest(spec))
                .as("%s", spec)
                .isBetween(size.least(), size.most());
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void theLengthOfRandomKernelsIsWithinTheBounds(Axis axis) {
        for (int seed = 0; seed < 400; seed++) {
            assertBounded(new SpecGenerator(new Random(seed), DTYPES, true).next(axis));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void theLengthOfKernelsWithManyPassesOrOperandsIsWithinTheBounds(Axis axis) {
        for (int n = 1; n < 20; n++) {
            assertBounded(passes(axis, n));
            assertBounded(wide(axis, n));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void whatNoJvmWouldLoadIsTooLongWithoutBeingWritten(Axis axis) {
        KernelSpec spec = passes(axis, 200);
        assertThat(spec.isCompilable()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelCache(1).kernel(spec))
                .withMessageContaining("split it");
    }
}
