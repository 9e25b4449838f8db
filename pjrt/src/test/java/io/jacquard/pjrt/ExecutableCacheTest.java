package io.jacquard.pjrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.pjrt.client.Program;
import io.jacquard.pjrt.stablehlo.EmitOptions;
import io.jacquard.pjrt.stablehlo.StableHlo;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableCacheTest {
    private static final String PROPERTY = "jacquard.executables";
    private static final TensorType PAIR = TensorType.of(DType.F32, 2);

    @TempDir Path folder;

    @BeforeEach
    void choose() {
        XlaCpu.plugin();
        System.setProperty(PROPERTY, folder.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    private static Function negations(int count) {
        Builder b = new Builder("negations");
        Value x = b.parameter("x", PAIR);
        for (int i = 0; i < count; i++) {
            x = b.add(new Unary.Negate(), x);
        }
        return b.build(List.of(x));
    }

    /// Compiles, runs, and says where the program came from.
    private static String cause(Function function) {
        try (Device device = XlaCpu.open()) {
            return cause(device, function);
        }
    }

    private static String cause(Device device, Function function) {
        return cause(device, function, CompileOptions.standard());
    }

    private static String cause(Device device, Function function, CompileOptions options) {
        try (Executable e = device.compile(function, options);
                Buffer x = device.allocate(PAIR);
                Buffer y = device.allocate(PAIR)) {
            x.write(Literal.of(new float[] {1, 2}, 2).segment());
            e.run(List.of(x), List.of(y));
            assertThat(y.literal().floats()).containsExactly(-1, -2);
            return e.report().notes().getFirst();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void aProgramIsCompiledOnceAndLoadedAfterwards() throws IOException {
        assertThat(cause(negations(1)))
                .isEqualTo("compiled: new program, not in the cache on disk");
        assertThat(cause(negations(1))).isEqualTo("loaded from the cache on disk");
        assertThat(cause(negations(3))).startsWith("compiled: new program");
        assertThat(files()).hasSize(2).allMatch(f -> f.toString().endsWith(".xla"));
    }

    @Test
    void otherOptionsAreAnotherProgram() throws IOException {
        CompileOptions options =
                CompileOptions.standard().withFlag("xla_backend_optimization_level", "1");
        try (Device device = XlaCpu.open()) {
            assertThat(cause(device, negations(1))).startsWith("compiled: new program");
            assertThat(cause(device, negations(1), options)).startsWith("compiled: new program");
            assertThat(cause(device, negations(1), options))
                    .isEqualTo("loaded from the cache on disk");
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void aFileThatIsCutOffCostsACompilationAndIsWrittenAgain() throws IOException {
        cause(negations(1));
        byte[] whole = Files.readAllBytes(files().getFirst());
        for (int length : new int[] {0, 10, 32, whole.length / 2, whole.length - 1}) {
            Files.write(files().getFirst(), Arrays.copyOf(whole, length));

            assertThat(cause(negations(1)))
                    .as("%d bytes", length)
                    .isEqualTo("compiled: the file in the cache on disk is corrupt");
            assertThat(cause(negations(1))).isEqualTo("loaded from the cache on disk");
        }
    }

    @Test
    void aFileOfGarbageCostsACompilationAndIsWrittenAgain() throws IOException {
        cause(negations(1));
        Path file = files().getFirst();
        byte[] garbage = new byte[(int) Files.size(file)];
        new Random(1).nextBytes(garbage);
        Files.write(file, garbage);

        assertThat(cause(negations(1))).contains("corrupt");

        byte[] whole = Files.readAllBytes(file);
        whole[whole.length / 2] ^= 1;
        Files.write(file, whole);

        assertThat(cause(negations(1))).contains("corrupt");
        assertThat(cause(negations(1))).isEqualTo("loaded from the cache on disk");
    }

    @Test
    void aFileThatXlaRefusesCostsACompilationAndIsWrittenAgain() throws IOException {
        cause(negations(1));
        byte[] content = new byte[1000];
        new Random(1).nextBytes(content);
        byte[] whole = Arrays.copyOf(Digest.of(content), Digest.BYTES + content.length);
        System.arraycopy(content, 0, whole, Digest.BYTES, content.length);
        Files.write(files().getFirst(), whole);

        assertThat(cause(negations(1)))
                .startsWith("compiled: XLA refuses the file in the cache on disk: ");
        assertThat(cause(negations(1))).isEqualTo("loaded from the cache on disk");
    }

    @Test
    void whatAKilledProcessLeftIsNotRead() throws IOException {
        cause(negations(1));
        Path file = files().getFirst();
        Path left = Files.write(folder.resolve("left.part"), new byte[100]);
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        Files.delete(file);

        assertThat(cause(negations(1))).startsWith("compiled: new program");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aFolderThatCannotBeUsedCostsCompilationsOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        System.setProperty(PROPERTY, file.toString());

        assertThat(cause(negations(1))).startsWith("compiled: ");
        assertThat(cause(negations(1))).startsWith("compiled: ");
    }

    @Test
    void theCacheCanBeOff() throws IOException {
        System.setProperty(PROPERTY, "off");

        assertThat(cause(negations(1))).isEqualTo("compiled: the cache on disk is off");
        assertThat(files()).isEmpty();
    }

    @Test
    void flagsAreOtherPrograms() {
        cause(negations(1));
        System.setProperty("jacquard.xla.flags", "xla_cpu_enable_fast_math=true");
        try {
            assertThat(cause(negations(1))).startsWith("compiled: new program");
        } finally {
            System.clearProperty("jacquard.xla.flags");
        }
    }

    @Test
    void theOldestFilesGoWhenThereAreTooManyBytes() throws IOException {
        try (Device device = XlaCpu.open()) {
            PjrtDevice own = (PjrtDevice) device;
            String text = StableHlo.of(negations(1), EmitOptions.standard()).text();
            Program program = Program.compile(own.client(), text, own.settings(Map.of()));
            long size = program.serialized().length + Digest.BYTES;
            var small = new ExecutableCache(Optional.of(folder), 2 * size + size / 2);
            for (String key : List.of("a", "b", "c")) {
                small.store(key, program);
                Path file = folder.resolve(key + ".xla");
                Files.setLastModifiedTime(
                        file, FileTime.from(Instant.now().minusSeconds(1000 - key.charAt(0))));
            }
            own.client().lock();
            program.destroy();
            own.client().unlock();
        }

        assertThat(files()).extracting(f -> "" + f.getFileName()).containsExactly("b.xla", "c.xla");
    }
}
