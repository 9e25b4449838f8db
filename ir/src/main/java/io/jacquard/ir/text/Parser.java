package io.jacquard.ir.text;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Op;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.Site;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.Verifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads functions that {@link Printer} printed, or that a person wrote alike.
public final class Parser {
    // Deeper ones would use up the stack.
    private static final int DEEPEST = 32;

    private final Cursor in;
    private final RecordParser records;
    private final Map<String, Value> parameters = new HashMap<>();
    private final Map<String, Value> results = new HashMap<>();

    private Parser(Cursor in, int depth) {
        this.in = in;
        this.records = new RecordParser(in, depth);
    }

    /// The function that a text describes.
    ///
    /// @throws TextException if it describes none; says where, what was expected and what was found
    public static Function parse(String text) {
        Cursor in = new Cursor(text);
        Function made = nested(in, 0);
        in.expectEnd();
        Verifier.check(made);
        return made;
    }

    /// Reads a function that may stand inside others.
    ///
    /// @param depth how many functions it stands in
    static Function nested(Cursor in, int depth) {
        if (depth > DEEPEST) {
            throw in.failure("functions inside functions no deeper than " + DEEPEST);
        }
        return new Parser(in, depth).function();
    }

    private Function function() {
        in.expect("function");
        Builder builder = new Builder(in.name("a name"));
        in.expect("(");
        while (!in.accept(")")) {
            if (!builder.parameters().isEmpty()) {
                in.expect(",");
            }
            parameter(builder);
        }
        in.expect("{");
        while (!in.accept("return")) {
            if (!in.sees("%")) {
                throw in.failure("'return' or '%'");
            }
            instruction(builder);
        }
        List<Value> returned = in.sees("%") ? operands() : List.of();
        in.expect("}");
        return builder.build(returned);
    }

    private void parameter(Builder builder) {
        in.expect("%");
        int start = in.position();
        String name = in.name("a name");
        in.expect(":");
        TensorType type = records.type();
        if (parameters.put(name, builder.parameter(name, type)) != null) {
            throw in.failure("a name that is not taken", start);
        }
    }

    private void instruction(Builder builder) {
        List<String> names = new ArrayList<>();
        int start = in.position();
        do {
            in.expect("%");
            names.add(resultName());
        } while (in.accept(","));
        in.expect("=");
        Instruction made = operation(builder);
        if (made.results().size() != names.size()) {
            throw in.failure(made.results().size() + " results", names.size() + " results", start);
        }
        for (int i = 0; i < names.size(); i++) {
            if (results.put(names.get(i), made.results().get(i)) != null) {
                throw in.failure("a number that is not taken", start);
            }
        }
        in.expect(":");
        types(made);
    }

    private String resultName() {
        if (!in.seesDigit()) {
            throw in.failure("the number of a result");
        }
        return in.run();
    }

    private Instruction operation(Builder builder) {
        int start = in.position();
        Site site = new Site("line " + in.line(start), "");
        String name = in.word("the name of an operation");
        Class<? extends Op> type =
                Operations.named(name)
                        .orElseThrow(() -> in.failure("the name of an operation", start));
        List<Value> operands = in.sees("%") ? operands() : List.of();
        Op op = records.record(type);
        try {
            return builder.append(op, operands, site);
        } catch (ShapeException e) {
            throw in.refusal(e, start);
        }
    }

    private List<Value> operands() {
        List<Value> operands = new ArrayList<>();
        do {
            in.expect("%");
            int start = in.position();
            Value value =
                    in.seesDigit() ? results.get(resultName()) : parameters.get(in.name("a value"));
            if (value == null) {
                throw in.failure("a value that is defined before", start);
            }
            operands.add(value);
        } while (in.accept(","));
        return operands;
    }

    private void types(Instruction made) {
        for (int i = 0; i < made.results().size(); i++) {
            if (i > 0) {
                in.expect(",");
            }
            int start = in.position();
            TensorType type = records.type();
            if (!type.equals(made.results().get(i).type())) {
                throw in.failure("" + made.results().get(i).type(), "" + type, start);
            }
        }
    }
}
