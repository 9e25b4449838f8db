/// The PJRT C API through the foreign-function interface: its layout, and calls of a loaded plugin.
@NullMarked
package io.jacquard.pjrt.api;

import org.jspecify.annotations.NullMarked;
