package io.jacquard.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Several tensors in an order, each with a name: the inputs or outputs of a model that has more
/// than one.
public final class Tensors {
    private final Map<String, Tensor> entries;

    private Tensors(Map<String, Tensor> entries) {
        this.entries = entries;
    }

    /// No tensor.
    public static Tensors none() {
        return new Tensors(new LinkedHashMap<>());
    }

    /// One tensor.
    public static Tensors of(String name, Tensor tensor) {
        return none().and(name, tensor);
    }

    /// These tensors and one more.
    ///
    /// @throws IllegalArgumentException if the name is taken
    public Tensors and(String name, Tensor tensor) {
        Map<String, Tensor> more = new LinkedHashMap<>(entries);
        if (more.put(name, tensor) != null) {
            throw new IllegalArgumentException("two tensors are named '" + name + "'");
        }
        return new Tensors(more);
    }

    /// The tensor of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Tensor of(String name) {
        Tensor t = entries.get(name);
        if (t == null) {
            throw new IllegalArgumentException(
                    "no tensor '%s'; there are %s".formatted(name, entries.keySet()));
        }
        return t;
    }

    /// The only tensor.
    ///
    /// @throws IllegalArgumentException if there is not exactly one
    public Tensor only() {
        if (entries.size() != 1) {
            throw new IllegalArgumentException("wanted one tensor, got " + entries.keySet());
        }
        return entries.values().iterator().next();
    }

    /// The names in order.
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /// The tensors in order.
    public List<Tensor> list() {
        return new ArrayList<>(entries.values());
    }

    /// Number of tensors.
    public int size() {
        return entries.size();
    }

    /// Each tensor replaced by what an operator makes of it.
    public Tensors map(UnaryOperator<Tensor> operator) {
        Tensors made = none();
        for (var e : entries.entrySet()) {
            made = made.and(e.getKey(), operator.apply(e.getValue()));
        }
        return made;
    }

    /// Names and types.
    @Override
    public String toString() {
        return entries.toString();
    }
}
