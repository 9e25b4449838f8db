package io.jacquard.nn.layer;

import io.jacquard.ir.IntList;
import io.jacquard.tensor.Refusal;
import java.util.Locale;

/// What is added around the spatial axes before a window slides over them: zeros for a convolution,
/// nothing that counts for a pooling.
public sealed interface Padding {
    /// Nothing is added; each window lies inside the data.
    Padding VALID = Rule.VALID;

    /// As much as makes the result `ceil(size / stride)` long, the odd element at the end (Keras's
    /// rule).
    Padding SAME = Rule.SAME;

    /// The same number of elements at both ends of each spatial axis (PyTorch's rule).
    ///
    /// @param elements one number a spatial axis, from 0
    static Padding of(int... elements) {
        return new Ends(IntList.of(elements));
    }

    /// Padding that follows from sizes and strides.
    enum Rule implements Padding {
        /// See {@link Padding#VALID}.
        VALID,
        /// See {@link Padding#SAME}.
        SAME;

        /// `valid` or `same`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Padding by numbers.
    ///
    /// @param elements at both ends of each spatial axis, from 0
    record Ends(IntList elements) implements Padding {
        /// Checks the numbers.
        public Ends {
            if (elements.stream().anyMatch(n -> n < 0)) {
                throw Refusal.argument(
                        "padding",
                        "it is negative",
                        elements,
                        "numbers from 0; slice the input to take elements away");
            }
        }

        /// The numbers in brackets.
        @Override
        public String toString() {
            return elements.toString();
        }
    }
}
