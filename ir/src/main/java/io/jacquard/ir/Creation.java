package io.jacquard.ir;

import java.util.List;

/// Operations without operands.
public sealed interface Creation extends Op {
    /// Fixed data.
    ///
    /// @param value the data
    record Constant(Literal value) implements Creation {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 0);
            return List.of(value.type());
        }

        @Override
        public String toString() {
            return "Constant[" + value + "]";
        }
    }

    /// Each element is its own index along one axis.
    ///
    /// @param type dtype (not bool) and shape of the result
    /// @param axis the axis counted along
    record Iota(TensorType type, int axis) implements Creation {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Infer.count(operands, 0);
            Infer.axes(IntList.of(axis), type);
            if (type.dtype() == DType.BOOL) {
                throw ShapeException.of("an iota of bool", "a number's dtype; compare it");
            }
            return List.of(type);
        }
    }
}
