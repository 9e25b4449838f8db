package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchCommandTest {
    @Test
    void servesABlockOfStepsForEachLineRun() {
        var answer = Typed.with(new Interruption(), "run\nrun\n", "bench", "mlp", "--serve");

        assertThat(answer.code()).as(answer.err()).isZero();
        var lines = answer.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("{\"name\": \"jacquard\"");
        assertThat(lines.get(1)).isEqualTo("ready");
        assertThat(lines.subList(2, 4))
                .allMatch(line ->
                        line.matches(
                                "\\{\"workload\": \"mlp\", \"best_ms\": \\S+,"
                                        + " \"median_ms\": \\S+, \"steps\": \\d+0}"));
    }

    @Test
    void measuresAFitOfOtherSizes() {
        var answer =
                Typed.with(
                        new Interruption(),
                        "run\n",
                        "bench",
                        "mlp",
                        "--width=16",
                        "--batch=4",
                        "--fit",
                        "--serve");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out().lines().toList().getLast())
                .startsWith("{\"workload\": \"mlp-fit\", \"best_ms\": ");
    }

    @Test
    void refusesAWidthForOtherNetworks() {
        var answer = Typed.with(new Interruption(), "", "bench", "dense", "--width=16");

        assertThat(answer.code()).isNotZero();
        assertThat(answer.err()).contains("--width is for mlp alone");
    }
}
