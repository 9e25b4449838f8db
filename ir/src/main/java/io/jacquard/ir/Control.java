package io.jacquard.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Operations that run functions: loops, choices, and functions that are kept whole.
///
/// A function inside sees its parameters only; what it needs from outside is an operand.
public sealed interface Control extends Op {
    /// The functions inside, in order.
    List<Function> functions();

    /// The same operation over other functions of equal types.
    ///
    /// @param change makes a function of each one
    Control map(UnaryOperator<Function> change);

    /// Repeats `body` while `condition` holds. Operands, results, parameters of both functions and
    /// results of the body are the state, equal in types. It has no reverse mode: the number of
    /// steps is not known ahead; use {@link Scan} where it is.
    ///
    /// @param condition state to a scalar bool
    /// @param body state to the next state
    record While(Function condition, Function body) implements Control {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            FunctionChecks.takes(condition, "the condition", operands);
            FunctionChecks.takes(body, "the body", operands);
            FunctionChecks.gives(condition, "the condition", List.of(TensorType.of(DType.BOOL)));
            FunctionChecks.gives(body, "the body", operands);
            return operands;
        }

        @Override
        public List<Function> functions() {
            return List.of(condition, body);
        }

        @Override
        public Control map(UnaryOperator<Function> change) {
            return new While(change.apply(condition), change.apply(body));
        }
    }

    /// Runs one of several functions. The first operand, a scalar i32, is its index; below 0 and
    /// from the number of branches on it is the last. The others are the arguments.
    ///
    /// @param branches at least one; all take the arguments and have results of equal types
    record Case(List<Function> branches) implements Control {
        /// Copies the list.
        public Case {
            branches = List.copyOf(branches);
        }

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            if (branches.isEmpty()) {
                throw ShapeException.of("there is no branch", "1 branch or more; add it");
            }
            TensorType index = TensorType.of(DType.I32);
            if (!(!operands.isEmpty() && operands.getFirst().equals(index))) {
                throw ShapeException.of(
                        "the index is " + (operands.isEmpty() ? "missing" : operands.getFirst()),
                        "a scalar i32 as the first operand; convert or reshape it");
            }
            List<TensorType> results = branches.getFirst().resultTypes();
            for (int i = 0; i < branches.size(); i++) {
                FunctionChecks.takes(
                        branches.get(i), "branch " + i, operands.subList(1, operands.size()));
                FunctionChecks.gives(branches.get(i), "branch " + i, results);
            }
            return results;
        }

        @Override
        public List<Function> functions() {
            return branches;
        }

        @Override
        public Control map(UnaryOperator<Function> change) {
            return new Case(branches.stream().map(change).toList());
        }
    }

    /// Runs a function once a step, a fixed number of times: a loop that can be differentiated.
    ///
    /// | | in order |
    /// |---|---|
    /// | operands | initial carries; sequences, whose first axis is `length`; constants |
    /// | parameters of the body | carries; one element of each sequence; constants |
    /// | results of the body | next carries; one element of each output |
    /// | results | last carries; outputs, whose first axis is `length` |
    ///
    /// @param body what a step does
    /// @param carries number of values handed from step to step
    /// @param sequences number of operands read element by element
    /// @param length number of steps, 0 or more
    /// @param reverse whether the steps, and with them sequences and outputs, run from the last
    ///   element to the first
    record Scan(Function body, int carries, int sequences, int length, boolean reverse)
            implements Control {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            int inputs = body.parameters().size();
            boolean counted =
                    length >= 0
                            && carries >= 0
                            && sequences >= 0
                            && (long) carries + sequences <= inputs;
            if (!(counted && carries <= body.results().size())) {
                throw ShapeException.of(
                        "%d carries, %d sequences and length %d with %s"
                                .formatted(carries, sequences, length, body),
                        "counts from 0; the body has a parameter for each and a result for each carry");
            }
            List<TensorType> elements = new ArrayList<>(operands);
            for (int i = carries; i < Math.min(carries + sequences, operands.size()); i++) {
                TensorType t = operands.get(i);
                if (!(t.rank() > 0 && t.shape().size(0) == length)) {
                    throw ShapeException.of(
                            "the sequence %s is not %d long".formatted(t, length),
                            "a first axis of size %d; slice or transpose it".formatted(length));
                }
                elements.set(i, t.with(t.shape().without(0)));
            }
            FunctionChecks.takes(body, "the body", elements);
            List<TensorType> first = elements.subList(0, carries);
            List<TensorType> made = body.resultTypes();
            FunctionChecks.equal(made.subList(0, carries), first, "carries from the body");
            List<TensorType> results = new ArrayList<>(first);
            made.subList(carries, made.size()).forEach(t -> results.add(stacked(t)));
            return List.copyOf(results);
        }

        private TensorType stacked(TensorType t) {
            return t.with(t.shape().insert(0, length));
        }

        @Override
        public List<Function> functions() {
            return List.of(body);
        }

        @Override
        public Control map(UnaryOperator<Function> change) {
            return new Scan(change.apply(body), carries, sequences, length, reverse);
        }
    }

    /// Calls a function whose values are not kept for its gradient but computed again: memory for
    /// time (Chen et al., *Training deep nets with sublinear memory cost*, 2016).
    ///
    /// @param body operands to results
    record Rematerialize(Function body) implements Control {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            FunctionChecks.takes(body, "the function", operands);
            return body.resultTypes();
        }

        @Override
        public List<Function> functions() {
            return List.of(body);
        }

        @Override
        public Control map(UnaryOperator<Function> change) {
            return new Rematerialize(change.apply(body));
        }
    }

    /// Calls a function whose gradient is another function.
    ///
    /// @param forward operands to results
    /// @param backward operands, then results, then the cotangents of the floating results, to the
    ///   cotangents of the floating operands
    record CustomGradient(Function forward, Function backward) implements Control {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            List<TensorType> results = forward.resultTypes();
            FunctionChecks.takes(forward, "the function", operands);
            List<TensorType> given = new ArrayList<>(operands);
            given.addAll(results);
            given.addAll(FunctionChecks.floats(results));
            FunctionChecks.takes(backward, "the gradient", given);
            FunctionChecks.gives(backward, "the gradient", FunctionChecks.floats(operands));
            return results;
        }

        @Override
        public List<Function> functions() {
            return List.of(forward, backward);
        }

        @Override
        public Control map(UnaryOperator<Function> change) {
            return new CustomGradient(change.apply(forward), change.apply(backward));
        }
    }
}
