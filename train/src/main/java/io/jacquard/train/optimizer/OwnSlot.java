package io.jacquard.train.optimizer;

import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// State of the parameter's type that one optimizer keeps behind that of another inside of it.
record OwnSlot(Optimizer inner, String name) {
    /// Names of all state.
    List<String> slots() {
        List<String> all = new ArrayList<>(inner.slots());
        all.add(name);
        return all;
    }

    TensorType type(String slot, TensorType parameter) {
        return slot.equals(name) ? parameter : inner.slotType(slot, parameter);
    }

    /// The state of that name.
    static Tensor of(Optimizer.Current p) {
        return p.slots().getLast();
    }

    /// What the optimizer inside sees.
    static Optimizer.Current inside(Optimizer.Current p, Tensor gradient) {
        int own = p.slots().size() - 1;
        return new Optimizer.Current(p.value(), gradient, p.slots().subList(0, own));
    }
}
