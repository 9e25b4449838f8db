package io.jacquard.runtime;

import java.util.List;

/// A function made ready to run on a device. Safe for use from any thread; runs of one executable
/// may wait for each other.
public interface Executable extends AutoCloseable {
    /// Runs the function once.
    ///
    /// An aliased result is written in place of its argument: the caller passes that very buffer at
    /// both places. No other result may share memory with an argument.
    ///
    /// @param arguments one buffer a parameter, of its type
    /// @param results one buffer a result, of its type, overwritten
    /// @throws IllegalArgumentException if numbers, types or aliases do not fit
    /// @throws DeviceException if the run fails
    void run(List<Buffer> arguments, List<Buffer> results);

    /// Runs the function once, as {@link #run} does, and measures each of its work items.
    ///
    /// @throws DeviceException if the device runs the function as a whole, which is what most do
    default Profile profile(List<Buffer> arguments, List<Buffer> results) {
        throw new DeviceException(
                """
                [profile] the device '%s' cannot measure the items of a step
                  it runs a compiled function as a whole
                  expected a device that runs it item by item, as 'cpu' does
                  use --device cpu, or the profiler of that device's maker\
                """
                        .formatted(report().device()));
    }

    /// What compiling made of the function.
    CompileReport report();

    /// Frees its memory. Closing twice does nothing.
    @Override
    void close();
}
