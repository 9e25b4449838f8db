package io.jacquard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;

/// `shell`: JShell with all of Jacquard imported.
@Command(
        name = "shell",
        description = "Starts JShell with all of Jacquard imported; /exit leaves it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ShellCommand implements Callable<Integer> {
    private static final String STARTUP =
            """
            import module java.base;
            import io.jacquard.data.*;
            import io.jacquard.data.image.*;
            import io.jacquard.ir.*;
            import io.jacquard.models.resnet.*;
            import io.jacquard.nn.*;
            import io.jacquard.nn.checkpoint.*;
            import io.jacquard.nn.init.*;
            import io.jacquard.nn.layer.*;
            import io.jacquard.nn.loss.*;
            import io.jacquard.recipe.*;
            import io.jacquard.runtime.*;
            import io.jacquard.tensor.*;
            import io.jacquard.train.*;
            import io.jacquard.train.metric.*;
            import io.jacquard.train.optimizer.*;
            import io.jacquard.train.schedule.*;
            import io.jacquard.trust.explain.*;
            """;

    private final Session session;

    ShellCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Path startup = Files.createTempFile("jacquard", ".jsh");
        try {
            Files.writeString(startup, STARTUP);
            return JavaShellToolBuilder.builder()
                    .in(session.in(), null)
                    .out(session.out())
                    .err(session.err())
                    .start(arguments(startup));
        } finally {
            Files.deleteIfExists(startup);
        }
    }

    private static String[] arguments(Path startup) throws IOException {
        return new String[] {
            "--class-path",
            System.getProperty("java.class.path"),
            "--startup",
            startup.toString(),
            "-R--enable-native-access=ALL-UNNAMED",
            "-R--add-modules=jdk.incubator.vector",
            "-R-Djava.awt.headless=true"
        };
    }
}
