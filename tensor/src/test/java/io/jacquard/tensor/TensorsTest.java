package io.jacquard.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TensorsTest {
    private static void withTwo(Consumer<Tensors> body) {
        Run.type(
                t -> {
                    body.accept(Tensors.of("image", t).and("age", t.sum()));
                    return t;
                },
                TensorType.of(DType.F32, 2, 3));
    }

    @Test
    void keepNamesAndOrder() {
        withTwo(two -> {
            assertThat(two.names()).containsExactly("image", "age");
            assertThat(two.list()).hasSize(2).first().isSameAs(two.of("image"));
            assertThat(two.size()).isEqualTo(2);
            assertThat(two).hasToString("{image=f32[2, 3], age=f32[]}");
        });
    }

    @Test
    void rejectANameThatIsTaken() {
        withTwo(two ->
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> two.and("age", two.of("image")))
                        .withMessage("two tensors are named 'age'"));
    }

    @Test
    void listTheNamesThereAreWhenOneIsMissing() {
        withTwo(two ->
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> two.of("picture"))
                        .withMessage("no tensor 'picture'; there are [image, age]"));
    }

    @Test
    void giveTheOnlyOneIfThereIsOne() {
        withTwo(two -> {
            var one = Tensors.of("age", two.of("age"));
            assertThat(one.only()).isSameAs(two.of("age"));
            assertThatIllegalArgumentException()
                    .isThrownBy(two::only)
                    .withMessage("wanted one tensor, got [image, age]");
            assertThatIllegalArgumentException().isThrownBy(Tensors.none()::only);
        });
    }

    @Test
    void mapEachUnderItsName() {
        withTwo(two ->
                assertThat(two.map(t -> t.to(DType.I32)))
                        .hasToString("{image=i32[2, 3], age=i32[]}"));
    }

    @Test
    void addingLeavesTheFormerAsItWas() {
        withTwo(two -> {
            assertThat(two.and("more", two.of("age")).size()).isEqualTo(3);
            assertThat(two.size()).isEqualTo(2);
        });
    }
}
