/// The service interface between traced functions and the machines that run them.
///
/// A {@link io.jacquard.runtime.Backend} opens a {@link io.jacquard.runtime.Device}; a device holds
/// {@link io.jacquard.runtime.Buffer}s and compiles a function into an {@link
/// io.jacquard.runtime.Executable}. Backends are found by {@link java.util.ServiceLoader}.
@NullMarked
package io.jacquard.runtime;

import org.jspecify.annotations.NullMarked;
