package io.jacquard.cli;

import io.jacquard.recipe.Json;
import io.jacquard.runtime.Backend;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `devices`: lists what models can run on.
@Command(
        name = "devices",
        description = "Lists the devices of this machine, the best first.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DevicesCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "print JSON, a line a device")
    private boolean json;

    DevicesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        print(Device.available(), Device::open);
        ServiceLoader.load(Backend.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(backend -> !backend.problem().isEmpty())
                .forEach(b -> session.note("%s is absent: %s".formatted(b.name(), b.problem())));
        return Commands.DONE;
    }

    /// Prints a line about each device; one that does not open is noted, and the others follow.
    void print(List<String> names, Function<String, Device> open) {
        for (String name : names) {
            try (Device device = open.apply(name)) {
                String text = device.description();
                session.result(
                        json
                                ? Json.text(Map.of("name", name, "description", text))
                                : name + "\t" + text);
            } catch (DeviceException e) {
                session.note("%s does not open: %s".formatted(name, e.getMessage()));
            }
        }
    }
}
