/// Plugins for XLA devices: which wheels make one up, where they come from, how they are unpacked.
///
/// {@link io.jacquard.cli.plugin.PluginLock} knows the wheels and their SHA-256 sums, {@link
/// io.jacquard.cli.plugin.WheelSource} has them, and {@link io.jacquard.cli.plugin.Installation}
/// puts them where the backend for XLA devices looks.
@NullMarked
package io.jacquard.cli.plugin;

import org.jspecify.annotations.NullMarked;
