package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static final TensorType TYPE = TensorType.of(DType.F32, 2, 3, 4);
    private final Place place = Place.dense(Slot.written(0, TYPE.bytes()), TYPE);

    @Test
    void shapingOnlyLooksAtMemoryDifferently() {
        Place turned = place.transpose(IntList.of(2, 0, 1));
        Place part = place.slice(IntList.of(0, 1, 0), IntList.of(1, 1, 2), Shape.of(2, 2, 2));
        Place back = place.reverse(IntList.of(1));
        Place wide = place.broadcast(Shape.of(2, 5, 3, 4), IntList.of(0, 2, 3));

        assertThat(turned.shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThat(turned.strides()).isEqualTo(IntList.of(1, 12, 4));
        assertThat(part.offset()).isEqualTo(4);
        assertThat(part.strides()).isEqualTo(IntList.of(12, 4, 2));
        assertThat(back.offset()).isEqualTo(8);
        assertThat(back.strides()).isEqualTo(IntList.of(12, -4, 1));
        assertThat(wide.strides()).isEqualTo(IntList.of(12, 0, 4, 1));
        assertThat(place.isWhole()).isTrue();
        assertThat(turned.isDense() || part.isDense() || back.isDense() || wide.isDense())
                .isFalse();
    }

    @Test
    void aReshapeWithoutACopyKeepsTheStrides() {
        Place turned = place.transpose(IntList.of(2, 0, 1));

        assertThat(place.reshape(Shape.of(6, 4))).isPresent();
        assertThat(turned.reshape(Shape.of(8, 3))).isEmpty();
        assertThat(turned.reshape(Shape.of(4, 1, 2, 3)))
                .hasValueSatisfying(
                        p -> assertThat(p.strides()).isEqualTo(IntList.of(1, 0, 12, 4)));
    }

    @Test
    void anAxisOfASliceIsCutWithoutACopy() {
        Place part = place.slice(IntList.of(0, 0, 2), IntList.of(1, 1, 1), Shape.of(2, 3, 2));

        assertThat(part.reshape(Shape.of(6, 1, 2)))
                .hasValueSatisfying(p -> assertThat(p.strides()).isEqualTo(IntList.of(4, 0, 1)));
        assertThat(part.reshape(Shape.of(2, 3, 1, 2, 1)))
                .hasValueSatisfying(
                        p -> assertThat(p.strides()).isEqualTo(IntList.of(12, 4, 0, 1, 0)));
        assertThat(part.reshape(Shape.of(12))).isEmpty();
        assertThat(part.reshape(Shape.of(2, 6))).isEmpty();
    }

    @Test
    void axesOfSizeOneDoNotMatter() {
        TensorType thin = TensorType.of(DType.F32, 1, 3);
        Place p = new Place(Slot.written(0, 12), 0, thin, IntList.of(99, 1));

        assertThat(p.isDense()).isTrue();
    }
}
