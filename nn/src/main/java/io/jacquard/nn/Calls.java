package io.jacquard.nn;

import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Notes which layers are called while a network is traced for its summary; does nothing at other
/// times. Of nested layers the innermost count.
final class Calls {
    /// One layer that was called.
    ///
    /// @param layer the layer
    /// @param path its path
    /// @param output type of its output in the last call
    record Call(Layer layer, String path, TensorType output) {}

    private static final ScopedValue<Calls> CURRENT = ScopedValue.newInstance();

    private final List<Call> list = new ArrayList<>();
    private int count;

    static List<Call> during(Runnable trace) {
        Calls calls = new Calls();
        ScopedValue.where(CURRENT, calls).run(trace);
        return List.copyOf(calls.list);
    }

    static Tensor noted(Layer layer, Supplier<Tensor> body) {
        if (!CURRENT.isBound()) {
            return body.get();
        }
        Calls calls = CURRENT.get();
        int before = calls.count;
        Tensor output = body.get();
        if (calls.count == before) {
            calls.note(new Call(layer, Trace.current().path(), output.type()));
        }
        return output;
    }

    private void note(Call call) {
        count++;
        list.removeIf(c -> c.layer.equals(call.layer) && c.path.equals(call.path));
        list.add(call);
    }
}
