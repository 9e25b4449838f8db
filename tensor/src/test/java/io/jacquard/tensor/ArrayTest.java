package io.jacquard.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.runtime.Device;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrayTest {
    private final Device device = Device.open("reference");

    @AfterEach
    void close() {
        device.close();
    }

    private String text(Literal data) {
        try (var array = Array.of(device, data)) {
            return array.toString();
        }
    }

    @Test
    void copiesDataToTheDeviceAndBack() {
        float[] values = {1, 2, 3, 4};
        try (var array = Array.of(device, values, 2, 2)) {
            values[0] = 9;
            assertThat(array.type()).hasToString("f32[2, 2]");
            assertThat(array.floats()).containsExactly(1, 2, 3, 4);
            assertThat(array.literal()).isEqualTo(Literal.of(new float[] {1, 2, 3, 4}, 2, 2));
        }
    }

    @Test
    void freesItsMemoryWhenClosed() {
        var array = Array.of(device, Run.floats(1, 2, 3));
        assertThat(device.bytesInUse()).isEqualTo(12);

        array.close();

        assertThat(device.bytesInUse()).isZero();
        assertThatIllegalStateException().isThrownBy(array::floats);
    }

    @Test
    void rejectsANumberOfValuesThatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Array.of(device, new float[5], 2, 2))
                .withMessage("f32[2, 2] has 4 elements, 5 values were given");
    }

    @Test
    void givesItsOnlyElement() {
        try (var one = Array.of(device, Run.shaped(new double[] {2.5}, 1, 1));
                var two = Array.of(device, Run.floats(1, 2))) {
            assertThat(one.item()).isEqualTo(2.5);
            assertThatIllegalStateException()
                    .isThrownBy(two::item)
                    .withMessage("item() wants one element, this is f32[2]; use floats()");
        }
    }

    @Test
    void printsTypeAndElementsInNestedBrackets() {
        assertThat(text(Literal.scalar(DType.F32, 1.5))).isEqualTo("f32[] 1.5000");
        assertThat(text(Run.floats(1, -0.25, Double.NaN)))
                .isEqualTo("f32[3] [1.0000, -0.25000, NaN]");
        assertThat(text(Literal.of(new int[] {1, 2, 3, 4, 5, 6}, 2, 3)))
                .isEqualTo("i32[2, 3] [[1, 2, 3], [4, 5, 6]]");
        assertThat(text(Literal.of(new int[] {1, 2, 3, 4}, 2, 1, 2)))
                .isEqualTo("i32[2, 1, 2] [[[1, 2]], [[3, 4]]]");
        assertThat(text(Run.bools(1, 0))).isEqualTo("bool[2] [true, false]");
    }

    @Test
    void printsEmptyAxes() {
        assertThat(text(Run.counting(0))).isEqualTo("f32[0] []");
        assertThat(text(Run.counting(2, 0))).isEqualTo("f32[2, 0] [[], []]");
    }

    @Test
    void shortensLongAxes() {
        var eight = Run.filled(TensorType.of(DType.I32, 8), i -> i);
        var hundred = Run.filled(TensorType.of(DType.I32, 100), i -> i);
        var nine = Run.filled(TensorType.of(DType.I32, 9, 1), i -> i);

        assertThat(text(eight)).isEqualTo("i32[8] [0, 1, 2, 3, 4, 5, 6, 7]");
        assertThat(text(hundred)).isEqualTo("i32[100] [0, 1, 2, 3, ..., 97, 98, 99]");
        assertThat(text(nine)).isEqualTo("i32[9, 1] [[0], [1], [2], [3], ..., [6], [7], [8]]");
    }

    @Test
    void printsTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(text(Run.floats(1.5))).isEqualTo("f32[1] [1.5000]");
        } finally {
            Locale.setDefault(before);
        }
    }
}
