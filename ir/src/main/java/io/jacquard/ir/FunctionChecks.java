package io.jacquard.ir;

import java.util.List;

/// Checks of the functions inside operations.
final class FunctionChecks {
    private FunctionChecks() {}

    static void takes(Function f, String what, List<TensorType> wanted) {
        equal(f.parameters().stream().map(Value::type).toList(), wanted, "parameters of " + what);
    }

    static void gives(Function f, String what, List<TensorType> wanted) {
        equal(f.resultTypes(), wanted, "results of " + what);
    }

    static void equal(List<TensorType> types, List<TensorType> wanted, String what) {
        if (!types.equals(wanted)) {
            throw ShapeException.of(
                    "the %s are %s".formatted(what, types),
                    wanted + "; convert or reshape what differs");
        }
    }

    static List<TensorType> floats(List<TensorType> types) {
        return types.stream().filter(t -> t.dtype().isFloat()).toList();
    }
}
