package io.jacquard.pjrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.pjrt.Plugins.Plugin;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
    @TempDir Path home;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void setHome() {
        variables.put("HOME", home.toString());
    }

    private Settings settings() {
        return new Settings(variables, name -> properties.getOrDefault(name, ""));
    }

    /// The plugins below the home of this test; the system's own Python may have others.
    private List<Plugin> found() {
        return new Discovery(settings())
                .plugins().stream().filter(p -> p.file().startsWith(home)).toList();
    }

    private Path file(String path) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    @Test
    void thePropertyComesBeforeTheVariable() {
        properties.put("jacquard.pjrt.path", "cpu=" + home.resolve("a.so"));
        variables.put("JACQUARD_PJRT_PATH", "cpu=" + home.resolve("b.so"));

        assertThat(found())
                .containsExactly(new Plugin("cpu", home.resolve("a.so"), "jacquard.pjrt.path"));
    }

    @Test
    void aVariableNamesSeveral() {
        variables.put(
                "JACQUARD_PJRT_PATH",
                "cpu=%s%scuda=%s"
                        .formatted(home.resolve("a.so"), File.pathSeparator, home.resolve("b.so")));

        assertThat(found()).extracting(Plugin::name).containsExactly("cuda", "cpu");
    }

    @Test
    void jaxsVariableIsRead() {
        variables.put(
                "PJRT_NAMES_AND_LIBRARY_PATHS",
                "tpu:%s,cuda:%s".formatted(home.resolve("t.so"), home.resolve("c.so")));

        assertThat(found()).extracting(Plugin::name).containsExactly("tpu", "cuda");
    }

    @Test
    void entriesWithoutANameAreIgnored() {
        variables.put("JACQUARD_PJRT_PATH", "=x.so" + File.pathSeparator + "y.so");

        assertThat(found()).isEmpty();
    }

    @Test
    void packagesOfPythonAreSeen() throws IOException {
        String packages = "env/lib/python3.12/site-packages/";
        Path cuda = file(packages + "jax_plugins/xla_cuda13/xla_cuda_plugin.so");
        Path cpu = file(packages + "xla_plugins/xla_cpu_pjrt/xla_cpu_pjrt.so");
        Path tpu = file(packages + "libtpu/libtpu.so");
        variables.put("VIRTUAL_ENV", home.resolve("env").toString());

        assertThat(found())
                .extracting(Plugin::name, Plugin::file)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("cuda", cuda),
                        org.assertj.core.groups.Tuple.tuple("tpu", tpu),
                        org.assertj.core.groups.Tuple.tuple("cpu", cpu));
    }

    @Test
    void thePythonOnThePathIsSeen() throws IOException {
        Path python = file("opt/bin/python3");
        assertThat(python.toFile().setExecutable(true)).isTrue();
        Path cuda =
                file("opt/lib/python3.11/dist-packages/jax_plugins/xla_cuda12/xla_cuda_plugin.so");
        variables.put("PATH", home.resolve("opt/bin").toString());

        assertThat(found()).extracting(Plugin::file).containsExactly(cuda);
    }

    @Test
    void installedPluginsAreSeen() throws IOException {
        Path cpu = file(".cache/jacquard/plugins/cpu/xla_plugins/xla_cpu_pjrt/xla_cpu_pjrt.so");
        Path cuda =
                file(".cache/jacquard/plugins/cuda13/jax_plugins/xla_cuda13/xla_cuda_plugin.so");

        assertThat(Discovery.folder(settings())).isEqualTo(home.resolve(".cache/jacquard/plugins"));
        assertThat(found()).extracting(Plugin::file).containsExactly(cuda, cpu);
    }

    @Test
    void theFolderOfPluginsCanBeChosen() throws IOException {
        Path cpu = file("mine/cpu/xla_plugins/xla_cpu_pjrt/xla_cpu_pjrt.so");
        variables.put("JACQUARD_PLUGINS", home.resolve("mine").toString());

        assertThat(found()).extracting(Plugin::file).containsExactly(cpu);
    }

    @Test
    void theFirstOfAPlatformIsUsed() throws IOException {
        file(".cache/jacquard/plugins/cuda13/jax_plugins/xla_cuda13/xla_cuda_plugin.so");
        properties.put("jacquard.pjrt.path", "cuda=" + home.resolve("own.so"));

        assertThat(found()).extracting(Plugin::file).containsExactly(home.resolve("own.so"));
    }

    @Test
    void nvidiasLibrariesBesideAPluginAreLoadedInOrder() throws IOException {
        Path plugin = file("root/jax_plugins/xla_cuda13/xla_cuda_plugin.so");
        Path cudnn = file("root/nvidia/cudnn/lib/libcudnn.so.9");
        file("root/nvidia/cudnn/lib/libcudnn_graph.so.9");
        Path cublas = file("root/nvidia/cu13/lib/libcublas.so.13");
        Path lt = file("root/nvidia/cu13/lib/libcublasLt.so.13");
        Path runtime = file("root/nvidia/cu13/lib/libcudart.so.13");

        assertThat(CudaLibraries.beside(plugin)).containsExactly(runtime, lt, cublas, cudnn);
        assertThat(CudaLibraries.beside(home.resolve("x.so"))).isEmpty();
    }

    @Test
    void optionsOfAClientAreReadByTheirKinds() {
        properties.put(
                "jacquard.pjrt.options",
                "cuda.preallocate=true, cuda.memory_fraction=0.5,cuda.node_id=3,cuda.allocator=bfc,cpu.x=1");

        assertThat(ClientOptions.of("cuda", settings()))
                .isEqualTo(
                        Map.of(
                                "platform_name",
                                "cuda",
                                "preallocate",
                                true,
                                "memory_fraction",
                                0.5f,
                                "node_id",
                                3L,
                                "allocator",
                                "bfc"));
        assertThat(ClientOptions.of("cpu", settings()))
                .isEqualTo(Map.of("cpu_device_count", 1L, "x", 1L));
    }

    @Test
    void flagsOfCompilationsAreOursAndTheUsers() {
        properties.put("jacquard.xla.flags", "xla_dump_to=/tmp/x");

        assertThat(CompileFlags.of("cpu", settings()))
                .isEqualTo(Map.of("xla_cpu_enable_fast_min_max", false, "xla_dump_to", "/tmp/x"));
        assertThat(CompileFlags.of("cuda", settings())).isEqualTo(Map.of("xla_dump_to", "/tmp/x"));
    }
}
