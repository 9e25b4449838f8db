package io.jacquard.cpu.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    private static final String CONTENT = "this stands for a library";
    private static final String SHA256 =
            "90c81906bb6b21c94136875210e807b4bdc7617f210524b5089dbdc2b185bfb1";

    @TempDir private Path temporary;
    private Optional<URLClassLoader> loader = Optional.empty();

    @BeforeEach
    void writeTheResource() throws IOException {
        Path resource = temporary.resolve("jar").resolve("lib").resolve("libx.so");
        Files.createDirectories(resource.getParent());
        Files.writeString(resource, CONTENT);
    }

    @AfterEach
    void closeTheLoader() throws IOException {
        if (loader.isPresent()) {
            loader.get().close();
        }
    }

    private Path folder() {
        return temporary.resolve("cache");
    }

    private NativeCache cache() throws MalformedURLException {
        loader =
                Optional.of(
                        new URLClassLoader(
                                new java.net.URL[] {temporary.resolve("jar").toUri().toURL()},
                                null));
        return new NativeCache(folder(), new ResourceFinder(loader.get(), ""));
    }

    private static Manifest.Entry entry() {
        return new Manifest.Entry("libx.so", "lib/libx.so", SHA256);
    }

    @Test
    void unpacksOnce() throws IOException {
        Path file = cache().provide(entry());
        assertThat(file).isEqualTo(folder().resolve("libx.so")).hasContent(CONTENT);
        FileTime time = Files.getLastModifiedTime(file);
        Files.delete(temporary.resolve("jar").resolve("lib").resolve("libx.so"));
        assertThat(cache().provide(entry())).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    }

    @Test
    void replacesAFileWithOtherContent() throws IOException {
        Path file = cache().provide(entry());
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
        assertThat(cache().provide(entry())).hasContent(CONTENT);
    }

    @Test
    void replacesHalfAFile() throws IOException {
        Path file = cache().provide(entry());
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 10));
        assertThat(cache().provide(entry())).hasContent(CONTENT);
    }

    @Test
    void believesNoSealOfAnotherFile() throws IOException {
        Path file = cache().provide(entry());
        Path other = temporary.resolve("other");
        Files.writeString(other, CONTENT.replace('s', 'z'));
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(cache().provide(entry())).hasContent(CONTENT);
    }

    @Test
    void removesWhatAKilledProcessLeft() throws IOException {
        Files.createDirectories(folder());
        Path leftover = Files.writeString(folder().resolve("libx.so1234.part"), "thi");
        cache().provide(entry());
        assertThat(leftover).doesNotExist();
        assertThat(folder()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void refusesALibraryOfAnotherVersion() throws IOException {
        Files.writeString(temporary.resolve("jar").resolve("lib").resolve("libx.so"), "other");
        NativeCache cache = cache();
        assertThatThrownBy(() -> cache.provide(entry()))
                .isInstanceOf(NativesUnavailableException.class)
                .hasMessageContaining("expected SHA-256 " + SHA256);
        assertThat(folder().resolve("libx.so")).doesNotExist();
    }

    @Test
    void saysWhichArtifactIsMissing() throws IOException {
        Files.delete(temporary.resolve("jar").resolve("lib").resolve("libx.so"));
        NativeCache cache = cache();
        assertThatThrownBy(() -> cache.provide(entry()))
                .isInstanceOf(NativesUnavailableException.class)
                .hasMessageContaining("not on the class path or module path")
                .hasMessageContaining("lib/libx.so");
    }

    @Test
    void saysThatTheFolderCannotBeWrittenAndHowToChooseAnother() throws IOException {
        Files.writeString(folder(), "a file where the folder should be");
        NativeCache cache = cache();
        assertThatThrownBy(() -> cache.provide(entry()))
                .isInstanceOf(NativesUnavailableException.class)
                .hasMessageContaining(folder().toString())
                .hasMessageContaining(Natives.FOLDER_VARIABLE);
    }

    @Test
    void findsTheArtifactOnTheModulePathThoughNoModuleRequiresIt() throws IOException {
        String jar =
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .filter(entry -> entry.contains("dnnl") && entry.endsWith(".jar"))
                        .findFirst()
                        .orElseThrow();
        Manifest.Entry openMp =
                Manifest.bundled().files(new Platform("linux-x86_64")).orElseThrow().getFirst();
        try (var nothing = new URLClassLoader(new java.net.URL[0], null)) {
            var thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(nothing);
            try {
                var cache = new NativeCache(folder(), new ResourceFinder(nothing, jar));
                assertThat(cache.provide(openMp)).exists();
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
