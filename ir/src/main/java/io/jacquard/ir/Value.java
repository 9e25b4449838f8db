package io.jacquard.ir;

/// A value: a parameter of a function or a result of an instruction. Two values are equal only if
/// they are the same object.
public sealed interface Value permits Value.Parameter, Value.Result {
    /// Dtype and shape.
    TensorType type();

    /// A parameter of a function.
    final class Parameter implements Value {
        private final String name;
        private final TensorType type;

        Parameter(String name, TensorType type) {
            this.name = name;
            this.type = type;
        }

        /// Its name, unique in the function.
        public String name() {
            return name;
        }

        @Override
        public TensorType type() {
            return type;
        }

        @Override
        public String toString() {
            return "%" + name + ": " + type;
        }
    }

    /// A result of an instruction.
    final class Result implements Value {
        private final Instruction producer;
        private final int index;
        private final TensorType type;

        Result(Instruction producer, int index, TensorType type) {
            this.producer = producer;
            this.index = index;
            this.type = type;
        }

        /// The instruction that computes it.
        public Instruction producer() {
            return producer;
        }

        /// Its position among the instruction's results.
        public int index() {
            return index;
        }

        @Override
        public TensorType type() {
            return type;
        }

        @Override
        public String toString() {
            return producer.op().name() + ": " + type;
        }
    }
}
