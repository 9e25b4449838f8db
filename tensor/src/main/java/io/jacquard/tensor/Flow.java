package io.jacquard.tensor;

import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Loops and choices inside a function, functions kept whole for their gradients, and gradients by
/// hand.
///
/// The Java functions given here are traced once, when the function around them is. They may use
/// tensors of the function around them; layers inside find their parameters.
///
/// {@snippet :
/// // A recurrent network: h' = tanh(x u + h w), all states stacked.
/// Flow.Scanned made =
///         Flow.scan(List.of(h), List.of(xs), (carries, elements) -> {
///             Tensor next = elements.getFirst().matmul(u).add(carries.getFirst().matmul(w)).tanh();
///             return new Flow.Step(List.of(next), List.of(next));
///         });
/// Tensor last = made.carries().getFirst();
/// }
public final class Flow {
    private Flow() {}

    /// What one step of a scan makes.
    ///
    /// @param carries the values for the next step, of the types of the first
    /// @param outputs one element of each output
    public record Step(List<Tensor> carries, List<Tensor> outputs) {
        /// Copies the lists.
        public Step {
            carries = List.copyOf(carries);
            outputs = List.copyOf(outputs);
        }
    }

    /// What a scan made.
    ///
    /// @param carries those of the last step; the first ones if there was no step
    /// @param outputs the elements of each output along a new first axis
    public record Scanned(List<Tensor> carries, List<Tensor> outputs) {
        /// Copies the lists.
        public Scanned {
            carries = List.copyOf(carries);
            outputs = List.copyOf(outputs);
        }
    }

    /// What a step of a scan does.
    @FunctionalInterface
    public interface Body {
        /// Makes the next carries and an element of each output.
        ///
        /// @param carries of the step before
        /// @param elements one of each sequence
        Step step(List<Tensor> carries, List<Tensor> elements);
    }

    /// Runs a step for each element of sequences, from the first to the last, as `jax.lax.scan`. It
    /// can be differentiated.
    ///
    /// @param carries handed from step to step
    /// @param sequences at least one; their first axes have one size, the number of steps
    /// @param body what a step does
    /// @throws io.jacquard.ir.ShapeException if the sequences differ in length or the carries
    ///   change their types
    public static Scanned scan(List<Tensor> carries, List<Tensor> sequences, Body body) {
        return scan(carries, sequences, body, false);
    }

    /// Runs a step for each element of sequences, from the last to the first; the outputs lie in
    /// the order of the sequences.
    ///
    /// @param carries handed from step to step
    /// @param sequences at least one; their first axes have one size, the number of steps
    /// @param body what a step does
    /// @throws io.jacquard.ir.ShapeException if the sequences differ in length or the carries
    ///   change their types
    public static Scanned scanReverse(List<Tensor> carries, List<Tensor> sequences, Body body) {
        return scan(carries, sequences, body, true);
    }

    private static Scanned scan(
            List<Tensor> carries, List<Tensor> sequences, Body body, boolean reverse) {
        if (sequences.isEmpty()) {
            throw new IllegalArgumentException(
                    "a scan of no sequence has no length; give at least one, for example"
                            + " Tensor.iota(steps)");
        }
        int count = carries.size();
        List<TensorType> types = new ArrayList<>(types(carries));
        sequences.forEach(s -> types.add(s.type().with(s.shape().without(0))));
        Closure closure =
                Trace.current()
                        .inside(
                                "step",
                                types,
                                true,
                                in -> {
                                    Step made =
                                            body.step(
                                                    in.subList(0, count),
                                                    in.subList(count, in.size()));
                                    // The carries come back too: the gradient wants them.
                                    List<Tensor> out = new ArrayList<>(made.carries());
                                    out.addAll(made.outputs());
                                    out.addAll(in.subList(0, count));
                                    return out;
                                });
        int length = sequences.getFirst().size(0);
        Control.Scan op =
                new Control.Scan(closure.function(), count, sequences.size(), length, reverse);
        List<Tensor> operands = new ArrayList<>(carries);
        operands.addAll(sequences);
        List<Tensor> all = append(op, operands, closure.captured());
        return new Scanned(all.subList(0, count), all.subList(count, all.size() - count));
    }

    /// Repeats a body while a condition holds, as `jax.lax.while_loop`. It has no gradient; use
    /// {@link #scan} where the number of steps is known.
    ///
    /// @param state what the first step begins with
    /// @param condition the state to a scalar of bool
    /// @param body the state to the next one, of the same types
    /// @return the last state
    /// @throws io.jacquard.ir.ShapeException if the types do not fit
    public static List<Tensor> whileLoop(
            List<Tensor> state,
            java.util.function.Function<List<Tensor>, Tensor> condition,
            UnaryOperator<List<Tensor>> body) {
        Trace trace = Trace.current();
        List<TensorType> types = types(state);
        Closure holds = trace.inside("condition", types, true, in -> List.of(condition.apply(in)));
        Closure next = trace.inside("body", types, true, body);
        List<Value> captured = Closure.captured(List.of(holds, next));
        Control.While op =
                new Control.While(holds.capturing(captured, false), next.capturing(captured, true));
        return append(op, state, captured).subList(0, state.size());
    }

