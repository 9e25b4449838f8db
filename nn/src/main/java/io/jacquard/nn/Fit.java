package io.jacquard.nn;

import io.jacquard.ir.Literal;
import io.jacquard.nn.checkpoint.CheckpointException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Compares values from elsewhere with the parameters they are meant for.
final class Fit {
    private Fit() {}

    /// Does nothing if there is one value for each parameter, of its type, and no other.
    ///
    /// @throws CheckpointException with all that is missing, of another type or too much
    static void check(Collection<Parameter> parameters, Map<String, Literal> values) {
        List<String> wrong = new ArrayList<>();
        List<Parameter> missing = new ArrayList<>();
        TreeSet<String> extra = new TreeSet<>(values.keySet());
        for (Parameter p : parameters) {
            extra.remove(p.name());
            Literal value = values.get(p.name());
            if (value == null) {
                missing.add(p);
            } else if (!value.type().equals(p.type())) {
                wrong.add("%s is %s there".formatted(p, value.type()));
            }
        }
        List<String> unfilled = missing.stream().map(Parameter::name).toList();
        missing.forEach(p -> wrong.add("%s is missing%s".formatted(p, nearest(p.name(), extra))));
        extra.forEach(name ->
                wrong.add("no parameter is named '%s'%s".formatted(name, nearest(name, unfilled))));
        if (!wrong.isEmpty()) {
            throw new CheckpointException(
                    "the values are not those of this model:\n  %s\n  expected exactly the names and types of its %d parameters; is this the checkpoint of another model, or of another size?"
                            .formatted(String.join("\n  ", wrong), parameters.size()));
        }
    }

    private static String nearest(String name, Collection<String> others) {
        List<String> found = Nearest.of(name, others);
        return found.isEmpty()
                ? ""
                : found.stream().collect(Collectors.joining("', '", "; nearest: '", "'"));
    }

    static Literal value(Map<String, Literal> values, Parameter parameter) {
        Literal found = values.get(parameter.name());
        if (found == null) {
            throw new CheckpointException(parameter + " is missing");
        }
        return found;
    }
}
