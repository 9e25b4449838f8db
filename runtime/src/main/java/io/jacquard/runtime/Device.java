package io.jacquard.runtime;

import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import java.util.List;

/// A machine that holds data and runs functions. Safe for use from any thread.
///
/// The buffers and executables of a device are freed when it is closed, if not before.
public interface Device extends AutoCloseable {
    /// Opens the best device of this machine.
    ///
    /// @throws DeviceException if no backend is on the class path or module path
    static Device open() {
        return Devices.best();
    }

    /// Opens a device by its name, for example `cpu`.
    ///
    /// @throws DeviceException if there is none of that name; the message lists those there are
    static Device open(String name) {
        return Devices.named(name);
    }

    /// Names of all devices that can be opened, the best first.
    static List<String> available() {
        return Devices.available();
    }

    /// Tries every device of this machine and says what was found, the best backend first; takes
    /// seconds.
    static List<Finding> examine() {
        return Devices.examine();
    }

    /// Its name, for example `cpu`.
    String name();

    /// One line about the machine behind it: threads, instruction set, versions.
    String description();

    /// A new buffer of zeros.
    ///
    /// @throws DeviceException if there is not enough memory
    Buffer allocate(TensorType type);

    /// Makes a function ready to run.
    ///
    /// @throws DeviceException if the device cannot run it
    Executable compile(Function function, CompileOptions options);

    /// Bytes that buffers and executables hold now.
    long bytesInUse();

    /// Frees all that is left.
    @Override
    void close();
}
