/// Numbers that tell how good a model is, added up on the device.
@NullMarked
package io.jacquard.train.metric;

import org.jspecify.annotations.NullMarked;
