/// Reverse-mode differentiation: gradients as instructions of the same function.
///
/// The words. The **root** is the value that is differentiated. The **cotangent** of a value has
/// its type and tells how the root, weighted by the root's own cotangent, changes with each of its
/// elements. The **selected** values are those whose gradients are wanted. A value is **included**
/// if the root depends on it, and **useful** if it depends on a selected value through operations
/// that pass gradients on. Only values that are both included and useful get a cotangent.
///
/// {@link io.jacquard.ir.autodiff.ReverseMode} walks the instructions from the root backwards. Each
/// has a rule that says how the cotangent of its result becomes one of its operands; the walker
/// adds up what a value receives from all who use it. The rules stand in one class for each family
/// of operations. They only append instructions, so a gradient can be differentiated again.
///
/// Broadcasts are instructions of their own in this language; so the rule of `broadcast_in_dim` is
/// the only one that sums over repeated axes.
@NullMarked
package io.jacquard.ir.autodiff;

import org.jspecify.annotations.NullMarked;
