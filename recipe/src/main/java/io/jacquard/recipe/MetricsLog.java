package io.jacquard.recipe;

import io.jacquard.train.Callback;
import io.jacquard.train.Epoch;
import io.jacquard.train.Report;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The file `metrics.jsonl`: a line every few steps and one every epoch, each on the disk before
/// training goes on.
final class MetricsLog implements Callback, AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private MetricsLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Opens the log, without the lines after a step: those of an interrupted run that will come
    /// again.
    ///
    /// @param step steps that were saved
    static MetricsLog open(Path file, long step) {
        try {
            List<String> kept = new ArrayList<>();
            if (Files.exists(file)) {
                for (String line : Files.readString(file).lines().toList()) {
                    if (isWhole(line) && stepOf(line) <= step) {
                        kept.add(line);
                    }
                }
            }
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING);
            MetricsLog log = new MetricsLog(file, channel);
            for (String line : kept) {
                log.line(line);
            }
            return log;
        } catch (IOException e) {
            throw RecipeException.content(
                    "cannot write %s: %s".formatted(file, RunFiles.reason(e)));
        }
    }

    // The last line of a killed run may be cut.
    private static boolean isWhole(String line) {
        return line.startsWith("{") && line.endsWith("}");
    }

    private static long stepOf(String line) {
        Object step = Yaml.tree("metrics.jsonl", line).getOrDefault("step", 0);
        return step instanceof Number n ? n.longValue() : 0;
    }

    /// The epoch lines of a log, as trees.
    static List<Map<String, Object>> epochs(Path file) {
        try {
            return Files.readString(file)
                    .lines()
                    .filter(l -> isWhole(l) && l.contains("\"train\": {"))
                    .map(l -> Yaml.tree(file.toString(), l))
                    .toList();
        } catch (IOException e) {
            throw RecipeException.content("cannot read %s: %s".formatted(file, RunFiles.reason(e)));
        }
    }

    @Override
    public Verdict onProgress(Progress p) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("step", p.step());
        m.put("epoch", p.epoch());
        m.put("loss", p.loss());
        m.put("rate", p.rate());
        line(Json.text(m));
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict onEpoch(Epoch e) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("step", e.step());
        m.put("epoch", e.number());
        m.put("train", tree(e.train()));
        e.validation().ifPresent(v -> m.put("validation", tree(v)));
        m.put("seconds", e.seconds());
        line(Json.text(m));
        return Verdict.CONTINUE;
    }

    /// A report as a tree: loss and metrics.
    static Map<String, Object> tree(Report r) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("loss", r.loss());
        m.putAll(r.metrics());
        return m;
    }

    private void line(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw RecipeException.content(
                    "cannot write %s: %s; what was saved before stays"
                            .formatted(file, RunFiles.reason(e)));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw RecipeException.content(
                    "cannot close %s: %s".formatted(file, RunFiles.reason(e)));
        }
    }
}
