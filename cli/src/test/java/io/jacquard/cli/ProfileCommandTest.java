package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
    @TempDir private Path folder;

    private Typed profile(String... more) {
        return profile(folder.resolve("step.svg"), more);
    }

    private static Typed profile(Path out, String... more) {
        var all = new java.util.ArrayList<>(List.of("profile", "mnist"));
        all.addAll(List.of("--set", "data.train_limit=64", "--set", "data.test_limit=64"));
        all.addAll(List.of("--steps", "3", "--warm-up", "0"));
        all.addAll(List.of("--out", out.toString()));
        all.addAll(List.of(more));
        return Typed.of(all.toArray(String[]::new));
    }

    @Test
    void theItemsOfAStepAreMeasuredAndDrawn() throws Exception {
        Typed answer = profile("--device", "cpu", "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        String json = answer.out();
        assertThat(json)
                .startsWith("{\"recipe\": \"mnist\", \"device\": \"cpu\", \"batch\": 32, ")
                .contains("\"name\": \"[32, 784] x [784, 256] + bias, relu\"", "\"peak\": ");
        List<Double> items = all("us", json);
        double sum = items.stream().mapToDouble(us -> us).sum();
        assertThat(items).isNotEmpty().allMatch(us -> us > 0);
        assertThat(all("parts_us", json).getFirst()).isCloseTo(sum, within(1e-6 * sum));
        assertThat(all("step_us", json).getFirst()).isPositive();
        assertThat(all("limit_us", json).getFirst()).isPositive();
        assertThat(all("share", json).stream().mapToDouble(x -> x).sum())
                .isCloseTo(1, within(1e-6));

        var svg =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(folder.resolve("step.svg").toFile());
        assertThat(svg.getElementsByTagName("rect").getLength()).isGreaterThan(items.size());
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("a training step of mnist, batch 32", "of the roof");
    }

    private static List<Double> all(String key, String json) {
        return Pattern.compile("\"%s\": ([-0-9.E]+)".formatted(key))
                .matcher(json)
                .results()
                .map(m -> Double.valueOf(m.group(1)))
                .toList();
    }

    @Test
    void theTableSaysWhatThePartsMakeOfTheWhole() {
        Typed answer = profile("--device", "cpu");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("GF/s", "by kind: ", "a whole step takes ", "roofs of this run: ")
                .contains("memory: parameters 0.94, optimizer state 1.88")
                .contains("picture in " + folder.resolve("step.svg"));
    }

    @Test
    void aDeviceThatCannotSaysSoAtOnce() {
        Typed answer = profile("--device", "reference");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .contains("the device 'reference' cannot measure the items of a step")
                .contains("use --device cpu")
                .doesNotContain("bug in Jacquard");
        assertThat(folder.resolve("step.svg")).doesNotExist();
    }

    @Test
    void aPictureThatCannotBeWrittenIsNamed() throws Exception {
        Files.createFile(folder.resolve("file"));
        Path out = folder.resolve("file").resolve("step.svg");

        Typed answer = profile(out, "--device", "cpu");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).contains(out.toString()).doesNotContain("bug in Jacquard");
    }
}
