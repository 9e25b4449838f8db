package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaxPoolGradientTest {
    @ParameterizedTest
    @CsvSource({
        // input, window, stride, low, output
        "8, 2, 2, 0, 4",
        "9, 2, 2, 0, 4",
        "9, 2, 3, 0, 3",
        "7, 3, 2, 0, 3",
        "7, 3, 2, 1, 4",
        "6, 3, 1, 1, 6",
        "12, 4, 4, 0, 3"
    })
    void givesEachGradientToTheFirstMaximum(int in, int window, int stride, int low, int out) {
        var extent = new Extent(in, window, stride, low, out);
        int channels = 19;
        int images = 2;
        Random random = new Random(in);
        try (Arena arena = Arena.ofConfined()) {
            Tensor2d x = new Tensor2d(arena, DType.F32, images * in * in, channels, 0);
            Tensor2d dy = new Tensor2d(arena, DType.F32, images * out * out, channels, 0);
            for (int r = 0; r < x.rows; r++) {
                for (int c = 0; c < channels; c++) {
                    // Few different values, so that windows have ties; now and then a NaN.
                    int v = random.nextInt(40);
                    x.f32(r, c, v == 0 ? Float.NaN : v % 4 - 2);
                }
            }
            for (int r = 0; r < dy.rows; r++) {
                for (int c = 0; c < channels; c++) {
                    dy.f32(r, c, 1 + random.nextInt(100));
                }
            }
            Tensor2d dx = new Tensor2d(arena, DType.F32, x.rows, channels, 0);
            var gradient =
                    new MaxPoolGradient(new KernelCache(4), List.of(extent, extent), channels);
            gradient.run(x.address(), dy.address(), dx.address(), 0, images);
            float[][] want = expected(extent, x, dy, images);
            for (int r = 0; r < x.rows; r++) {
                for (int c = 0; c < channels; c++) {
                    assertThat(dx.f32(r, c)).as("row %d, channel %d", r, c).isEqualTo(want[r][c]);
                }
            }
            assertThat(dx.guardsHold()).isTrue();
        }
    }

    private static float[][] expected(Extent e, Tensor2d x, Tensor2d dy, int images) {
        float[][] dx = new float[x.rows][x.columns];
        int outs = e.output();
        for (int o = 0; o < images * outs * outs; o++) {
            int top = o / outs % outs * e.stride() - e.low();
            int left = o % outs * e.stride() - e.low();
            int image = o / (outs * outs) * e.input() * e.input();
            for (int c = 0; c < x.columns; c++) {
                int best = -1;
                for (int k = 0; k < e.window() * e.window(); k++) {
                    int i = top + k / e.window();
                    int j = left + k % e.window();
                    if (i < 0 || j < 0 || i >= e.input() || j >= e.input()) {
                        continue;
                    }
                    int row = image + i * e.input() + j;
                    if (best < 0 || beats(x.f32(row, c), x.f32(best, c))) {
                        best = row;
                    }
                }
                dx[best][c] += dy.f32(o, c);
            }
        }
        return dx;
    }

    private static boolean beats(float value, float best) {
        return !Float.isNaN(best) && (Float.isNaN(value) || value > best);
    }
}
