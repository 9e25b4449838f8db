package io.jacquard.ir.interpret;

import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs functions in plain Java, one instruction after the other.
///
/// What it computes is what the operations mean: floats in f64, sums too, rounded once to the
/// result's dtype; integers wrapping. Stateless and safe from any thread; equal arguments give
/// equal bits on every machine.
public final class Interpreter {
    private final Function function;
    private final Optional<Observer> observer;
    private final Map<Value, Cells> values = new HashMap<>();

    private Interpreter(Function function, Optional<Observer> observer) {
        this.function = function;
        this.observer = observer;
    }

    /// Computes a function's results.
    ///
    /// @param function what to run
    /// @param arguments one a parameter, of its type
    /// @return the results in order
    /// @throws IllegalArgumentException if number or types of the arguments are not the parameters'
    public static List<Literal> run(Function function, List<Literal> arguments) {
        return new Interpreter(function, Optional.empty()).run(arguments);
    }

    /// Computes a function's results and shows every value on the way.
    ///
    /// @param function what to run
    /// @param arguments one a parameter, of its type
    /// @param observer called for each argument and after each instruction
    /// @return the results in order
    /// @throws IllegalArgumentException if number or types of the arguments are not the parameters'
    public static List<Literal> run(Function function, List<Literal> arguments, Observer observer) {
        return new Interpreter(function, Optional.of(observer)).run(arguments);
    }

    private List<Literal> run(List<Literal> arguments) {
        bind(arguments);
        return finish().stream().map(Cells::literal).toList();
    }

    // Functions inside run as this one does.
    private List<Cells> inside(Instruction caller, Function inner, List<Cells> arguments) {
        Interpreter made = new Interpreter(inner, observer);
        for (int i = 0; i < arguments.size(); i++) {
            Value.Parameter parameter = inner.parameters().get(i);
            Cells argument = arguments.get(i);
            observer.filter(o -> o.observes(caller))
                    .ifPresent(o -> o.entered(caller, parameter, argument.literal()));
            made.values.put(parameter, argument);
        }
        return made.finish();
    }

    private List<Cells> finish() {
        List<Set<Value>> last = lastUses();
        for (int i = 0; i < function.instructions().size(); i++) {
            step(function.instructions().get(i));
            values.keySet().removeAll(last.get(i));
        }
        return function.results().stream().map(this::cells).toList();
    }

    private void bind(List<Literal> arguments) {
        List<Value.Parameter> parameters = function.parameters();
        if (arguments.size() != parameters.size()) {
            throw new IllegalArgumentException(
                    "%s takes %d arguments, %d were given"
                            .formatted(function.name(), parameters.size(), arguments.size()));
        }
        for (int i = 0; i < arguments.size(); i++) {
            Value.Parameter parameter = parameters.get(i);
            Literal argument = arguments.get(i);
            if (!argument.type().equals(parameter.type())) {
                throw new IllegalArgumentException(
                        "argument %d of %s is %s, its parameter is %s"
                                .formatted(i, function.name(), argument.type(), parameter));
            }
            observer.ifPresent(o -> o.given(parameter, argument));
            values.put(parameter, Cells.of(argument));
        }
    }

    // A value is dropped after its last use, so that a long function does not hold all of them.
    private List<Set<Value>> lastUses() {
        Set<Value> later = new HashSet<>(function.results());
        List<Set<Value>> uses = new ArrayList<>();
        for (Instruction instruction : function.instructions().reversed()) {
            Set<Value> ended = new HashSet<>();
            instruction.results().stream().filter(v -> !later.contains(v)).forEach(ended::add);
            instruction.operands().stream().filter(later::add).forEach(ended::add);
            uses.add(ended);
        }
        return uses.reversed();
    }

    private void step(Instruction instruction) {
        List<Cells> operands = instruction.operands().stream().map(this::cells).toList();
        List<Cells> results = evaluate(instruction, operands);
        for (int i = 0; i < results.size(); i++) {
            values.put(instruction.results().get(i), results.get(i));
        }
        observer.filter(o -> o.observes(instruction))
                .ifPresent(o ->
                        o.computed(instruction, results.stream().map(Cells::literal).toList()));
    }

    private Cells cells(Value value) {
        Cells cells = values.get(value);
        if (cells == null) {
            throw new IllegalArgumentException(
                    "%s uses %s before it is defined".formatted(function.name(), value));
        }
        return cells;
    }

    private List<Cells> evaluate(Instruction instruction, List<Cells> operands) {
        List<TensorType> types = instruction.results().stream().map(Value::type).toList();
        return switch (instruction.op()) {
            case Creation op -> List.of(CreationMeaning.of(op));
            case Elementwise op -> List.of(ElementwiseMeaning.of(op, operands));
            case Shaping op -> List.of(ShapingMeaning.of(op, operands, types.getFirst().shape()));
            case Indexing op -> List.of(IndexingMeaning.of(op, operands, types.getFirst().shape()));
            case Fft op -> FftMeaning.of(op, operands);
            case Ordering op -> OrderingMeaning.of(op, operands);
            case Contraction op -> List.of(ContractionMeaning.of(op, operands, types.getFirst()));
            case Reduction op -> List.of(ReductionMeaning.of(op, operands.getFirst()));
            case Windowed op -> List.of(WindowedMeaning.of(op, operands, types.getFirst()));
            case Marker _ -> operands;
            case Control op ->
                    new ControlMeaning((inner, given) -> inside(instruction, inner, given))
                            .of(op, operands, types);
            case Composite op -> CompositeMeaning.of(op, operands, types);
        };
    }
}
