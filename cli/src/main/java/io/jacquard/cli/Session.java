package io.jacquard.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/// What a command works with besides what was typed.
///
/// @param in what is typed while it runs
/// @param out takes results
/// @param err takes progress and errors
/// @param terminal true if a person is looking
/// @param interruption tells when the process is asked to end
record Session(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Interruption interruption) {
    /// The session of this process.
    static Session ofProcess(Interruption interruption) {
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new Session(System.in, System.out, System.err, terminal, interruption);
    }

    /// Whether text may be colored: a person is looking who has not said NO_COLOR.
    boolean colored() {
        Map<String, String> env = System.getenv();
        boolean refused = !env.getOrDefault("NO_COLOR", "").isEmpty();
        return terminal && !refused && !"dumb".equals(env.get("TERM"));
    }

    /// Prints a line of the result.
    void result(String line) {
        out.println(line);
        out.flush();
    }

    /// Prints a line beside the result.
    void note(String line) {
        err.println(line);
        err.flush();
    }
}
