package io.jacquard.pjrt;

import io.jacquard.pjrt.client.Client;
import io.jacquard.pjrt.client.ClientDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/// What decides, beside program and options, whether a compiled program fits: the plugin, the kind
/// of device, the processor of this machine and XLA's flags in the environment.
final class Fingerprint {
    private static final int PART = 1 << 16;
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Fingerprint() {}

    static String of(Path plugin, Client client, ClientDevice device) {
        return new Digest()
                .add(file(plugin))
                .add(client.api().versions())
                .add(client.platform())
                .add(client.platformVersion())
                .add(client.attributes().toString())
                .add(device.kind())
                .add(System.getProperty("os.arch", ""))
                .add(processor())
                .add(Settings.ofProcess().variable("XLA_FLAGS"))
                .text();
    }

    /// The file's length, beginning and end: a linker writes a digest of all into its beginning,
    /// and reading hundreds of megabytes takes longer than a program saved is worth.
    private static String file(Path plugin) {
        try (FileChannel channel = FileChannel.open(plugin)) {
            long length = channel.size();
            return new Digest()
                    .add(Long.toString(length))
                    .add(part(channel, 0))
                    .add(part(channel, Math.max(0, length - PART)))
                    .text();
        } catch (IOException e) {
            return plugin.toString();
        }
    }

    private static byte[] part(FileChannel channel, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(PART);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // Reads on until the buffer is full or the file ends.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSOR)) {
            return lines.filter(l -> l.startsWith("flags") || l.startsWith("Features"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
