package io.jacquard.cpu.onednn;

import java.util.List;

/// Something oneDNN does to each element of a result before it stores it.
public sealed interface PostOp {
    /// `x` above 0, NaN for NaN, else 0, but NaN for minus infinity: oneDNN's own `RELU` turns NaN
    /// into 0. The first function makes what is not positive a zero, the second makes that +0.
    List<PostOp> RELU_WITH_NAN =
            List.of(
                    new Eltwise(Function.HARD_SWISH, Float.POSITIVE_INFINITY, 0),
                    new Eltwise(Function.LINEAR, 1, 0));

    /// Applies a function to the element.
    ///
    /// @param function which one
    /// @param alpha the function's first parameter; the slope below 0 for `RELU`, else mostly
    ///   unused
    /// @param beta the function's second parameter, mostly unused
    record Eltwise(Function function, float alpha, float beta) implements PostOp {
        /// Applies a function that has no parameters.
        ///
        /// @param function which one
        public Eltwise(Function function) {
            this(function, 0, 0);
        }
    }

    /// Adds what the result's memory held before, times `scale`.
    ///
    /// @param scale the factor of the old content
    record Sum(float scale) implements PostOp {}

    /// Combines the element with that of one more operand.
    ///
    /// @param operator how
    /// @param operand how the operand lies in memory
    record Binary(Operator operator, Operand operand) implements PostOp {}

    /// Functions of one number, with the values of `dnnl_eltwise_*`.
    enum Function {
        /// `max(x, 0)`, or `alpha * x` below 0.
        RELU(0x20),
        /// Hyperbolic tangent.
        TANH(0x21),
        /// `x`, or `alpha * (exp(x) - 1)` below 0.
        ELU(0x22),
        /// `alpha * x + beta`.
        LINEAR(0x26),
        /// `1 / (1 + exp(-x))`.
        LOGISTIC(0x29),
        /// The exponential function.
        EXP(0x2a),
        /// The Gaussian error linear unit by its tanh approximation.
        GELU_TANH(0x2b),
        /// `x / (1 + exp(-alpha * x))`.
        SWISH(0x2c),
        /// The Gaussian error linear unit by the error function.
        GELU_ERF(0x31),
        /// `x * max(0, min(1, alpha * x + beta))`.
        HARD_SWISH(0x34);

        private final int code;

        Function(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /// Functions of two numbers, with the values of `dnnl_binary_*`.
    enum Operator {
        /// Sum.
        ADD(0x1fff0),
        /// Product.
        MUL(0x1fff1);

        private final int code;

        Operator(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /// How the further operand of a binary post-op lies in memory.
    enum Operand {
        /// One value an element, laid out as the result is.
        FULL,
        /// One value a column (the last axis of the result), contiguous.
        COLUMN
    }
}
