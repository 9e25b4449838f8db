package io.jacquard.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Builds a {@link Function} by appending instructions. Not thread-safe.
public final class Builder {
    private final String name;
    private final Supplier<Site> sites;
    private final List<Value.Parameter> parameters = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Value> placeholders = new ArrayList<>();
    private final Set<Value> known = new HashSet<>();
    private final Map<String, Integer> names = new HashMap<>();
    private int recordings;
    private @Nullable Site place;

    /// A builder for a function of that name.
    public Builder(String name) {
        this(name, () -> Site.UNKNOWN);
    }

    /// A builder that asks where each instruction comes from.
    ///
    /// @param sites called once an instruction
    public Builder(String name, Supplier<Site> sites) {
        this.name = name;
        this.sites = sites;
    }

    /// Adds a parameter; its name becomes unique by a number if it is taken.
    public Value.Parameter parameter(String wanted, TensorType type) {
        String unique = wanted;
        while (names.putIfAbsent(unique, 1) != null) {
            int next = names.merge(wanted, 1, Integer::sum) - 1;
            unique = wanted + "_" + next;
        }
        Value.Parameter p = new Value.Parameter(unique, type);
        parameters.add(p);
        known.add(p);
        return p;
    }

    /// Adds parameters of the names and types of another function's.
    ///
    /// @return the new ones in order, in a list of the caller's own
    public List<Value> parametersOf(Function function) {
        List<Value> made = new ArrayList<>();
        function.parameters().forEach(p -> made.add(parameter(p.name(), p.type())));
        return made;
    }

    /// Appends an operation with one result.
    ///
    /// @throws ShapeException if the operands do not fit
    public Value add(Op op, Value... operands) {
        return append(op, List.of(operands)).result();
    }

    /// Appends an operation.
    ///
    /// @throws ShapeException if the operands do not fit
    /// @throws IllegalArgumentException if an operand belongs to another function
    public Instruction append(Op op, List<Value> operands) {
        return append(op, operands, place == null ? sites.get() : place);
    }

    /// Runs a body whose instructions all come from one known place.
    ///
    /// @param site the place, for example that of a forward instruction for its gradient
    /// @param body appends to this builder
    public <T> T at(Site site, Supplier<T> body) {
        Site outer = place;
        place = site;
        try {
            return body.get();
        } finally {
            place = outer;
        }
    }

    /// Appends an operation traced at a known place.
    ///
    /// @throws ShapeException if the operands do not fit
    /// @throws IllegalArgumentException if an operand belongs to another function
    public Instruction append(Op op, List<Value> operands, Site site) {
        List<TensorType> types = Instruction.types(operands);
        List<TensorType> results;
        try {
            results = op.infer(types);
        } catch (ShapeException e) {
            throw e.at(op.name(), types, site);
        }
        return added(new Instruction(op, operands, results, site));
    }

    private Instruction added(Instruction made) {
        for (Value v : made.operands()) {
            if (!known.contains(v)) {
                throw new IllegalArgumentException(
                        "[%s] the value %s belongs to another function than %s"
                                .formatted(made.op().name(), v, name));
            }
        }
        instructions.add(made);
        known.addAll(made.results());
        return made;
    }

    /// Copies a function's instructions in here, its parameters replaced by values.
    ///
    /// @param function what to copy
    /// @param arguments one value a parameter, of equal type
    /// @return the values that stand for the function's results
    public List<Value> inline(Function function, List<Value> arguments) {
        Map<Value, Value> map = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            map.put(function.parameters().get(i), arguments.get(i));
        }
        for (Instruction old : function.instructions()) {
            copy(old, map);
        }
        return mapped(map, function.results());
    }

    /// Copies one instruction in here and records what its results became.
    ///
    /// @param old an instruction of another function
    /// @param map from old values to values of this builder; the results are added to it
    public Instruction copy(Instruction old, Map<Value, Value> map) {
        List<Value> operands = mapped(map, old.operands());
        Instruction made = copied(old, operands);
        for (int i = 0; i < old.results().size(); i++) {
            map.put(old.results().get(i), made.results().get(i));
        }
        return made;
    }

    // Operands of the same types give results of the same types.
    private Instruction copied(Instruction old, List<Value> operands) {
        if (!Instruction.types(operands).equals(old.operandTypes())) {
            return append(old.op(), operands, old.site());
        }
        return added(
                new Instruction(old.op(), operands, Instruction.types(old.results()), old.site()));
    }

    private static List<Value> mapped(Map<Value, Value> map, List<? extends Value> old) {
        Value[] mapped = new Value[old.size()];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = mapped(map, old.get(i));
        }
        return List.of(mapped);
    }

    private static Value mapped(Map<Value, Value> map, Value old) {
        Value v = map.get(old);
        if (v == null) {
            throw new IllegalArgumentException("nothing stands for the value " + old);
        }
        return v;
    }

    /// Instructions that were appended once and cut out again, to be appended in another form.
    ///
    /// @param inputs what stood for the inputs
    /// @param instructions in order; they use inputs, each other's results and values of the
    ///   builder
    /// @param results what the body returned
    public record Recording(
            List<Value> inputs, List<Instruction> instructions, List<Value> results) {
        /// Copies of the lists are kept.
        public Recording {
            inputs = List.copyOf(inputs);
            instructions = List.copyOf(instructions);
            results = List.copyOf(results);
        }
    }

    /// Records what a body appends and cuts it out again; from then on its values belong to no
    /// function. Parameters added meanwhile stay.
    ///
    /// @param inputs types of values that the body is given
    /// @param body appends to this builder
    public Recording record(
            List<TensorType> inputs, java.util.function.Function<List<Value>, List<Value>> body) {
        int start = instructions.size();
        List<Value> given = inputs.stream().map(this::standIn).toList();
        recordings++;
        try {
            List<Value> results = body.apply(given);
            return new Recording(given, instructions.subList(start, instructions.size()), results);
        } finally {
            List<Instruction> cut = instructions.subList(start, instructions.size());
            cut.forEach(i -> i.results().forEach(known::remove));
            cut.clear();
            given.forEach(known::remove);
            recordings--;
            forgetPlaceholders();
        }
    }

    private Value standIn(TensorType type) {
        Value.Parameter p = new Value.Parameter("placeholder", type);
        known.add(p);
        return p;
    }

    private void forgetPlaceholders() {
        if (recordings == 0) {
            placeholders.forEach(known::remove);
            placeholders.clear();
        }
    }

    /// A value that stands for one that is not there yet, until the end of the outermost {@link
    /// #record} that is going on. It is no parameter of the function.
    public Value placeholder(TensorType type) {
        Value made = standIn(type);
        placeholders.add(made);
        return made;
    }

    /// True if instructions appended here may use a value.
    public boolean knows(Value value) {
        return known.contains(value);
    }

    /// What has been appended so far, in order. A live view.
    public List<Instruction> instructions() {
        return Collections.unmodifiableList(instructions);
    }

    /// The parameters so far. A live view.
    public List<Value.Parameter> parameters() {
        return Collections.unmodifiableList(parameters);
    }

    /// The finished function.
    ///
    /// @param results values of this builder
    /// @throws IllegalArgumentException if a result belongs to another function
    public Function build(List<? extends Value> results) {
        for (Value v : results) {
            if (!known.contains(v)) {
                throw new IllegalArgumentException(
                        "the result %s belongs to another function than %s".formatted(v, name));
            }
        }
        return new Function(name, parameters, instructions, List.copyOf(results));
    }
}
