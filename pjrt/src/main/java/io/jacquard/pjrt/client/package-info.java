/// A client of a PJRT plugin: devices, buffers and programs by their handles.
///
/// A handle is the address of an object of the plugin. Whoever holds one destroys it, once and
/// before the client, under the client's lock.
@NullMarked
package io.jacquard.pjrt.client;

import org.jspecify.annotations.NullMarked;
