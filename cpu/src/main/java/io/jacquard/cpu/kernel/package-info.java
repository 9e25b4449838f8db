/// Fused CPU kernels, generated when they are first wanted.
///
/// A {@link io.jacquard.cpu.kernel.KernelSpec} describes what a kernel computes: operands, an
/// expression graph, outputs, and the axis its reductions run along. It knows no sizes, so one
/// kernel serves every shape. {@link io.jacquard.cpu.kernel.KernelCache} turns it into a hidden
/// class: first the graph is lowered to primitive instructions that mean the same to the last bit
/// in scalar and in vector code, then bytecode is written for one of the two bodies. The Vector API
/// is named by class descriptors only, so nothing here needs the incubator module to be present;
/// where it is absent the scalar body runs and gives the same bits. That works on tiles, arrays of
/// a thread, in loops which the JIT compiler vectorizes by itself; in small calls and for 64-bit
/// numbers element by element.
///
/// Beside the generator stand the kernels that gain nothing from it: copies of strided tensors, row
/// gathers, random bits.
@NullMarked
package io.jacquard.cpu.kernel;

import org.jspecify.annotations.NullMarked;
