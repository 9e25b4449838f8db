package io.jacquard.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/// Finds backends.
final class Devices {
    private Devices() {}

    private static List<Backend> backends() {
        List<Backend> found = new ArrayList<>();
        ServiceLoader.load(Backend.class).forEach(found::add);
        if (found.isEmpty()) {
            ServiceLoader.load(Backend.class, Backend.class.getClassLoader()).forEach(found::add);
        }
        found.sort(Comparator.comparingInt(Backend::priority).reversed());
        return found;
    }

    static List<String> available() {
        return backends().stream().flatMap(b -> b.devices().stream()).toList();
    }

    static List<Finding> examine() {
        return backends().stream().flatMap(b -> b.examine().stream()).toList();
    }

    static Device best() {
        List<Backend> all = backends();
        for (Backend b : all) {
            if (!b.devices().isEmpty()) {
                return b.open(b.devices().getFirst());
            }
        }
        throw new DeviceException(
                "no device: %s\n  expected a backend such as io.jacquard:jacquard-cpu beside the program"
                        .formatted(problems(all)));
    }

    static Device named(String name) {
        List<Backend> all = backends();
        for (Backend b : all) {
            if (b.opens(name)) {
                return b.open(name);
            }
        }
        throw new DeviceException(
                "no device '%s'; there are %s%s".formatted(name, available(), problems(all)));
    }

    private static String problems(List<Backend> all) {
        StringBuilder s = new StringBuilder();
        for (Backend b : all) {
            if (!b.problem().isEmpty()) {
                s.append("\n  ").append(b.name()).append(": ").append(b.problem());
            }
        }
        return s.toString();
    }
}
