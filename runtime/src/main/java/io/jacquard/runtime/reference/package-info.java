/// The interpreter as a backend: slow, always there, and the definition of what others compute.
@NullMarked
package io.jacquard.runtime.reference;

import org.jspecify.annotations.NullMarked;
