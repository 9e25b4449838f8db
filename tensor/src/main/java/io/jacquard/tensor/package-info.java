/// Tensors, arrays, and the functions between them.
///
/// There are three times. While Java code **traces** a function, it holds {@link
/// io.jacquard.tensor.Tensor}s: values without numbers, whose operations are recorded and whose
/// shapes are checked at once. Then the recorded graph is **compiled** for a device. When it
/// **runs**, it turns {@link io.jacquard.tensor.Array}s (data on the device) into arrays, and no
/// Java of the user runs. {@link io.jacquard.tensor.Jit} does the three in one call and keeps what
/// it compiled.
///
/// {@link io.jacquard.tensor.Grad} and {@link io.jacquard.tensor.Vmap} make functions of functions
/// while tracing: gradients, and what is written for one example done to all of a batch.
///
/// Because a tensor has no numbers, Java's `if` cannot ask about them; {@link
/// io.jacquard.tensor.Tensor#where} chooses element by element, and {@link
/// io.jacquard.tensor.Tensor#tap} shows them while the function runs. When a number is not finite,
/// {@link io.jacquard.tensor.Jit#checked} finds the operation and the line it came from.
///
/// {@snippet :
/// Jit gradient = Jit.of(device, Grad.of(x -> x.square().tap("squares").sum()));
/// gradient.tapping((label, value) -> IO.println(label + " " + value)).checked().call(x);
/// }
@NullMarked
package io.jacquard.tensor;

import org.jspecify.annotations.NullMarked;
