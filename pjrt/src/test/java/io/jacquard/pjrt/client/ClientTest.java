package io.jacquard.pjrt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.pjrt.XlaCpu;
import io.jacquard.pjrt.api.Api;
import io.jacquard.pjrt.api.Library;
import io.jacquard.pjrt.api.PjrtException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientTest {
    private static final TensorType PAIR = TensorType.of(DType.F32, 2);
    private static final String DOUBLED =
            """
            module @doubled {
              func.func public @main(%x: tensor<2xf32> {tf.aliasing_output = 0 : i32}) -> (tensor<2xf32>) {
                %0 = stablehlo.add %x, %x : tensor<2xf32>
                return %0 : tensor<2xf32>
              }
            }
            """;

    private Client client;

    @BeforeEach
    void open() {
        Api api = Library.load(XlaCpu.plugin().file(), List.of());
        client = Clients.take(api, Map.of("cpu_device_count", 2L));
    }

    @AfterEach
    void close() {
        if (client != null) {
            client.release();
        }
    }

    private long upload(float... values) {
        client.lock();
        try {
            return client.transfers()
                    .upload(client.devices().getFirst(), PAIR, Literal.of(values, 2).segment());
        } finally {
            client.unlock();
        }
    }

    private float[] read(long buffer) {
        Transfers.Download download;
        client.lock();
        try {
            download = client.transfers().begin(buffer, PAIR);
        } finally {
            client.unlock();
        }
        Literal copy = Literal.zeros(PAIR);
        client.transfers().end(download, copy.segment());
        return copy.floats();
    }

    private Program compiled(String text) {
        return compiled(client.devices().getFirst(), text, Map.of());
    }

    private Program compiled(ClientDevice device, String text, Map<String, Object> flags) {
        return Program.compile(client, text, CompileSettings.encode(device.id(), flags));
    }

    private void destroy(Program program, long... buffers) {
        client.lock();
        try {
            program.destroy();
            Arrays.stream(buffers).forEach(client::destroyBuffer);
        } finally {
            client.unlock();
        }
    }

    @Test
    void anOptionOfTheClientIsHeeded() {
        assertThat(client.devices()).hasSize(2);
        assertThat(client.platform()).isEqualTo("cpu");
        assertThat(client.attributes()).containsKey("stablehlo_current_version");
    }

    @Test
    void aDonatedBufferIsGivenAwayAndItsMemoryUsed() {
        Program program = compiled(DOUBLED);
        Launch launch = new Launch(program, 1, 1);
        long given = upload(1, 2);
        client.lock();
        long made;
        try {
            long before = client.address(given);
            launch.argument(0, given);
            launch.run();
            made = launch.result(0);
            assertThat(client.isDeleted(given)).isTrue();
            assertThat(client.address(made)).isEqualTo(before);
        } finally {
            client.unlock();
        }

        assertThat(read(made)).containsExactly(2, 4);
        assertThat(program.memory().aliased()).isEqualTo(8);
        destroy(program, given, made);
    }

    @Test
    void aProgramIsSavedAndLoaded() {
        Program first = compiled(DOUBLED);
        byte[] saved = first.serialized();
        destroy(first);
        Program again = Program.load(client, saved);
        Launch launch = new Launch(again, 1, 1);
        long given = upload(3, 4);
        client.lock();
        try {
            launch.argument(0, given);
            launch.run();
        } finally {
            client.unlock();
        }

        assertThat(read(launch.result(0))).containsExactly(6, 8);
        destroy(again, given, launch.result(0));
    }

    @Test
    void aProgramThatIsCutOffIsRefused() {
        Program first = compiled(DOUBLED);
        byte[] saved = first.serialized();
        destroy(first);

        byte[] part = Arrays.copyOf(saved, saved.length / 2);
        assertThatThrownBy(() -> Program.load(client, part)).isInstanceOf(PjrtException.class);
    }

    @Test
    void textWithAMistakeIsRefusedWithItsLine() {
        assertThatThrownBy(() -> compiled(DOUBLED.replace("add %x, %x", "add %x, %y")))
                .isInstanceOf(PjrtException.class)
                .hasMessageContaining(":3:");
    }

    @Test
    void aFlagThatXlaDoesNotKnowIsRefused() {
        assertThatThrownBy(() ->
                        compiled(
                                client.devices().getFirst(), DOUBLED, Map.of("no_such_flag", true)))
                .isInstanceOf(PjrtException.class)
                .hasMessageContaining("no_such_flag");
    }

    @Test
    void aProgramRunsOnTheDeviceItWasCompiledFor() {
        ClientDevice second = client.devices().get(1);
        Program program = compiled(second, DOUBLED, Map.of());
        Launch launch = new Launch(program, 1, 1);
        client.lock();
        long given;
        try {
            given =
                    client.transfers()
                            .upload(second, PAIR, Literal.of(new float[] {1, 2}, 2).segment());
            launch.argument(0, given);
            launch.run();
        } finally {
            client.unlock();
        }

        assertThat(read(launch.result(0))).containsExactly(2, 4);
        destroy(program, given, launch.result(0));
    }

    @Test
    void settingsOfACompilationAreWrittenAsXlaReadsThem() {
        HexFormat hex = HexFormat.of();

        assertThat(hex.formatHex(CompileSettings.encode(0, Map.of())))
                .isEqualTo("1a0f200128014a09080110011a030a0100");
        assertThat(
                        hex.formatHex(
                                CompileSettings.encode(
                                        300, Map.of("xla_cpu_enable_fast_math", true))))
                .isEqualTo(
                        "1a10200128014a0a080110011a040a02ac02"
                                + "3a1e0a18"
                                + hex.formatHex(
                                        "xla_cpu_enable_fast_math"
                                                .getBytes(StandardCharsets.US_ASCII))
                                + "12021001");
    }
}
