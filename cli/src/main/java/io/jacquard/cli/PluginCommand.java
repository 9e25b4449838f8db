package io.jacquard.cli;

import io.jacquard.cli.plugin.Installation;
import io.jacquard.cli.plugin.Pip;
import io.jacquard.cli.plugin.Plugin;
import io.jacquard.cli.plugin.PluginLock;
import io.jacquard.cli.plugin.Wheel;
import io.jacquard.cli.plugin.WheelFolder;
import io.jacquard.cli.plugin.WheelSource;
import io.jacquard.recipe.Json;
import io.jacquard.recipe.RecipeException;
import io.jacquard.recipe.Suggestion;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `plugin`: gets what XLA devices need.
@Command(
        name = "plugin",
        description = {
            "Lists, installs or removes plugins, which make XLA devices usable: 'cpu' is XLA's own"
                    + " for the CPU, 'cuda13' is for NVIDIA GPUs and brings CUDA 13's libraries."
        },
        synopsisSubcommandLabel = "(list | install NAME | remove NAME)",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "They are kept in $JACQUARD_PLUGINS, by default ~/.cache/jacquard/plugins. Nothing is"
                    + " ever installed unasked."
        })
final class PluginCommand implements Runnable {
    private final Session session;
    private final PluginLock lock = PluginLock.bundled();
    private final Installation installation;

    @Spec private @Nullable CommandSpec spec;

    PluginCommand(Session session) {
        this.session = session;
        this.installation = new Installation(Installation.root(), session::note);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), Commands.NO_COMMAND);
        }
    }

    /// Says which plugins there are and where they are.
    @Command(
            name = "list",
            description = "Lists the known plugins and where they are.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int list(@Option(names = "--json", description = "print JSON, a line a plugin") boolean json)
            throws IOException {
        for (String name : lock.names()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("plugin", name);
            tree.put("place", found(name));
            session.result(json ? Json.text(tree) : name + "\t" + tree.get("place"));
        }
        return Commands.DONE;
    }

    private String found(String name) throws IOException {
        if (!lock.has(name, PluginLock.platform())) {
            return "not for " + PluginLock.platform();
        }
        return switch (installation.state(plugin(name))) {
            case INSTALLED -> installation.place(name).toString();
            case OTHER -> installation.place(name) + " (another version)";
            case ABSENT -> "absent";
        };
    }

    /// Installs a plugin.
    @Command(
            name = "install",
            description = {
                "Installs a plugin from published wheels, whose SHA-256 sums this build knows:"
                        + " fetched with 'python3 -m pip download' as your pip is configured."
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int install(
            @Parameters(paramLabel = "NAME", description = "cpu or cuda13") String name,
            @Option(
                            names = "--from",
                            paramLabel = "DIR",
                            defaultValue = "",
                            description = "take the wheels from this folder and fetch nothing")
                    String from,
            @Option(
                            names = "--dry-run",
                            description = "only say what would be fetched and where to")
                    boolean dryRun)
            throws IOException {
        Plugin plugin = plugin(name);
        WheelSource source = source(from);
        if (installation.state(plugin) == Installation.State.INSTALLED) {
            session.note("%s is there already".formatted(name));
        } else if (dryRun) {
            return tell(plugin, source);
        } else {
            session.note(summary(plugin, source));
            installation.install(plugin, source);
        }
        session.result(name + "\t" + installation.place(name));
        return Commands.DONE;
    }

    private int tell(Plugin plugin, WheelSource source) {
        for (Wheel wheel : plugin.wheels()) {
            session.result("%s\t%s".formatted(wheel.file(), Plugin.size(wheel.bytes())));
        }
        session.result(summary(plugin, source));
        session.result(
                "would be unpacked (%s) into %s"
                        .formatted(
                                Plugin.size(plugin.unpackedBytes()),
                                installation.place(plugin.name())));
        return Commands.DONE;
    }

    private static String summary(Plugin plugin, WheelSource source) {
        int count = plugin.wheels().size();
        return "%d %s, %s, from %s"
                .formatted(
                        count,
                        count == 1 ? "wheel" : "wheels",
                        Plugin.size(plugin.bytes()),
                        source.place());
    }

    /// Removes a plugin.
    @Command(
            name = "remove",
            description = "Removes an installed plugin.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int remove(@Parameters(paramLabel = "NAME", description = "cpu or cuda13") String name)
            throws IOException {
        known(name);
        boolean there = installation.remove(name);
        session.note(there ? name + " is removed" : name + " is not installed");
        return Commands.DONE;
    }

    private WheelSource source(String from) {
        if (!from.isEmpty()) {
            return new WheelFolder(Commands.path(from));
        }
        String index = System.getenv().getOrDefault(Pip.INDEX_VARIABLE, "").strip();
        return new Pip(
                "python3",
                index,
                session::note,
                process -> session.interruption().before(() -> Pip.end(process)));
    }

    private Plugin plugin(String name) {
        known(name);
        return lock.plugin(name, PluginLock.platform());
    }

    private void known(String name) {
        if (!lock.names().contains(name)) {
            throw RecipeException.typed(
                    "no plugin '%s'%s; there are %s"
                            .formatted(name, Suggestion.text(name, lock.names()), lock.names()));
        }
    }
}
