package io.jacquard.cli;

import io.jacquard.cli.plugin.Installation;
import io.jacquard.cli.plugin.PluginLock;
import io.jacquard.data.DataFolder;
import io.jacquard.recipe.Json;
import io.jacquard.runtime.Backend;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `doctor`: tries what Jacquard stands on and says what it found.
@Command(
        name = "doctor",
        description = {
            "Tries Java, the data folder and every device of this machine: a line each, 'ok', 'note'"
                    + " or 'FAILED'. Ends with 1 if anything failed."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {
    private static final String VECTORS = "jdk.incubator.vector";

    private final Session session;
    private final Supplier<List<Finding>> devices;

    @Option(names = "--json", description = "print JSON, a line a finding")
    private boolean json;

    DoctorCommand(Session session) {
        this(session, Device::examine);
    }

    DoctorCommand(Session session, Supplier<List<Finding>> devices) {
        this.session = session;
        this.devices = devices;
    }

    @Override
    public Integer call() throws IOException {
        List<Finding> findings = new ArrayList<>(List.of(java(), vectors()));
        findings.addAll(nativeAccess());
        findings.add(data(DataFolder.root()));
        findings.addAll(plugins());
        findings.forEach(this::print);
        // Devices take seconds, so what was seen before is shown before.
        List<Finding> seen = devices.get();
        seen.forEach(this::print);
        findings.addAll(seen);
        boolean bad = findings.stream().anyMatch(f -> f.kind() == Finding.Kind.BAD);
        return bad ? Commands.FAILED : Commands.DONE;
    }

    private void print(Finding finding) {
        String kind =
                switch (finding.kind()) {
                    case GOOD -> "ok";
                    case NOTE -> "note";
                    case BAD -> "FAILED";
                };
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("kind", kind);
            tree.put("subject", finding.subject());
            tree.put("text", finding.text());
            session.result(Json.text(tree));
        } else {
            String text = finding.text().strip().replace("\n", "\n" + " ".repeat(8));
            session.result("%-7s %s: %s".formatted(kind, finding.subject(), text));
        }
    }

    private static Finding java() {
        return Finding.good(
                "Java",
                "%s (%s), %s %s, %d processors, at most %d MB of heap"
                        .formatted(
                                System.getProperty("java.version"),
                                System.getProperty("java.vendor"),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.getRuntime().maxMemory() >> 20));
    }

    private static Finding vectors() {
        return ModuleLayer.boot().findModule(VECTORS).isPresent()
                ? Finding.good(VECTORS, "there: kernels use vector instructions")
                : Finding.note(
                        VECTORS,
                        "absent: kernels compute the same bits, more slowly\n"
                                + "give Java --add-modules=jdk.incubator.vector");
    }

    private static List<Finding> nativeAccess() {
        return ServiceLoader.load(Backend.class).stream()
                .map(provider -> provider.type().getModule())
                .filter(module -> !module.equals(Backend.class.getModule()) || !module.isNamed())
                .distinct()
                .map(DoctorCommand::nativeAccess)
                .toList();
    }

    private static Finding nativeAccess(Module module) {
        String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
        String subject = "native access";
        return module.isNativeAccessEnabled()
                ? Finding.good(subject, "allowed for " + name)
                : Finding.note(
                        subject,
                        "%s: Java will warn, and later versions refuse\ngive Java --enable-native-access=%s"
                                .formatted(name, name));
    }

    private static Finding data(Path root) {
        String subject = "data folder";
        if (!Files.isDirectory(root)) {
            return Finding.note(
                    subject,
                    "no %s: only MNIST, which comes with Jacquard\nsee './jacquard data get --help'"
                            .formatted(root));
        }
        return Finding.good(subject, root.toString());
    }

    private static List<Finding> plugins() throws IOException {
        PluginLock lock = PluginLock.bundled();
        Installation installation = new Installation(Installation.root(), _ -> {});
        List<Finding> findings = new ArrayList<>();
        for (String name : lock.names()) {
            if (lock.has(name, PluginLock.platform())) {
                String subject = "plugin " + name;
                String place = installation.place(name).toString();
                switch (installation.state(lock.plugin(name, PluginLock.platform()))) {
                    case INSTALLED -> findings.add(Finding.good(subject, place));
                    case OTHER ->
                            findings.add(
                                    Finding.note(
                                            subject,
                                            "%s has another version than this build's\n'./jacquard plugin install %s' replaces it"
                                                    .formatted(place, name)));
                    case ABSENT -> {}
                }
            }
        }
        return findings;
    }
}
