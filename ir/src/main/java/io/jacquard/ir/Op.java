package io.jacquard.ir;

import java.util.List;
import java.util.Locale;

/// An operation: what an instruction does, without its operands.
///
/// Operations are records of attributes, equal if their attributes are. Names, attributes and
/// meaning are StableHLO's (specification version 1, openxla.org/stablehlo/spec); where one is ours
/// alone its documentation defines it.
public sealed interface Op
        permits Creation,
                Elementwise,
                Shaping,
                Indexing,
                Ordering,
                Fft,
                Contraction,
                Reduction,
                Windowed,
                Marker,
                Control,
                Composite {
    /// The types of the results for operands of those types.
    ///
    /// @throws ShapeException if the operands do not fit
    List<TensorType> infer(List<TensorType> operands);

    /// The name in texts and messages, for example `broadcast_in_dim`.
    default String name() {
        return nameOf(getClass());
    }

    /// The name of the operations of a class: its simple name in snake case.
    static String nameOf(Class<? extends Op> type) {
        return type.getSimpleName().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
