package io.jacquard.runtime.reference;

import io.jacquard.runtime.Backend;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import java.util.List;

/// The backend whose only device, `reference`, interprets functions in plain Java.
///
/// It works on every machine and has the lowest priority.
public final class ReferenceBackend implements Backend {
    private static final String NAME = "reference";

    /// The backend; made by {@link java.util.ServiceLoader}.
    public ReferenceBackend() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public List<String> devices() {
        return List.of(NAME);
    }

    @Override
    public String problem() {
        return "";
    }

    @Override
    public Device open(String device) {
        if (!device.equals(NAME)) {
            throw new DeviceException(
                    "no device '%s' in the backend %s; it has %s".formatted(device, NAME, NAME));
        }
        return new ReferenceDevice(NAME);
    }
}
