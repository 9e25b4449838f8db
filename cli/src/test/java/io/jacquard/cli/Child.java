package io.jacquard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The command in a process of its own.
record Child(Process process, Path log) {
    /// Starts a command; what it prints goes to a file.
    static Child start(Path log, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.add("--enable-native-access=ALL-UNNAMED");
        all.add("--add-modules=jdk.incubator.vector");
        all.add("-XX:+UseSerialGC");
        all.add("-Djava.awt.headless=true");
        all.add("-cp");
        all.add(System.getProperty("java.class.path"));
        all.add("io.jacquard.cli.Main");
        all.addAll(List.of(arguments));
        var builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.redirectOutput(log.toFile()).environment().putAll(environment);
        return new Child(builder.start(), log);
    }

    /// Waits until a run has written that many lines of its log.
    void awaitLines(Path folder, int lines) throws IOException, InterruptedException {
        Path metrics = folder.resolve("metrics.jsonl");
        while (process.isAlive()
                && (!Files.exists(metrics) || Files.readAllLines(metrics).size() < lines)) {
            Thread.sleep(20);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("ended before its time: " + text());
        }
    }

    /// What it printed.
    String text() throws IOException {
        return Files.readString(log);
    }
}
