/// Pictures: the known sets, folders of pictures, and augmentation.
///
/// A picture is `u8[height, width, channels]`, channels last, in the order red, green, blue.
@NullMarked
package io.jacquard.data.image;

import org.jspecify.annotations.NullMarked;
