package io.jacquard.nn;

import io.jacquard.ir.TensorType;
import io.jacquard.nn.init.Initializer;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Hands out the parameters of a network and names them by the path of the scope:
/// `scope.in("hidden").parameter("weight", ...)` is `hidden.weight`.
///
/// Each layer takes a scope of its own. Parameters keep the order in which they were asked for.
public final class Scope {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final Map<String, Parameter> parameters;
    private final String path;
    private final List<Penalty> penalties;

    private Scope(Map<String, Parameter> parameters, String path, List<Penalty> penalties) {
        this.parameters = parameters;
        this.path = path;
        this.penalties = penalties;
    }

    /// A new, empty scope without a path. {@link Model#create} makes one for you.
    public static Scope root() {
        return new Scope(new LinkedHashMap<>(), "", List.of());
    }

    /// The scope of a child.
    ///
    /// @param name letters, digits, `_` and `-`, such as `hidden` or `0`
    public Scope in(String name) {
        return new Scope(parameters, full(name), penalties);
    }

    /// This scope, whose trainable parameters of rank 2 and more (weights, not biases) get one more
    /// penalty.
    public Scope penalized(Penalty penalty) {
        List<Penalty> more = new ArrayList<>(penalties);
        more.add(penalty);
        return new Scope(parameters, path, List.copyOf(more));
    }

    /// The names from the outermost scope to this one, joined by dots; empty at the root.
    public String path() {
        return path;
    }

    /// A new parameter that is trained.
    ///
    /// @param name name within this scope, such as `weight`
    /// @param type dtype and shape, fixed from here on
    /// @param initializer makes the value before training
    /// @throws IllegalArgumentException if the name is taken in this scope
    public Parameter parameter(String name, TensorType type, Initializer initializer) {
        List<Penalty> own = type.rank() >= 2 ? penalties : List.of();
        return add(new Parameter(full(name), type, initializer, Parameter.Kind.TRAINABLE, own));
    }

    /// A new value that is carried and saved but not trained, such as a running mean.
    ///
    /// @throws IllegalArgumentException if the name is taken in this scope
    public Parameter state(String name, TensorType type, Initializer initializer) {
        return add(new Parameter(full(name), type, initializer, Parameter.Kind.STATE, List.of()));
    }

    /// All parameters handed out so far by this scope and all that have the same root, in order.
    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /// Runs the body of a layer's `forward` as that of this scope: errors and profiles name its
    /// path, random streams derive from it, and the summary shows the layer.
    ///
    /// @param layer the layer that is called
    /// @param body its computation
    public Tensor call(Layer layer, Supplier<Tensor> body) {
        if (path.isEmpty()) {
            return Calls.noted(layer, body);
        }
        return Trace.current().at(path, () -> Calls.noted(layer, body));
    }

    private Parameter add(Parameter made) {
        Parameter before = parameters.putIfAbsent(made.name(), made);
        if (before != null) {
            throw Refusal.argument(
                    "scope",
                    "two parameters are named '%s'".formatted(made.name()),
                    "%s and %s".formatted(before, made),
                    "one of a name; give each layer a scope of its own: scope.in(\"name\")");
        }
        return made;
    }

    private String full(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refusal.argument(
                    "scope",
                    "'%s' is no name".formatted(name),
                    "'%s'".formatted(name),
                    "letters, digits, '_' and '-'; nest scopes with in(name).in(name)");
        }
        return path.isEmpty() ? name : path + "." + name;
    }
}
