package io.jacquard.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MnistFileTest {
    @ParameterizedTest
    @CsvSource({
        "TRAIN_IMAGES, 6bbc9ace898e44ae57da46a324031adb, 47040016",
        "TRAIN_LABELS, a25bea736e30d166cdddb491f175f624, 60008",
        "TEST_IMAGES, 2646ac647ad5339dbf082846283269ea, 7840016",
        "TEST_LABELS, 27ae3e4e09519cfbb04c329615203637, 10008",
    })
    void contentsAreThePublishedOnes(MnistFile file, String md5, int size)
            throws IOException, NoSuchAlgorithmException {
        try (var stream = file.open()) {
            var bytes = stream.readAllBytes();
            var digest = MessageDigest.getInstance("MD5").digest(bytes);

            assertThat(bytes).hasSize(size);
            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(md5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void classLoaderFindsTheFileByName(MnistFile file) {
        var loader = getClass().getClassLoader();

        assertThat(loader.getResource("io/jacquard/mnist/" + file.fileName())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void compressedFormIsGzip(MnistFile file) throws IOException {
        try (var stream = file.openCompressed()) {
            assertThat(stream.readNBytes(2)).containsExactly(0x1f, 0x8b);
        }
    }
}
