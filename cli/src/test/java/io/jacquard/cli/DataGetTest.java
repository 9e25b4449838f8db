package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jacquard.data.DataFolder;
import io.jacquard.data.Downloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `data get` from a server on this machine that has the real files: their sums are known.
@Timeout(120)
class DataGetTest {
    private static final String SET = "fashion-mnist";
    private static final String LARGEST = "train-images-idx3-ubyte.gz";

    @TempDir private Path folder;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Path real;
    private boolean cut;

    @BeforeEach
    void startServer() throws IOException {
        real = DataFolder.of(SET);
        String missing = "the data set %s is missing: no folder %s".formatted(SET, real);
        if (!Files.isDirectory(real) && "true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        assumeTrue(Files.isDirectory(real), missing);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sets/" + SET + "/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.stop(0);
        }
    }

    private String address() {
        return "http://%s:%d/sets"
                .formatted(
                        InetAddress.getLoopbackAddress().getHostAddress(),
                        server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = Path.of(exchange.getRequestURI().getPath()).getFileName().toString();
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(range == null ? name : name + " " + range);
        byte[] all = Files.readAllBytes(real.resolve(name));
        int from = 0;
        if (range != null) {
            from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes %d-%d/%d".formatted(from, all.length - 1, all.length));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, all.length - from);
        int length = cut ? Math.min(1_000_000, all.length - from) : all.length - from;
        exchange.getResponseBody().write(all, from, length);
        // Closing before all bytes are sent breaks the connection off.
        exchange.close();
    }

    private void assertAllThere(Path root) throws IOException {
        try (Stream<Path> files = Files.list(real)) {
            for (Path file : files.toList()) {
                assertThat(root.resolve(SET).resolve(file.getFileName()))
                        .hasSameBinaryContentAs(file);
            }
        }
        try (Stream<Path> got = Files.list(root.resolve(SET))) {
            assertThat(got).hasSize(4);
        }
    }

    private Typed get(Path to) {
        return Typed.of("data", "get", SET, "--from", address(), "--to", to.toString());
    }

    @Test
    void aSetIsDownloadedOnceAndItsFolderPrinted() throws IOException {
        var answer = get(folder);

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).isEqualTo(SET + "\t" + folder.resolve(SET) + "\n");
        assertThat(answer.err()).contains(LARGEST + ": 50 %", LARGEST + ": 100 %");
        assertAllThere(folder);
        assertThat(asked).hasSize(4);

        assertThat(get(folder).code()).isZero();
        assertThat(asked).hasSize(4);
    }

    @Test
    void aDownloadThatBrokeOffGoesOnWithTheSameCommand() throws IOException {
        cut = true;
        var broken = get(folder);
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err())
                .contains("the transfer broke off", "try again")
                .doesNotContain("\tat ");
        cut = false;
        asked.clear();

        var answer = get(folder);

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(asked).anyMatch(a -> a.endsWith(" bytes=3000000-"));
        assertAllThere(folder);
    }

    @Test
    void addressAndFolderComeFromTheEnvironment() throws IOException, InterruptedException {
        var log = folder.resolve("log");
        var root = folder.resolve("sets");

        var child =
                Child.start(
                        log,
                        Map.of(Downloads.SETTING, address(), "JACQUARD_DATA", root.toString()),
                        "data",
                        "get",
                        SET);

        assertThat(child.process().waitFor()).as(child.text()).isZero();
        assertThat(child.text()).endsWith(SET + "\t" + root.resolve(SET) + "\n");
        assertAllThere(root);
    }
}
