package io.jacquard.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.data.Batch;
import io.jacquard.data.DataException;
import io.jacquard.data.Dataset;
import io.jacquard.data.Transform;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Seed;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentTest {
    private static final int[] PICTURE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    private static final int COPIES = 200;

    /// The same picture of 2 rows, 3 pixels and 2 channels many times.
    private static Dataset copies(DType dtype) {
        Literal pictures = Literal.zeros(TensorType.of(dtype, COPIES, 2, 3, 2));
        for (int i = 0; i < pictures.elements(); i++) {
            pictures.set(i, PICTURE[i % 12]);
        }
        return Dataset.of(pictures, Literal.of(new int[COPIES], COPIES));
    }

    private static Batch batch(Dataset set, int epoch) {
        try (var batches = set.batch(COPIES).batches(epoch)) {
            return batches.next().copy();
        }
    }

    /// The different pictures that come out, each as text.
    private static Set<String> seen(Transform transform, DType dtype) {
        Literal out = batch(copies(dtype).map(transform, Seed.of(5)), 0).features();
        int elements = out.elements() / COPIES;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < COPIES; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < elements; j++) {
                text.append((long) out.get(i * elements + j)).append(' ');
            }
            seen.add(text.toString().strip());
        }
        return seen;
    }

    @Test
    void flipMirrorsPixelsAndKeepsChannels() {
        for (DType dtype : new DType[] {DType.U8, DType.F32}) {
            assertThat(seen(Augment.flip(), dtype))
                    .containsExactlyInAnyOrder(
                            "1 2 3 4 5 6 7 8 9 10 11 12", "5 6 3 4 1 2 11 12 9 10 7 8");
        }
    }

    @Test
    void shiftMovesAndFillsWithZeros() {
        assertThat(seen(Augment.shift(0, 1), DType.U8))
                .containsExactlyInAnyOrder(
                        "1 2 3 4 5 6 7 8 9 10 11 12",
                        "3 4 5 6 0 0 9 10 11 12 0 0",
                        "0 0 1 2 3 4 0 0 7 8 9 10");
        assertThat(seen(Augment.shift(1, 0), DType.F32))
                .containsExactlyInAnyOrder(
                        "1 2 3 4 5 6 7 8 9 10 11 12",
                        "7 8 9 10 11 12 0 0 0 0 0 0",
                        "0 0 0 0 0 0 1 2 3 4 5 6");
        assertThat(seen(Augment.shift(5, 5), DType.U8)).contains("0 0 0 0 0 0 0 0 0 0 0 0");
    }

    @Test
    void cropCutsAPieceOutOfThePaddedPicture() {
        assertThat(seen(Augment.crop(1, 2, 0), DType.U8))
                .containsExactlyInAnyOrder("1 2 3 4", "3 4 5 6", "7 8 9 10", "9 10 11 12");
        assertThat(seen(Augment.crop(2, 3, 1), DType.U8)).hasSize(9);
        Dataset larger = copies(DType.U8).map(Augment.crop(4, 5, 1), Seed.of(0));
        assertThat(larger.schema().column("features").type())
                .isEqualTo(TensorType.of(DType.U8, 4, 5, 2));
    }

    @Test
    void whatIsDrawnDependsOnSeedEpochAndExampleOnly() {
        Dataset set = copies(DType.U8).map(Augment.shift(1, 1), Seed.of(5));

        Literal first = batch(set, 0).features();
        assertThat(batch(set, 0).features()).isEqualTo(first);
        assertThat(batch(set, 1).features()).isNotEqualTo(first);
        assertThat(batch(copies(DType.U8).map(Augment.shift(1, 1), Seed.of(6)), 0).features())
                .isNotEqualTo(first);
        Dataset later = set.skip(COPIES / 2);
        assertThat(batch(later, 0).features())
                .isEqualTo(Literal.of(half(first), COPIES / 2, 2, 3, 2));
    }

    private static byte[] half(Literal pictures) {
        byte[] made = new byte[pictures.elements() / 2];
        for (int i = 0; i < made.length; i++) {
            made[i] = (byte) pictures.getLong(made.length + i);
        }
        return made;
    }

    @Test
    void rejectsWhatIsNoPictureAndPiecesThatAreTooLarge() {
        assertThatThrownBy(() ->
                        Dataset.of(new float[2][4], new int[2]).map(Augment.flip(), Seed.of(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected dtype[height, width, channels], found f32[4]");
        assertThatThrownBy(() -> seen(Augment.crop(5, 3, 1), DType.U8))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected at most 4 pixels, found 5");
        assertThatThrownBy(() -> Augment.shift(-1, 0)).isInstanceOf(DataException.class);
    }
}
