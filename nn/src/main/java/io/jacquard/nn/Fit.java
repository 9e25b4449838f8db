package io.jacquard.nn;

import io.jacquard.ir.Literal;
import io.jacquard.nn.checkpoint.CheckpointException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Compares values from elsewhere with the parameters they are meant for.
final class Fit {
    private static final int SHOWN = 8;

    private Fit() {}

    static void check(Collection<Parameter> parameters, Map<String, Literal> values) {
        List<String> wrong = new ArrayList<>();
        TreeSet<String> extra = new TreeSet<>(values.keySet());
        for (Parameter p : parameters) {
            extra.remove(p.name());
            Literal value = values.get(p.name());
            if (value == null) {
                wrong.add("%s is missing".formatted(p));
            } else if (!value.type().equals(p.type())) {
                wrong.add("%s is %s there".formatted(p, value.type()));
            }
        }
        extra.forEach(name -> wrong.add("no parameter is named '%s'".formatted(name)));
        if (!wrong.isEmpty()) {
            throw new CheckpointException(
                    "the values are not those of this model:\n  %s%s\n  expected exactly the names and types of its parameters"
                            .formatted(
                                    String.join(
                                            "\n  ",
                                            wrong.subList(0, Math.min(SHOWN, wrong.size()))),
                                    wrong.size() > SHOWN
                                            ? "\n  and %d more".formatted(wrong.size() - SHOWN)
                                            : ""));
        }
    }

    static Literal value(Map<String, Literal> values, Parameter parameter) {
        Literal found = values.get(parameter.name());
        if (found == null) {
            throw new CheckpointException(parameter + " is missing");
        }
        return found;
    }
}
