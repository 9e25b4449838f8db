package io.jacquard.nn;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.init.Initializer;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.List;

/// A named place for a value that a model carries: trained, or state such as a running mean.
///
/// The value itself belongs to a {@link Model}. Made by a {@link Scope}; two parameters are equal
/// only if they are the same object.
public final class Parameter {
    /// What becomes of the value while training.
    public enum Kind {
        /// The optimizer changes it.
        TRAINABLE,
        /// The layer itself changes it, with {@link Parameter#set}.
        STATE
    }

    private final String name;
    private final TensorType type;
    private final Initializer initializer;
    private final Kind kind;
    private final List<Penalty> penalties;

    Parameter(
            String name,
            TensorType type,
            Initializer initializer,
            Kind kind,
            List<Penalty> penalties) {
        this.name = name;
        this.type = type;
        this.initializer = initializer;
        this.kind = kind;
        this.penalties = List.copyOf(penalties);
    }

    /// The full name, for example `hidden.weight`.
    public String name() {
        return name;
    }

    /// Dtype and shape.
    public TensorType type() {
        return type;
    }

    /// Trained or state.
    public Kind kind() {
        return kind;
    }

    /// True if the optimizer changes it.
    public boolean trainable() {
        return kind == Kind.TRAINABLE;
    }

    /// What its size adds to the loss; usually nothing.
    public List<Penalty> penalties() {
        return penalties;
    }

    /// The value before training; it depends on the seed and the name only.
    ///
    /// @param seed the model's seed
    /// @throws IllegalStateException if the initializer makes another type
    public Literal initial(Seed seed) {
        Literal made = initializer.init(seed.in(name), type);
        if (!made.type().equals(type)) {
            throw new IllegalStateException(
                    "the initializer of %s made %s instead of %s"
                            .formatted(name, made.type(), type));
        }
        return made;
    }

    /// The value in the function that is being traced; of a trained parameter of f32, inside of a
    /// model's network, in the dtype in which the model's {@link Policy} computes.
    ///
    /// @throws io.jacquard.tensor.TraceException if the function is not that of a model with this
    ///   parameter
    public Tensor value() {
        Tensor bound = Trace.current().bound(this);
        return trainable() ? Policy.computed(bound) : bound;
    }

    /// Says what the value is after the step.
    ///
    /// @param next of this parameter's type
    /// @throws IllegalStateException if this is trainable: the optimizer alone changes it
    public void set(Tensor next) {
        if (trainable()) {
            throw new IllegalStateException(
                    "%s is trained by the optimizer; take it from Scope.state to set it"
                            .formatted(name));
        }
        Trace.current().update(this, next);
    }

    /// Name and type, for example `hidden.weight f32[784, 256]`.
    @Override
    public String toString() {
        return name + " " + type;
    }
}
