package io.jacquard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.ToIntFunction;

/// What a command typed within a test answered.
record Typed(int code, String out, String err) {
    /// Runs a command.
    static Typed of(String... arguments) {
        return with(new Interruption(), "", arguments);
    }

    /// Runs a command that reads a text and may be interrupted.
    static Typed with(Interruption interruption, String in, String... arguments) {
        return calling(interruption, in, session -> Commands.run(session, arguments));
    }

    /// Calls what works with a session.
    static Typed calling(ToIntFunction<Session> command) {
        return calling(new Interruption(), "", command);
    }

    private static Typed calling(
            Interruption interruption, String in, ToIntFunction<Session> command) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code;
        try (var outPrint = new PrintStream(out, true, UTF_8);
                var errPrint = new PrintStream(err, true, UTF_8)) {
            var session =
                    new Session(
                            new ByteArrayInputStream(in.getBytes(UTF_8)),
                            outPrint,
                            errPrint,
                            false,
                            interruption);
            code = command.applyAsInt(session);
        }
        return new Typed(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
