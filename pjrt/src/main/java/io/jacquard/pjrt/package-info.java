/// The backend for XLA devices: {@link io.jacquard.pjrt.PjrtBackend} opens those of the PJRT
/// plugins that {@link io.jacquard.pjrt.Plugins} finds.
@NullMarked
package io.jacquard.pjrt;

import org.jspecify.annotations.NullMarked;
