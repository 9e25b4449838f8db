package io.jacquard.ir.autodiff;

import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Value;

/// What a convolution does for a model whose arrays are channels-last (`[batch, spatial...,
/// channels]`, kernels `[spatial..., in, out]`): a forward convolution or one of the gradients that
/// {@link ConvolutionGradients} writes. A backend with kernels for the three asks here.
public sealed interface ConvolutionRole {
    /// A forward convolution of channels-last data, as it stands.
    ///
    /// @param forward the operation itself
    /// @param data its data
    /// @param kernel its kernel
    record Forward(Convolution forward, Value data, Value kernel) implements ConvolutionRole {}

    /// The gradient of the data of a forward convolution; the instruction's result has the shape of
    /// that data.
    ///
    /// @param forward the convolution whose gradient it is
    /// @param gradient the gradient of that convolution's result
    /// @param kernel that convolution's kernel, neither turned nor regrouped
    record InputGradient(Convolution forward, Value gradient, Value kernel)
            implements ConvolutionRole {}

    /// The gradient of the kernel of a forward convolution; the instruction's result has the shape
    /// of that kernel.
    ///
    /// @param forward the convolution whose gradient it is
    /// @param data that convolution's data
    /// @param gradient the gradient of that convolution's result
    record KernelGradient(Convolution forward, Value data, Value gradient)
            implements ConvolutionRole {}

    /// Any other convolution.
    record Other() implements ConvolutionRole {}

    /// The role of an instruction, {@link Other} if it is no convolution in one of these forms.
    ///
    /// The forward convolution of a gradient has equal low padding, strides and dilations; its high
    /// padding may be less where the last elements of the data are not reached by any window.
    static ConvolutionRole of(Instruction instruction) {
        return instruction.op() instanceof Convolution c
                ? new Recognition(instruction, c).role()
                : new Other();
    }
}
