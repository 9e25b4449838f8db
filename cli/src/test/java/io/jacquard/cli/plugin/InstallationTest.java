package io.jacquard.cli.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.cli.plugin.Installation.State;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir private Path temporary;
    private final List<String> notes = new ArrayList<>();
    private Path root;
    private FakeWheels wheels;
    private WheelFolder source;
    private Installation installation;

    @BeforeEach
    void prepare() {
        root = temporary.resolve("plugins");
        wheels = new FakeWheels(temporary.resolve("wheels"));
        source = new WheelFolder(wheels.folder());
        installation = new Installation(root, notes::add);
    }

    private List<String> visible() throws IOException {
        try (Stream<Path> places = Files.list(root)) {
            return places.map(place -> place.getFileName().toString())
                    .filter(name -> !name.equals(".lock"))
                    .toList();
        }
    }

    @Test
    void wheelsAreUnpackedSideBySide() throws IOException {
        var plugin = wheels.plugin();
        assertThat(installation.state(plugin)).isEqualTo(State.ABSENT);

        var place = installation.install(plugin, source);

        assertThat(place).isEqualTo(root.resolve("x"));
        assertThat(place.resolve("plugins/x/x.so")).hasContent("plugins/x/x.so");
        assertThat(place.resolve("a/lib/lib.so")).hasContent("a/lib/lib.so");
        assertThat(place.resolve("x_two-2.0.dist-info/RECORD")).exists();
        assertThat(place.resolve("a/bin/tool")).isExecutable();
        assertThat(installation.state(plugin)).isEqualTo(State.INSTALLED);
        assertThat(visible()).containsExactly("x");
        assertThat(notes).contains("unpacking x_one-1.0-py3-none-any.whl");
    }

    @Test
    void otherWheelsReplaceTheInstalledOnes() throws IOException {
        installation.install(wheels.plugin(), source);
        var newer = wheels.plugin(wheels.wheel("x-one", "1.1", "plugins/x/x.so"));
        assertThat(installation.state(newer)).isEqualTo(State.OTHER);

        var place = installation.install(newer, source);

        assertThat(installation.state(newer)).isEqualTo(State.INSTALLED);
        assertThat(place.resolve("a")).doesNotExist();
        assertThat(visible()).containsExactly("x");
    }

    @Test
    void aWheelWithAnotherSumIsRefused() throws IOException {
        var plugin = wheels.plugin();
        var two = plugin.wheels().getLast();
        Files.writeString(wheels.folder().resolve(two.file()), "changed");

        assertThatThrownBy(() -> installation.install(plugin, source))
                .isInstanceOf(PluginException.class)
                .hasMessageMatching(
                        """
                        x_two-2.0-py3-none-any.whl: not the wheel that it should be
                          .*wheels has one of 7 bytes with SHA-256 [0-9a-f]{64}
                          expected %d bytes with SHA-256 %s
                          nothing was installed; .*\
                        """
                                .formatted(two.bytes(), two.sha256()));

        assertThat(installation.state(plugin)).isEqualTo(State.ABSENT);
        assertThat(wheels.folder().resolve(two.file())).exists();
    }

    @Test
    void anEntryThatLeadsOutOfTheFolderIsRefused() throws IOException {
        for (String name : List.of("../../../../out", "/out", "..", "a/../..")) {
            var plugin = wheels.plugin(wheels.wheel("x-one", "1.0", "plugins/x/x.so", name));

            assertThatThrownBy(() -> installation.install(plugin, source))
                    .as(name)
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining("an entry leads out of the plugin's folder")
                    .hasMessageContaining(name);
            assertThat(installation.state(plugin)).isEqualTo(State.ABSENT);
        }
        assertThat(temporary.resolve("out")).doesNotExist();
    }

    @Test
    void wheelsWithoutTheLibraryAreRefused() throws IOException {
        var plugin = wheels.plugin(wheels.wheel("x-one", "1.0", "plugins/x/y.so"));

        assertThatThrownBy(() -> installation.install(plugin, source))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("expected plugins/x/x.so");
    }

    @Test
    void aFolderWithoutTheWheelSaysHowToGetIt() throws IOException {
        var plugin = wheels.plugin();
        Files.delete(wheels.folder().resolve("x_two-2.0-py3-none-any.whl"));

        assertThatThrownBy(() -> installation.install(plugin, source))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("x_two-2.0-py3-none-any.whl: the wheel is not in the folder")
                .hasMessageContaining("pip download")
                .hasMessageContaining("x-two==2.0");
    }

    @Test
    void whatAnInterruptionLeftIsOvercome() throws IOException {
        var plugin = wheels.plugin();
        var part = root.resolve(".x.part");
        Files.createDirectories(part.resolve("files/plugins/x"));
        Files.writeString(part.resolve("files/left"), "half");
        Files.createDirectories(part.resolve("wheels"));
        var one = plugin.wheels().getFirst().file();
        Files.move(wheels.folder().resolve(one), part.resolve("wheels").resolve(one));
        var two = plugin.wheels().getLast().file();
        Files.writeString(part.resolve("wheels").resolve(two), "half");

        var place = installation.install(plugin, source);

        assertThat(notes).contains(one + ": is here from before");
        assertThat(place.resolve("left")).doesNotExist();
        assertThat(installation.state(plugin)).isEqualTo(State.INSTALLED);
        assertThat(visible()).containsExactly("x");
    }

    @Test
    void aSecondInstallationAtTheSameTimeIsRefused() throws IOException {
        var plugin = wheels.plugin();
        Files.createDirectories(root);
        try (var channel =
                        FileChannel.open(
                                root.resolve(".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = channel.lock()) {

            assertThatThrownBy(() -> installation.install(plugin, source))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining("another process is installing");
        }
        assertThat(installation.state(plugin)).isEqualTo(State.ABSENT);
    }

    @Test
    void aDiskThatIsTooSmallIsToldBefore() throws IOException {
        var plugin =
                wheels.plugin(
                        new Wheel("x-one", "1.0", "x.whl", "0".repeat(64), 1, Long.MAX_VALUE / 2));

        assertThatThrownBy(() -> installation.install(plugin, source))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("the disk is too small");
    }

    @Test
    void removingLeavesNothing() throws IOException {
        var plugin = wheels.plugin();
        assertThat(installation.remove("x")).isFalse();
        installation.install(plugin, source);
        Files.writeString(
                Files.createDirectories(root.resolve(".x.part")).resolve("left"), "half", UTF_8);

        assertThat(installation.remove("x")).isTrue();

        assertThat(visible()).isEmpty();
        assertThat(installation.state(plugin)).isEqualTo(State.ABSENT);
    }
}
