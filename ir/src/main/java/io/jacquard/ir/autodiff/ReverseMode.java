package io.jacquard.ir.autodiff;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Gradients by reverse mode (Speelpenning 1980; Griewank, Walther, *Evaluating Derivatives*, 2nd
/// edition 2008, chapter 3), as instructions appended to the function they are taken of.
public final class ReverseMode {
    private ReverseMode() {}

    /// Appends the gradients of a value.
    ///
    /// For selected values x and the root y with cotangent c, the gradient is the sum over all
    /// elements of `c * dy/dx`; it counts every path from x to y, those through other selected
    /// values too. Where y does not depend on x it is zero.
    ///
    /// At points without a derivative the choices are JAX's: equal operands of maximum and minimum
    /// receive half each, equal largest elements of a reduction share evenly, `abs` at 0 gives 0.
    ///
    /// @param builder holds the instructions that compute the root; the gradient's are appended
    /// @param root the value to differentiate, floating
    /// @param cotangent its cotangent, of its type
    /// @param selected parameters or results of the builder, floating
    /// @return a gradient for each selected value, of its type
    /// @throws DifferentiationException if a type does not fit
    public static List<Value> gradients(
            Builder builder, Value root, Value cotangent, List<Value> selected) {
        requireFloating(root, "the root");
        selected.forEach(v -> requireFloating(v, "a selected value"));
        if (!cotangent.type().equals(root.type())) {
            throw new DifferentiationException(
                    "[gradients] the cotangent is %s\n  expected the root's type, %s"
                            .formatted(cotangent.type(), root.type()));
        }
        return new Walk(new Sugar(builder), 0, selected).from(root, cotangent);
    }

    /// The function that computes what a function does and then the gradients of its first result.
    ///
    /// @param function its first result is a floating scalar
    /// @param selected positions of the parameters whose gradients are wanted, floating
    /// @return a function of the same parameters; its results are those of the function, then a
    ///   gradient for each selected parameter, of its type
    /// @throws DifferentiationException if the first result is no floating scalar or a selected
    ///   parameter is not floating
    public static Function differentiate(Function function, IntList selected) {
        Builder builder = new Builder(function.name() + "_and_gradients");
        List<Value> parameters = builder.parametersOf(function);
        List<Value> results = new ArrayList<>(builder.inline(function, parameters));
        Value root = scalar(function, results);
        List<Value> wanted = selected.stream().mapToObj(parameters::get).toList();
        Value one = new Sugar(builder).like(root, 1);
        results.addAll(gradients(builder, root, one, wanted));
        return builder.build(results);
    }

    /// The function that takes cotangents of results back to cotangents of parameters: the
    /// vector-Jacobian product. It computes what it needs of the function itself.
    ///
    /// @param function what is differentiated
    /// @param results positions of the results that have a cotangent, floating
    /// @param selected positions of the parameters whose cotangents are wanted, floating
    /// @return a function of the same parameters, then a cotangent for each of those results, of
    ///   its type; its results are the cotangents of the selected parameters, of their types
    /// @throws DifferentiationException if one of them is not floating
    public static Function vjp(Function function, IntList results, IntList selected) {
        results.stream().forEach(i -> requireFloating(function.results().get(i), "a result"));
        selected.stream()
                .forEach(i -> requireFloating(function.parameters().get(i), "a parameter"));
        return Transposed.of(function, results, selected);
    }

    private static Value scalar(Function function, List<Value> results) {
        if (results.isEmpty() || !results.getFirst().type().shape().equals(Shape.SCALAR)) {
            throw new DifferentiationException(
                    "[gradients] %s\n  expected a scalar first result; reduce it by sum or mean"
                            .formatted(function));
        }
        return results.getFirst();
    }

    private static void requireFloating(Value value, String what) {
        if (!value.type().dtype().isFloat()) {
            throw new DifferentiationException(
                    "[gradients] %s is %s\n  expected f32, f64, bf16 or f16; %s has no gradient"
                            .formatted(what, value, value.type().dtype().text()));
        }
    }
}
