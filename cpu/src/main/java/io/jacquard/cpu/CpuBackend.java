package io.jacquard.cpu;

import io.jacquard.cpu.natives.Natives;
import io.jacquard.cpu.onednn.Onednn;
import io.jacquard.runtime.Backend;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The processor of this machine, named `cpu`.
public final class CpuBackend implements Backend {
    private static final String NAME = "cpu";

    /// Called by {@link java.util.ServiceLoader}.
    public CpuBackend() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return 100;
    }

    @Override
    public List<String> devices() {
        return problem().isEmpty() ? List.of(NAME) : List.of();
    }

    @Override
    public String problem() {
        return Onednn.unavailable().map(Throwable::getMessage).orElse("");
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        if (problem().isEmpty()) {
            Path library = Natives.provide().getLast();
            Path folder = Objects.requireNonNull(library.getParent());
            findings.add(
                    Finding.good("oneDNN", "%s in %s".formatted(library.getFileName(), folder)));
        }
        findings.addAll(Backend.super.examine());
        return findings;
    }

    @Override
    public Device open(String device) {
        if (!device.equals(NAME)) {
            throw new DeviceException("no device '" + device + "'; this backend has 'cpu'");
        }
        Rehearsal.begin();
        return new CpuDevice();
    }
}
