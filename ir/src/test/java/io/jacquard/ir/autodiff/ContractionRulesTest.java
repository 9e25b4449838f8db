package io.jacquard.ir.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractionRulesTest {
    @Test
    void matrixProductsAgreeWithDifferences() {
        check(DotGeneral.matmul(), new int[] {2, 3}, new int[] {3, 4});
    }

    @Test
    void productsOfTransposedMatricesAgreeWithDifferences() {
        check(dot("", "", "0", "1"), new int[] {3, 2}, new int[] {4, 3});
        check(dot("", "", "1", "1"), new int[] {2, 3}, new int[] {4, 3});
        check(dot("", "", "0", "0"), new int[] {3, 2}, new int[] {3, 4});
    }

    @Test
    void batchedProductsAgreeWithDifferences() {
        check(dot("0", "0", "2", "1"), new int[] {2, 3, 4}, new int[] {2, 4, 2});
        check(dot("1", "2", "0", "1"), new int[] {4, 2, 3}, new int[] {3, 4, 2});
    }

    @Test
    void productsOverSeveralAxesInAnyOrderAgreeWithDifferences() {
        check(dot("1", "3", "3 0", "0 2"), new int[] {2, 3, 2, 4}, new int[] {4, 2, 2, 3});
        check(dot("2 0", "0 1", "1", "3"), new int[] {2, 3, 2, 2}, new int[] {2, 2, 2, 3});
    }

    @Test
    void outerAndInnerProductsAgreeWithDifferences() {
        check(dot("", "", "", ""), new int[] {2}, new int[] {3});
        check(dot("", "", "0", "0"), new int[] {3}, new int[] {3});
    }

    @Test
    void theGradientsOfALinearLayerNeedNoTranspose() {
        for (DotGeneral op : List.of(DotGeneral.matmul(), dot("", "", "1", "1"))) {
            boolean plain = op.rhsContracting().at(0) == 0;
            Builder b = new Builder("linear");
            Value x = b.parameter("x", TensorType.of(DType.F32, 5, 3));
            Value w =
                    b.parameter(
                            "w",
                            plain
                                    ? TensorType.of(DType.F32, 3, 4)
                                    : TensorType.of(DType.F32, 4, 3));
            Value y = b.add(op, x, w);
            ReverseMode.gradients(b, y, y, List.of(x, w));

            assertThat(b.instructions())
                    .extracting(Instruction::op)
                    .hasSize(3)
                    .hasOnlyElementsOfType(DotGeneral.class);
        }
    }

    private static DotGeneral dot(String lb, String rb, String lc, String rc) {
        return new DotGeneral(axes(lb), axes(rb), axes(lc), axes(rc));
    }

    private static IntList axes(String text) {
        return text.isEmpty()
                ? IntList.of()
                : IntList.of(Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray());
    }

    private static void check(DotGeneral op, int[] left, int[] right) {
        Differences.seeded(40)
                .with(left)
                .with(right)
                .check((s, x) -> s.builder().add(op, x.get(0), x.get(1)));
    }
}
