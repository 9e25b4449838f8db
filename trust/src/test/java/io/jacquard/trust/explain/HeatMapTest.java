package io.jacquard.trust.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatMapTest {
    @TempDir private Path folder;

    @Test
    void joinsChannelsByTheirLargestSizeOrTheirSum() {
        Literal values = Literal.of(new float[] {1, -3, 2, 2, 0, -1}, 1, 2, 3);

        assertThat(HeatMap.largest(values).at(0, 0)).isEqualTo(3);
        assertThat(HeatMap.largest(values).at(0, 1)).isEqualTo(2);
        assertThat(HeatMap.sum(values).at(0, 0)).isEqualTo(0);
        assertThat(HeatMap.sum(values).at(0, 1)).isEqualTo(1);
    }

    @Test
    void takesValuesWithoutChannels() {
        HeatMap map = HeatMap.largest(Literal.of(new float[] {-1, 2, 3, 4, 5, 6}, 2, 3));

        assertThat(map.height()).isEqualTo(2);
        assertThat(map.width()).isEqualTo(3);
        assertThat(map.at(0, 0)).isEqualTo(1);
        assertThat(map.at(1, 2)).isEqualTo(6);
    }

    @Test
    void paintsThePictureAndTheHeatBesideIt() throws IOException {
        Literal picture = Literal.of(new float[] {0, 1, 0, 1}, 2, 2, 1);
        HeatMap map = HeatMap.sum(Literal.of(new float[] {0, 0, 2, -2}, 2, 2, 1));

        BufferedImage image = written(map, picture);

        assertThat(image.getHeight()).isEqualTo(280);
        assertThat(image.getWidth()).isEqualTo(280 + 8 + 280);
        assertThat(color(image, 0, 0)).isEqualTo(Color.BLACK);
        assertThat(color(image, 279, 0)).isEqualTo(Color.WHITE);
        assertThat(color(image, 284, 100)).isEqualTo(Color.WHITE);
        assertThat(color(image, 288, 0)).isEqualTo(Color.BLACK);
        Color inFavor = color(image, 288, 279);
        assertThat(inFavor.getRed()).isGreaterThan(200).isGreaterThan(2 * inFavor.getBlue());
        Color against = color(image, 567, 279);
        assertThat(against.getBlue()).isGreaterThan(200).isGreaterThan(2 * against.getRed());
    }

    @Test
    void mapsWithoutNegativeNumbersGoToYellow() throws IOException {
        Literal picture = Literal.zeros(TensorType.of(DType.F32, 2, 2, 3));
        HeatMap map = HeatMap.largest(Literal.of(new float[] {0, 1, 1, 1}, 2, 2));

        Color hot = color(written(map, picture), 567, 0);

        assertThat(hot.getRed()).isGreaterThan(200);
        assertThat(hot.getGreen()).isGreaterThan(200);
        assertThat(hot.getBlue()).isLessThan(100);
    }

    @Test
    void colorsOfThePictureStay() throws IOException {
        Literal picture = Literal.of(new float[] {9, -1, -1}, 1, 1, 3);
        HeatMap map = HeatMap.sum(Literal.zeros(TensorType.of(DType.F32, 1, 1)));

        assertThat(color(written(map, picture), 0, 0)).isEqualTo(Color.RED);
    }

    @Test
    void refusesValuesAndPicturesThatAreNone() {
        HeatMap map = HeatMap.sum(Literal.zeros(TensorType.of(DType.F32, 2, 3)));

        assertThatThrownBy(() -> HeatMap.sum(Literal.of(new float[4], 4)))
                .isInstanceOf(ExplanationException.class)
                .hasMessageContaining("reshape them");
        assertThatThrownBy(() -> map.write(folder.resolve("x.png"), Literal.of(new float[6], 3, 2)))
                .isInstanceOf(ExplanationException.class)
                .hasMessageContaining("expected [2, 3]");
    }

    private BufferedImage written(HeatMap map, Literal picture) throws IOException {
        Path file = folder.resolve("map.png");
        map.write(file, picture);
        return ImageIO.read(file.toFile());
    }

    private static Color color(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x, y));
    }
}
