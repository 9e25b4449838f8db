package io.jacquard.cli;

import io.jacquard.recipe.Run;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `resume`: goes on with an interrupted run.
@Command(
        name = "resume",
        description = {
            "Goes on with a run that was interrupted; the result has the same bits as if it had not"
                    + " been."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ResumeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "the folder of the run")
    private Path folder = Path.of("");

    @Option(names = "--device", paramLabel = "D", description = "see 'devices' (default: the best)")
    private String device = "";

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (OpenDevice opened = OpenDevice.named(session, device);
                Run run = Run.reopen(folder, opened.device())) {
            Training training = new Training(session, folder, json);
            if (run.isFinished()) {
                session.note("the run in %s was finished before".formatted(folder));
                training.report(Run.result(folder));
                return Commands.DONE;
            }
            session.note(
                    "going on with %s on %s in %s"
                            .formatted(run.recipe().name(), opened.device().name(), folder));
            return training.run(run);
        }
    }
}
