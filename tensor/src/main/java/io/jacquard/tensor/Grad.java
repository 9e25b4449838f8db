package io.jacquard.tensor;

import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import java.util.List;
import java.util.function.UnaryOperator;

/// Gradients by reverse mode.
public final class Grad {
    private Grad() {}

    /// The gradients of a scalar with respect to tensors it was computed from.
    ///
    /// @param loss a floating scalar
    /// @param wrt tensors of the same trace; for one the loss does not depend on, the gradient is 0
    /// @return one gradient each, of its type
    /// @throws io.jacquard.ir.ShapeException if the loss is no floating scalar
    public static List<Tensor> of(Tensor loss, List<Tensor> wrt) {
        if (loss.rank() != 0 || !loss.dtype().isFloat()) {
            throw loss.error(
                    "grad", "the loss is " + loss, "a floating scalar; use sum() or mean()", loss);
        }
        return of(loss, loss.like(1), wrt);
    }

    /// The products of a cotangent with the derivatives of a tensor of any shape.
    ///
    /// @param output the tensor, floating
    /// @param cotangent of the output's type
    /// @param wrt floating tensors of the same trace
    /// @return one product each, of its type
    /// @throws io.jacquard.ir.ShapeException if the cotangent's type is another or one of the
    ///   tensors is not floating
    public static List<Tensor> of(Tensor output, Tensor cotangent, List<Tensor> wrt) {
        output.sameTrace(cotangent).requireType(output.type());
        checkFloating("the output", output);
        wrt.forEach(t -> checkFloating("an input", t));
        Trace trace = Trace.current();
        List<Value> values = wrt.stream().map(t -> t.in(trace)).toList();
        Value root = output.in(trace);
        return ReverseMode.gradients(trace.builder(), root, cotangent.in(trace), values).stream()
                .map(v -> new Tensor(trace, v))
                .toList();
    }

    /// The function that gives the gradient of a function to a scalar.
    public static UnaryOperator<Tensor> of(UnaryOperator<Tensor> function) {
        return x -> of(function.apply(x), List.of(x)).getFirst();
    }

    private static void checkFloating(String what, Tensor t) {
        if (!t.dtype().isFloat()) {
            throw t.error(
                    "grad",
                    "%s is %s".formatted(what, t),
                    "a floating tensor; convert it with to(DType)",
                    t);
        }
    }
}
