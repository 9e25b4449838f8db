package io.jacquard.models.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextStreamTest {
    private final List<String> pieces = new ArrayList<>();

    /// Each id is one byte of UTF-8.
    private static String bytes(List<Integer> ids) {
        byte[] all = new byte[ids.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (int) ids.get(i);
        }
        return new String(all, StandardCharsets.UTF_8);
    }

    private String stream(String text, String... stops) {
        var stream = new TextStream(TextStreamTest::bytes, List.of(stops), pieces::add);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (!stream.accept(b & 0xFF)) {
                break;
            }
        }
        return stream.finish();
    }

    @Test
    void characterOfSeveralBytesWaitsForAllOfThem() {
        assertThat(stream("aé猫🐈z")).isEqualTo("aé猫🐈z");
        assertThat(pieces).containsExactly("a", "é", "猫", "🐈", "z");
    }

    @Test
    void stopWordEndsTheTextAndIsNotShown() {
        assertThat(stream("one END two", "END")).isEqualTo("one ");
        assertThat(pieces).containsExactly("o", "n", "e", " ");
    }

    @Test
    void whatOnlyBeginsLikeAStopWordIsShownLater() {
        assertThat(stream("a ENd", "END")).isEqualTo("a ENd");
        assertThat(pieces).containsExactly("a", " ", "ENd");
    }

    @Test
    void bytesThatAreNoTextAreShownAtTheEnd() {
        var stream = new TextStream(TextStreamTest::bytes, List.of(), pieces::add);
        stream.accept('a');
        stream.accept(0xE7);

        assertThat(stream.finish()).isEqualTo("a\uFFFD");
        assertThat(pieces).containsExactly("a", "\uFFFD");
    }
}
