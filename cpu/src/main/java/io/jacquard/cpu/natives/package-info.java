/// Finds oneDNN's shared libraries and turns them into files that can be opened.
///
/// The libraries travel as resources of ordinary Maven artifacts. On first use they are unpacked
/// into a cache folder, checked against the SHA-256 recorded at build time, and moved into place
/// atomically, so that any number of processes may start at once. A file that no longer has its
/// digest is unpacked again.
@NullMarked
package io.jacquard.cpu.natives;

import org.jspecify.annotations.NullMarked;