    /// Runs one of two functions, as `jax.lax.cond`; only the chosen one is computed.
    ///
    /// @param condition a scalar of bool
    /// @param yes makes tensors if it is true
    /// @param no makes tensors of the same types if not
    /// @throws io.jacquard.ir.ShapeException if the types do not fit
    public static List<Tensor> cond(
            Tensor condition, Supplier<List<Tensor>> yes, Supplier<List<Tensor>> no) {
        if (!condition.type().equals(TensorType.of(DType.BOOL))) {
            throw condition.error(
                    "cond",
                    "the condition is " + condition,
                    "a scalar of bool; compare, or reduce with all() or any()",
                    condition);
        }
        return choose(condition.to(DType.I32), List.of(no, yes));
    }

    /// Runs one of several functions, as `jax.lax.switch`; only the chosen one is computed.
    ///
    /// @param index a scalar i32; below 0 and from the number of branches on it is the last
    /// @param branches at least one; all make tensors of the same types
    /// @throws io.jacquard.ir.ShapeException if the types do not fit
    public static List<Tensor> choose(Tensor index, List<Supplier<List<Tensor>>> branches) {
        Trace trace = Trace.current();
        List<Closure> all = new ArrayList<>();
        branches.forEach(b -> all.add(trace.inside("branch", List.of(), false, _ -> b.get())));
        List<Value> captured = Closure.captured(all);
        List<Function> functions = all.stream().map(i -> i.capturing(captured, false)).toList();
        return append(new Control.Case(functions), List.of(index), captured);
    }

    /// Runs a function whose values are not kept for its gradient but computed again: less memory
    /// for more time, as `torch.utils.checkpoint` and `jax.checkpoint`.
    ///
    /// @param body makes tensors
    public static List<Tensor> checkpoint(Supplier<List<Tensor>> body) {
        Closure closure = Trace.current().inside("checkpoint", List.of(), false, _ -> body.get());
        return append(new Control.Rematerialize(closure.function()), List.of(), closure.captured());
    }

    /// A function's gradient by hand.
    @FunctionalInterface
    public interface Backward {
        /// Makes the gradients of the operands from those of the results.
        ///
        /// @param operands of the function
        /// @param results that it made
        /// @param cotangents one for each floating result, of its type
        /// @return one for each floating operand, of its type
        List<Tensor> gradients(
                List<Tensor> operands, List<Tensor> results, List<Tensor> cotangents);
    }

    /// Runs a function whose gradient is another function, as `jax.custom_vjp` and
    /// `torch.autograd.Function`: for a formula that is more accurate than what differentiation
    /// finds, or one where there is nothing to differentiate.
    ///
    /// {@snippet :
    /// // Rounds, and lets the gradient pass as if nothing were rounded.
    /// Tensor rounded =
    ///         Flow.customGradient(
    ///                         List.of(x),
    ///                         in -> List.of(in.getFirst().round()),
    ///                         (in, out, cotangents) -> cotangents)
    ///                 .getFirst();
    /// }
    ///
    /// The gradient itself can be differentiated: what the backward function does is then
    /// differentiated as usual.
    ///
    /// @param operands what the functions use; other tensors and parameters of layers they may not
    /// @param forward operands to results
    /// @param backward what the gradients of the operands are
    /// @throws io.jacquard.ir.ShapeException if the gradients are not of the operands' types, or a
    ///   function uses a tensor that is no operand
    public static List<Tensor> customGradient(
            List<Tensor> operands, UnaryOperator<List<Tensor>> forward, Backward backward) {
        List<TensorType> types = types(operands);
        Function made = alone(operands, "forward", types, forward);
        int first = types.size();
        int floats = first + made.results().size();
        List<TensorType> given = new ArrayList<>(types);
        given.addAll(made.resultTypes());
        made.resultTypes().stream().filter(t -> t.dtype().isFloat()).forEach(given::add);
        Function back =
                alone(
                        operands,
                        "backward",
                        given,
                        in ->
                                backward.gradients(
                                        in.subList(0, first),
                                        in.subList(first, floats),
                                        in.subList(floats, in.size())));
        return append(new Control.CustomGradient(made, back), operands, List.of());
    }

    private static Function alone(
            List<Tensor> operands,
            String name,
            List<TensorType> types,
            UnaryOperator<List<Tensor>> body) {
        Closure closure = Trace.current().inside(name, types, false, body);
        if (!closure.captured().isEmpty()) {
            throw Refusal.of(
                    "customGradient",
                    "the %s function uses %s that is no operand"
                            .formatted(name, closure.captured().getFirst().type()),
                    operands,
                    "functions of the operands alone; make it an operand too");
        }
        return closure.function();
    }

    /// These tensors, all of them made before any of the results is used: nothing is moved or
    /// shared across, as `jax.lax.optimization_barrier`. Their gradients pass a barrier too.
    ///
    /// @param tensors of any types
    /// @return the same, in the same order
    public static List<Tensor> optimizationBarrier(List<Tensor> tensors) {
        return append(new Marker.OptimizationBarrier(), tensors, List.of());
    }

    private static List<TensorType> types(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::type).toList();
    }

    private static List<Tensor> append(Op op, List<Tensor> operands, List<Value> captured) {
        Trace trace = Trace.current();
        List<Value> values = new ArrayList<>();
        operands.forEach(t -> values.add(t.in(trace)));
        values.addAll(captured);
        Instruction made = trace.builder().append(op, values);
        return made.results().stream().map(v -> new Tensor(trace, v)).toList();
    }
}
