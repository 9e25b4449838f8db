package io.jacquard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final String README = House.read(House.ROOT.resolve("README.md"));

    @Test
    void showsTheProgramThatConsumersRun() {
        var program = House.read(House.ROOT.resolve("it/program/Digits.java"));
        var shown = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(README);

        assertThat(shown.find()).isTrue();
        assertThat(shown.group(1)).isEqualTo(program);
    }

    @Test
    void namesTheCommandThatCiRuns() {
        var last = House.read(House.ROOT.resolve(".ci/run")).lines().toList().getLast();

        assertThat(last).isEqualTo("exec mvn verify");
        assertThat(README).contains("\nmvn verify ");
    }

    @Test
    void namesThePresentVersion() {
        var pom = House.read(House.ROOT.resolve("bom/pom.xml"));
        var version = Pattern.compile("<version>(.*?)</version>").matcher(pom);

        assertThat(version.find()).isTrue();
        assertThat(README).contains("<version>" + version.group(1) + "</version>");
    }
}
