/// Functions as text: printing, and parsing what was printed.
///
/// ```
/// function dense(%x: f32[32, 784], %weight: f32[784, 10]) {
///   %0 = dot_general %x, %weight {lhs_batching = [], ...} : f32[32, 10]
///   return %0
/// }
/// ```
///
/// Attributes are the components of the operation's record in their order. Printing what was parsed
/// gives the text again; the places where instructions were traced are not kept.
@NullMarked
package io.jacquard.ir.text;

import org.jspecify.annotations.NullMarked;
