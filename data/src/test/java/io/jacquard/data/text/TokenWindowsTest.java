package io.jacquard.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.data.Batches;
import io.jacquard.data.DataException;
import io.jacquard.data.Dataset;
import io.jacquard.tensor.Seed;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenWindowsTest {
    private static final int[] IDS = IntStream.range(0, 100).toArray();

    @Test
    void labelsAreOnePositionFurther() {
        // @start region="windows"
        Dataset pieces = TokenWindows.sideBySide(IDS, 8);
        Dataset drawn = TokenWindows.random(IDS, 8, 1000, Seed.of(1));
        // @end

        assertThat(pieces.size()).isEqualTo(12);
        assertThat(pieces.column("features").ints()).startsWith(0, 1, 2).endsWith(94, 95);
        assertThat(pieces.column("labels").ints()).startsWith(1, 2, 3).endsWith(95, 96);
        assertThat(drawn.size()).isEqualTo(1000);
        int[] features = drawn.column("features").ints();
        int[] labels = drawn.column("labels").ints();
        assertThat(IntStream.range(0, labels.length)).allMatch(i -> labels[i] == features[i] + 1);
    }

    @Test
    void everyPlaceIsDrawnAndEachEpochHasOthers() {
        Dataset drawn = TokenWindows.random(IDS, 8, 4000, Seed.of(1));
        Set<Integer> places = new HashSet<>();
        int[] features = drawn.column("features").ints();
        for (int i = 0; i < features.length; i += 8) {
            places.add(features[i]);
        }

        assertThat(places).hasSize(92).contains(0, 91);
        try (Batches first = drawn.batch(4000).batches(0);
                Batches second = drawn.batch(4000).batches(1)) {
            assertThat(first.next().features().ints())
                    .isNotEqualTo(second.next().features().ints());
        }
    }

    @Test
    void refusesTextsThatAreTooShort() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> TokenWindows.sideBySide(new int[8], 8))
                .withMessageContaining("it has no piece of 8 tokens and the one behind");
    }
}
