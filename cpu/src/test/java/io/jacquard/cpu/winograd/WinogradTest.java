package io.jacquard.cpu.winograd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.onednn.Convolution;
import io.jacquard.cpu.onednn.Onednn;
import io.jacquard.cpu.onednn.Window;
import io.jacquard.cpu.team.Phase;
import io.jacquard.cpu.team.Team;
import io.jacquard.cpu.team.Turn;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WinogradTest {
    /// The root mean square of the errors, and the largest, in those of the results: five times
    /// what a sum of products in f32 has.
    private static final double MEAN_ERROR = 3e-6;

    private static final double LARGEST_ERROR = 3e-5;

    @BeforeAll
    static void load() {
        assertThat(Onednn.unavailable()).isEmpty();
    }

    /// `batch, height x width, channels before -> after, padding: top bottom left right`.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "8, 8x8, 64 -> 64, 1 1 1 1",
                "3, 13x19, 32 -> 48, 1 1 1 1",
                "6, 7x11, 48 -> 32, 0 1 2 0",
                "9, 11x7, 37 -> 41, 2 2 2 2",
                "4, 15x14, 64 -> 32, 0 0 0 0",
                "40, 3x4, 96 -> 64, 1 1 1 1",
                "2, 33x17, 32 -> 200, 2 0 1 2",
                "33, 4x4, 256 -> 128, 1 1 1 1",
                "9, 7x8, 192 -> 448, 1 1 1 1"
            })
    void isTheSumOfProducts(String text) {
        KernelCache kernels = new KernelCache(32);
        Convolution.Spec spec = spec(text);
        for (Trial.Wanted wanted : Trial.Wanted.values()) {
            try (Trial trial = new Trial(kernels, spec, wanted, Epilogue.NONE)) {
                assertClose(wanted + " of " + text, trial.run(this::shuffled), trial.expected());
                assertThat(trial.implementations()).noneMatch(name -> name.startsWith("ref"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bias", "relu", "bias relu"})
    void addsABiasAndCutsOff(String text) {
        Epilogue epilogue = new Epilogue(text.contains("bias"), text.contains("relu"));
        Convolution.Spec spec = spec("4, 10x9, 32 -> 40, 1 1 1 1");
        KernelCache kernels = new KernelCache(32);
        try (Trial trial = new Trial(kernels, spec, Trial.Wanted.RESULT, epilogue)) {
            assertClose(text, trial.run(this::shuffled), trial.expected());
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBitsWithAnyNumberOfThreadsAndEitherBody(Trial.Wanted wanted)
            throws InterruptedException {
        KernelCache kernels = new KernelCache(32);
        Convolution.Spec spec = spec("8, 18x14, 64 -> 48, 1 1 1 1");
        try (Trial trial = new Trial(kernels, spec, wanted, Epilogue.NONE)) {
            float[] alone = trial.run(this::shuffled);
            for (boolean warm : new boolean[] {false, true}) {
                if (warm) {
                    kernels.awaitWarm();
                }
                for (int threads : new int[] {1, 2, 4}) {
                    assertThat(team(trial, threads)).as("%d threads", threads).isEqualTo(alone);
                }
            }
        }
    }

    @Test
    void isNotForEverything() {
        KernelCache kernels = new KernelCache(32);
        assertThat(Winograd.forward(kernels, spec("8, 8x8, 16 -> 64, 1 1 1 1"), Epilogue.NONE))
                .as("few channels")
                .isEmpty();
        assertThat(Winograd.forward(kernels, spec("40, 2x2, 64 -> 64, 1 1 1 1"), Epilogue.NONE))
                .as("tiles that stick out")
                .isEmpty();
        assertThat(Winograd.forward(kernels, spec("1, 8x8, 64 -> 64, 1 1 1 1"), Epilogue.NONE))
                .as("few tiles")
                .isEmpty();
        Convolution.Spec spec = spec("8, 8x8, 64 -> 64, 1 1 1 1");
        Window w = new Window(8, 3, 2, 1, Window.Padding.of(1));
        assertThat(
                        Winograd.inputGradient(
                                kernels, new Convolution.Spec(8, spec.channels(), List.of(w, w))))
                .as("steps of 2")
                .isEmpty();
    }

    @Test
    void canBeSwitchedOff() {
        Convolution.Spec spec = spec("8, 8x8, 64 -> 64, 1 1 1 1");
        try {
            System.setProperty(Winograd.PROPERTY, "false");
            assertThat(Winograd.filterGradient(new KernelCache(32), spec)).isEmpty();
        } finally {
            System.clearProperty(Winograd.PROPERTY);
        }
    }

    private static float[] team(Trial trial, int threads) {
        try (Team team = new Team(threads)) {
            return trial.run(phase -> {
                try (Turn turn = team.turn()) {
                    turn.run(phase);
                }
            });
        }
    }

    private void shuffled(Phase phase) {
        List<Integer> tasks =
                Arrays.asList(IntStream.range(0, phase.tasks()).boxed().toArray(Integer[]::new));
        Collections.shuffle(tasks, new Random(3));
        tasks.forEach(phase::run);
    }

    private static Convolution.Spec spec(String text) {
        int[] n = Arrays.stream(text.split("[^0-9]+")).mapToInt(Integer::parseInt).toArray();
        Window height = Window.of(n[1], 3, new Window.Padding(n[5], n[6]));
        Window width = Window.of(n[2], 3, new Window.Padding(n[7], n[8]));
        Convolution.Channels channels = new Convolution.Channels(n[3], n[4], 1);
        return new Convolution.Spec(n[0], channels, List.of(height, width));
    }

    private static void assertClose(String what, float[] actual, double[] expected) {
        double squares = 0;
        double errors = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double error = Math.abs(actual[i] - expected[i]);
            squares += expected[i] * expected[i];
            errors += error * error;
            largest = Double.isNaN(error) ? Double.NaN : Math.max(largest, error);
        }
        double size = Math.sqrt(squares / expected.length);
        assertThat(Math.sqrt(errors / expected.length) / size).as(what).isLessThan(MEAN_ERROR);
        assertThat(largest / size).as(what).isLessThan(LARGEST_ERROR);
    }
}
