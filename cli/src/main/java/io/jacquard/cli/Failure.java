package io.jacquard.cli;

import io.jacquard.cli.plugin.PluginException;
import io.jacquard.data.DataException;
import io.jacquard.ir.ShapeException;
import io.jacquard.models.generate.GenerationException;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.recipe.RecipeException;
import io.jacquard.runtime.CacheFolder;
import io.jacquard.runtime.DeviceException;
import io.jacquard.train.TrainingException;
import io.jacquard.trust.explain.ExplanationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

/// Why a command failed, as its user is told: what is wrong, never a stack trace.
///
/// @param code the exit code
/// @param message what is printed
record Failure(int code, String message) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    /// The failure behind an exception. What no user can have caused is our own mistake.
    static Failure of(Throwable cause) {
        return of(cause, CacheFolder.of("logs"));
    }

    /// The failure behind an exception.
    ///
    /// @param logs the folder of the traces of our own mistakes
    static Failure of(Throwable cause, Path logs) {
        return switch (cause) {
            case RecipeException e when e.kind() == RecipeException.Kind.TYPED ->
                    new Failure(Commands.TYPED, text(e));
            case RecipeException _,
                    DataException _,
                    DeviceException _,
                    PluginException _,
                    CheckpointException _,
                    GenerationException _,
                    TrainingException _,
                    ExplanationException _ ->
                    new Failure(Commands.FAILED, text(cause));
            case ShapeException e ->
                    new Failure(
                            Commands.FAILED, "the model does not fit its data\n  " + indented(e));
            case UncheckedIOException e ->
                    new Failure(Commands.FAILED, io(Objects.requireNonNull(e.getCause())));
            case IOException e -> new Failure(Commands.FAILED, io(e));
            case OutOfMemoryError e ->
                    new Failure(
                            Commands.FAILED,
                            "out of memory (%s)\n  give Java more with JACQUARD_JAVA_OPTS=-Xmx4g, or make the batch or the model smaller"
                                    .formatted(e.getMessage()));
            default -> new Failure(Commands.FAILED, bug(cause, logs));
        };
    }

    private static String text(Throwable e) {
        return String.valueOf(e.getMessage());
    }

    private static String indented(Throwable e) {
        return text(e).replace("\n", "\n  ");
    }

    private static String io(IOException e) {
        return switch (e) {
            case NoSuchFileException n -> "no file or folder " + n.getFile();
            case FileAlreadyExistsException f -> f.getFile() + " is there already and no folder";
            case AccessDeniedException a -> "no right to use " + a.getFile();
            default -> text(e);
        };
    }

    private static String bug(Throwable cause, Path logs) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return "%s: %s\n  this is a bug in Jacquard, not your mistake; please report it with the log\n  %s"
                .formatted(
                        cause.getClass().getSimpleName(), text(cause), log(trace.toString(), logs));
    }

    private static String log(String trace, Path logs) {
        String name =
                "error-%s.log".formatted(LocalDateTime.now(ZoneId.systemDefault()).format(TIME));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
        for (Path folder : List.of(logs, temporary)) {
            try {
                Files.createDirectories(folder);
                Path file = folder.resolve(name);
                Files.writeString(file, "jacquard " + Version.number() + "\n" + trace);
                return file.toString();
            } catch (IOException e) {
                // The next folder may be writable.
            }
        }
        return trace;
    }

    /// Prints the message.
    ///
    /// @return the exit code
    int report(Session session) {
        session.note("error: " + message);
        return code;
    }
}
