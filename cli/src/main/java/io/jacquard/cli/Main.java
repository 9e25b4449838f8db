package io.jacquard.cli;

/// The `jacquard` command.
///
/// | exit code | meaning |
/// |---|---|
/// | 0 | done |
/// | 1 | a file or folder is missing or its content is wrong, a device is absent, or Jacquard failed |
/// | 2 | what was typed is wrong: a command, an option, a recipe's name, a key or value of `--set` |
/// | 130 | interrupted; the state of a run was saved first |
public final class Main {
    private Main() {}

    /// Runs a command and ends the process with its exit code.
    public static void main(String... arguments) {
        Interruption interruption = new Interruption();
        interruption.watch();
        Session session = Session.ofProcess(interruption);
        int code = Commands.run(session, arguments);
        session.out().flush();
        session.err().flush();
        interruption.end(code);
        System.exit(code);
    }
}
