package io.jacquard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadsTest {
    private static final byte[] CONTENT = new byte[200_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir Path root;

    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private byte[] served = CONTENT;
    private int cutAfter = Integer.MAX_VALUE;
    private int cuts;
    private boolean knowsRanges = true;
    private int status;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/data/small/file.bin", this::answer);
        server.createContext(
                "/moved/small/file.bin",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/data/small/file.bin");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        if (status != 0) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        int from = 0;
        if (range != null && knowsRanges) {
            from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            if (from >= served.length) {
                exchange.sendResponseHeaders(416, -1);
                exchange.close();
                return;
            }
            String content = "bytes %d-%d/%d".formatted(from, served.length - 1, served.length);
            exchange.getResponseHeaders().set("Content-Range", content);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, served.length - from);
        int to = from + Math.min(served.length - from, cutAfter);
        exchange.getResponseBody().write(served, from, to - from);
        if (to < served.length) {
            cuts++;
        }
        // Closing before all bytes are sent breaks the connection off.
        exchange.close();
    }

    private Downloads downloads(String path) {
        String address =
                "http://%s:%d/%s"
                        .formatted(
                                InetAddress.getLoopbackAddress().getHostAddress(),
                                server.getAddress().getPort(),
                                path);
        return known(address);
    }

    private static Downloads known(String address) {
        var file = new KnownFile("tiny", "small", "file.bin", CONTENT.length, sum(CONTENT));
        return new Downloads(Remote.of(address), (name, done, total) -> {}, List.of(file));
    }

    private static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path target() {
        return root.resolve("small/file.bin");
    }

    private Path part() {
        return root.resolve("small/file.bin.part");
    }

    private void writePart(int length) throws IOException {
        Files.createDirectories(part().getParent());
        Files.write(part(), Arrays.copyOf(CONTENT, length));
    }

    @Test
    void getsAFileAndReportsProgress() throws IOException {
        List<Long> seen = new ArrayList<>();
        Path folder =
                downloads("data")
                        .reporting((file, done, total) -> {
                            assertThat(file).isEqualTo("file.bin");
                            assertThat(total).isEqualTo(CONTENT.length);
                            seen.add(done);
                        })
                        .get("tiny", root);

        assertThat(folder).isEqualTo(root.resolve("small"));
        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
        assertThat(part()).doesNotExist();
        assertThat(seen).isSorted().endsWith((long) CONTENT.length);
    }

    @Test
    void leavesFilesThatAreThereAlone() {
        downloads("data").get("tiny", root);
        downloads("data/").get("tiny", root);

        assertThat(ranges).hasSize(1);
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        writePart(70_000);

        downloads("data").get("tiny", root);

        assertThat(ranges).containsExactly("bytes=70000-");
        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    }

    @Test
    void beginsAnewWhenTheServerKnowsNoRanges() throws IOException {
        knowsRanges = false;
        writePart(70_000);

        downloads("data").get("tiny", root);

        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    }

    @Test
    void takesAFinishedPartWithoutAskingAgain() throws IOException {
        writePart(CONTENT.length);

        downloads("data").get("tiny", root);

        assertThat(ranges).isEmpty();
        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    }

    @Test
    void throwsAPartAwayThatIsTooLong() throws IOException {
        Files.createDirectories(part().getParent());
        Files.write(part(), new byte[CONTENT.length + 5]);

        downloads("data").get("tiny", root);

        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    }

    @Test
    void asksAgainWhenATransferBreaksOff() throws IOException {
        cutAfter = 80_000;

        downloads("data").get("tiny", root);

        assertThat(cuts).isEqualTo(2);
        assertThat(ranges).hasSize(3).startsWith("null");
        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    }

    @Test
    void keepsWhatCameInWhenItGivesUp() throws IOException {
        cutAfter = 10_000;

        assertThatThrownBy(() -> downloads("data").get("tiny", root))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the transfer broke off")
                .hasMessageContaining("expected 200000 bytes, found 30000")
                .hasMessageContaining("goes on where it stopped");
        assertThat(target()).doesNotExist();
        cutAfter = Integer.MAX_VALUE;
        downloads("data").get("tiny", root);
        assertThat(ranges).last().isEqualTo("bytes=30000-");
        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    }

    @Test
    void refusesOtherContents() {
        served = CONTENT.clone();
        served[5] ^= 1;

        assertThatThrownBy(() -> downloads("data").get("tiny", root))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not those of the known file")
                .hasMessageContaining(
                        "expected SHA-256 " + sum(CONTENT) + ", found " + sum(served));
        assertThat(target()).doesNotExist();
        served = CONTENT;
        downloads("data").get("tiny", root);
        assertThat(target()).hasBinaryContent(CONTENT);
    }

    @Test
    void refusesFilesThatAreTooLong() {
        served = Arrays.copyOf(CONTENT, CONTENT.length + 200_000);

        assertThatThrownBy(() -> downloads("data").get("tiny", root))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("longer than the known one");
    }

    @Test
    void leavesAFileOfOtherContentsToItsOwner() throws IOException {
        Files.createDirectories(target().getParent());
        Files.writeString(target(), "mine");

        assertThatThrownBy(() -> downloads("data").get("tiny", root))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("with other contents")
                .hasMessageContaining("move it away");
        assertThat(target()).hasContent("mine");
    }

    @Test
    void namesTheAddressOfAMissingFile() {
        assertThatThrownBy(() -> downloads("elsewhere").get("tiny", root))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("/elsewhere/small/file.bin: there is no such file")
                .hasMessageContaining(Downloads.SETTING);
        assertThat(target()).doesNotExist();
    }

    @Test
    void namesTheStatusOfAFailingServer() {
        status = 503;

        assertThatThrownBy(() -> downloads("data").get("tiny", root))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("status 503");
        assertThat(ranges).hasSize(3);
    }

    @Test
    void followsRedirects() {
        downloads("moved").get("tiny", root);

        assertThat(target()).hasBinaryContent(CONTENT);
    }

    @Test
    void copiesFromAFolder(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve("small"));
        Files.write(other.resolve("small/file.bin"), CONTENT);
        writePart(1_000);

        known(other.toString()).get("tiny", root);

        assertThat(target()).hasBinaryContent(CONTENT);
        assertThatThrownBy(() -> known(other + "/none").get("tiny", root.resolve("again")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void twoAtOnceDoNotWriteTheSameFile() throws IOException {
        writePart(10);
        try (var channel =
                        java.nio.channels.FileChannel.open(
                                part(), java.nio.file.StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> downloads("data").get("tiny", root))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("is being downloaded already");
        }
    }

    @Test
    void knowsTheSetsOfTheCommandLine() {
        assertThat(Downloads.sets()).containsExactly("cifar10", "fashion-mnist");
        assertThatThrownBy(() -> Downloads.from("http://localhost/").get("imagenet", root))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "no data set 'imagenet' can be got; there are [cifar10, fashion-mnist]");
        assertThatThrownBy(() -> Downloads.from("ftp://host/").get("cifar10", root))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected http, https or a folder, found 'ftp'");
    }

    @Test
    void realSetsComeWithTheKnownSums() {
        Path sets = DataFolderOfTests.of("fashion-mnist").getParent();

        Path folder = Downloads.from(sets.toString()).get("fashion-mnist", root);

        assertThat(folder.resolve("train-images-idx3-ubyte.gz")).exists();
        Downloads.from(sets.toString()).get("cifar10", root);
        assertThat(root.resolve("cifar-10/cifar-10-jpg-train.tar.gz")).exists();
    }

    @Test
    void dataFolderComesFromTheEnvironment() {
        Path home = Path.of(System.getProperty("user.home"));

        assertThat(DataFolder.root(Map.of())).isEqualTo(home.resolve(".cache/jacquard/data"));
        assertThat(DataFolder.root(Map.of("HOME", "own")))
                .isEqualTo(Path.of("own/.cache/jacquard/data"));
        assertThat(DataFolder.root(Map.of("XDG_CACHE_HOME", "cache", "HOME", "own")))
                .isEqualTo(Path.of("cache/jacquard/data"));
        assertThat(DataFolder.root(Map.of("JACQUARD_DATA", "sets", "HOME", "own")))
                .isEqualTo(Path.of("sets"));
    }
}
