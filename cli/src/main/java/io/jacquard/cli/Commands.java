package io.jacquard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jacquard.recipe.DataFolders;
import io.jacquard.recipe.Recipe;
import io.jacquard.recipe.Suggestion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// All commands, and how one is run. A command's class is loaded only if it is the one wanted.
final class Commands {
    /// Exit code of a command that did what it should.
    static final int DONE = 0;

    /// Exit code when a file, a folder or a device is not as it must be.
    static final int FAILED = 1;

    /// Exit code when what was typed is wrong.
    static final int TYPED = 2;

    /// Message of an exception that says that a command is missing.
    static final String NO_COMMAND = "no command";

    private static final Map<String, Function<Session, Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("train", TrainCommand::new);
        ALL.put("resume", ResumeCommand::new);
        ALL.put("evaluate", EvaluateCommand::new);
        ALL.put("predict", PredictCommand::new);
        ALL.put("embed", EmbedCommand::new);
        ALL.put("generate", GenerateCommand::new);
        ALL.put("explain", ExplainCommand::new);
        ALL.put("shell", ShellCommand::new);
        ALL.put("data", DataCommand::new);
        ALL.put("devices", DevicesCommand::new);
        ALL.put("doctor", DoctorCommand::new);
        ALL.put("plugin", PluginCommand::new);
        ALL.put("bench", BenchCommand::new);
        ALL.put("profile", ProfileCommand::new);
    }

    private Commands() {}

    /// What is typed before a command's name.
    @Command(
            name = "jacquard",
            description = "Deep learning for the JVM.",
            synopsisSubcommandLabel = "COMMAND",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footer = {
                "",
                "Exit codes: 0 done, 1 a file, folder or device is not as it must be, 2 what was"
                        + " typed is wrong, 130 interrupted.",
                "Begin with: ./jacquard train mnist"
            })
    private static final class Jacquard implements Runnable {
        private final Session session;

        Jacquard(Session session) {
            this.session = session;
        }

        @Override
        public void run() {
            CommandLine line = new CommandLine(this);
            throw new ParameterException(prepared(line, session, ""), NO_COMMAND);
        }
    }

    /// Runs a command.
    ///
    /// @return the exit code
    static int run(Session session, String... arguments) {
        String wanted = arguments.length > 0 ? arguments[0] : "";
        CommandLine line = prepared(new CommandLine(new Jacquard(session)), session, wanted);
        return line.execute(arguments);
    }

    private static CommandLine prepared(CommandLine line, Session session, String wanted) {
        ALL.forEach((name, maker) -> {
            if (name.equals(wanted) || !ALL.containsKey(wanted)) {
                line.addSubcommand(name, maker.apply(session));
            }
        });
        Help.Ansi ansi = session.colored() ? Help.Ansi.ON : Help.Ansi.OFF;
        return line.setColorScheme(Help.defaultColorScheme(ansi))
                .setOut(new PrintWriter(session.out(), true, UTF_8))
                .setErr(new PrintWriter(session.err(), true, UTF_8))
                .registerConverter(Path.class, Commands::path)
                .setParameterExceptionHandler((e, _) -> mistyped(session, e))
                .setExecutionExceptionHandler((e, _, _) -> Failure.of(e).report(session));
    }

    /// The path that was typed, `~` being the user's home.
    static Path path(String typed) {
        if (typed.isBlank()) {
            throw new TypeConversionException("an empty path");
        }
        return DataFolders.path(typed);
    }

    /// The recipe that was typed, by name or as a path, with changed settings.
    static Recipe recipe(String typed, List<String> changes) {
        return Recipe.of(typed.startsWith("~") ? path(typed).toString() : typed).with(changes);
    }

    /// The name of a recipe as a part of a file's name.
    static String fileName(Recipe recipe) {
        return recipe.name().replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static int mistyped(Session session, ParameterException e) {
        CommandLine line = e.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        session.note(message(e));
        session.note("  see '%s --help'".formatted(name.replaceFirst("^jacquard", "./jacquard")));
        return TYPED;
    }

    private static String message(ParameterException e) {
        CommandLine line = e.getCommandLine();
        List<String> commands = List.copyOf(line.getSubcommands().keySet());
        if (e instanceof UnmatchedArgumentException u && !u.getUnmatched().isEmpty()) {
            String wrong = u.getUnmatched().getFirst();
            boolean command = !commands.isEmpty() && !wrong.startsWith("-");
            List<String> known = command ? commands : options(line);
            String kind = command ? "command" : wrong.startsWith("-") ? "option" : "argument";
            String end = command ? "; there are " + known : "";
            return "no %s '%s'%s%s".formatted(kind, wrong, Suggestion.text(wrong, known), end);
        }
        String text = String.valueOf(e.getMessage());
        return text.equals(NO_COMMAND) ? text + "; there are " + commands : text;
    }

    private static List<String> options(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .toList();
    }
}
