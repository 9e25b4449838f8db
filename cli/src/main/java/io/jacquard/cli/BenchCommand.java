package io.jacquard.cli;

import io.jacquard.recipe.RecipeException;
import io.jacquard.recipe.Suggestion;
import io.jacquard.runtime.Device;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench`: measures training steps and the machine.
@Command(
        name = "bench",
        description = {
            "Measures one whole training step (batch 32, f32, Adam) of an MLP or a CNN, or what"
                    + " the machine can do at most; prints a JSON line for each."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BenchCommand implements Callable<Integer> {
    private static final List<String> KNOWN = List.of("mlp", "cnn", "roofs");

    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "WORKLOAD", description = "mlp, cnn or roofs")
    private List<String> workloads = List.of();

    @Option(names = "--device", paramLabel = "D", description = "see 'devices' (default: the best)")
    private String device = "";

    @Option(
            names = "--serve",
            description = {
                "print 'ready', then measure half a second for each line 'run' of the input"
            })
    private boolean serve;

    @SuppressWarnings("UnusedVariable") // what is printed is JSON in any case
    @Option(names = "--json", description = "print JSON, which it is in any case")
    private boolean json;

    BenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        workloads.forEach(BenchCommand::check);
        if (serve && (workloads.size() > 1 || workloads.contains("roofs"))) {
            throw RecipeException.typed("--serve measures one workload, mlp or cnn");
        }
        try (OpenDevice opened = OpenDevice.named(session, device)) {
            for (String workload : workloads) {
                run(workload, opened.device());
            }
            return Commands.DONE;
        }
    }

    private static void check(String workload) {
        if (!KNOWN.contains(workload)) {
            throw RecipeException.typed(
                    "no workload '%s'%s; there are %s"
                            .formatted(workload, Suggestion.text(workload, KNOWN), KNOWN));
        }
    }

    private void run(String workload, Device on) {
        switch (workload) {
            case "roofs" -> {
                new Roofs(session).matmul(on);
                new Roofs(session).memory();
            }
            case "mlp" -> steps(Workload.mlp(), on);
            default -> steps(Workload.cnn(), on);
        }
    }

    private void steps(Workload workload, Device on) {
        StepBench bench = new StepBench(session, workload, on);
        if (serve) {
            bench.serve();
        } else {
            bench.once();
        }
    }
}
