package io.jacquard.cli;

import io.jacquard.recipe.RecipeException;
import io.jacquard.recipe.Suggestion;
import io.jacquard.runtime.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench`: measures training steps and the machine.
@Command(
        name = "bench",
        description = {
            "Measures one whole training step (f32) of a network, or what the machine can do at"
                    + " most; prints a JSON line for each."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BenchCommand implements Callable<Integer> {
    private static final String ROOFS = "roofs";
    private static final String MLP = "mlp";

    private final Session session;

    @Parameters(
            arity = "1..*",
            paramLabel = "WORKLOAD",
            description = "mlp, cnn, dense, bncnn, resnet18, resnet18-cifar or roofs")
    private List<String> workloads = List.of();

    @Option(names = "--device", paramLabel = "D", description = "see 'devices' (default: the best)")
    private String device = "";

    @Option(
            names = "--serve",
            description = {
                "print 'ready', then measure half a second for each line 'run' of the input"
            })
    private boolean serve;

    @Option(names = "--batch", paramLabel = "N", description = "other batch size, from 1")
    private int batch;

    @Option(names = "--width", paramLabel = "W", description = "mlp as 784-W-W/2-10, W from 2")
    private int width;

    @Option(
            names = "--fit",
            description = "shuffled examples read ahead, as programs have them, not ready batches")
    private boolean fit;

    @SuppressWarnings("UnusedVariable") // what is printed is JSON in any case
    @Option(names = "--json", description = "print JSON, which it is in any case")
    private boolean json;

    BenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        workloads.forEach(BenchCommand::check);
        if (serve && (workloads.size() > 1 || workloads.contains(ROOFS))) {
            throw RecipeException.typed("--serve measures one workload, and not roofs");
        }
        if (batch < 0 || width < 0 || width == 1) {
            throw RecipeException.typed("--batch is from 1 and --width from 2");
        }
        if (width > 0 && !workloads.equals(List.of(MLP))) {
            throw RecipeException.typed("--width is for mlp alone");
        }
        try (OpenDevice opened = OpenDevice.named(session, device)) {
            for (String workload : workloads) {
                run(workload, opened.device());
            }
            return Commands.DONE;
        }
    }

    private static void check(String workload) {
        List<String> known = new ArrayList<>(Workload.names());
        known.add(ROOFS);
        if (!known.contains(workload)) {
            throw RecipeException.typed(
                    "no workload '%s'%s; there are %s"
                            .formatted(workload, Suggestion.text(workload, known), known));
        }
    }

    private void run(String name, Device on) {
        if (name.equals(ROOFS)) {
            new Roofs(session).matmul(on);
            new Roofs(session).memory();
            return;
        }
        Workload workload = width > 0 ? Workload.mlp(width) : Workload.named(name);
        steps(batch > 0 ? workload.withBatch(batch) : workload, on);
    }

    private void steps(Workload workload, Device on) {
        StepBench bench =
                fit ? StepBench.fit(session, workload, on) : StepBench.bare(session, workload, on);
        if (serve) {
            bench.serve();
        } else {
            bench.once();
        }
    }
}
