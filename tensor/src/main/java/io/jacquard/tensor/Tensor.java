package io.jacquard.tensor;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.Arrays;
import java.util.List;

/// A value inside a function that is being traced: a dtype and a shape, no numbers.
///
/// Operations are recorded; shapes and dtypes are checked at once, at the user's line. Two operands
/// are broadcast as NumPy does: shapes are aligned at the last axis, an axis of size 1 is repeated.
/// Their dtypes must be equal; {@link #to} converts. An axis may be counted from the end: -1 is the
/// last.
///
/// Its methods have the names of NumPy, PyTorch and JAX: arithmetic, bits, comparison and choice,
/// reductions, products, shapes, indexing, ordering, Fourier transforms, and what layers do. {@link
/// Complex} pairs two of them, {@link Sequences} runs recurrent networks, {@link Flow} has loops
/// and choices, {@link #apply} every other operation.
public final class Tensor
        implements TensorArithmetic,
                TensorBits,
                TensorChoice,
                TensorReduction,
                TensorProducts,
                TensorShaping,
                TensorIndexing,
                TensorOrdering,
                TensorSpectrum,
                TensorFunctional {
    private final Trace trace;
    private final Value value;

    Tensor(Trace trace, Value value) {
        this.trace = trace;
        this.value = value;
    }

    // ---- what it is

    /// Dtype and shape.
    public TensorType type() {
        return value.type();
    }

    /// Type of each element.
    public DType dtype() {
        return type().dtype();
    }

    /// Size along each axis.
    public Shape shape() {
        return type().shape();
    }

    /// Number of axes.
    public int rank() {
        return type().rank();
    }

    /// Size along an axis.
    ///
    /// @throws ShapeException if there is no such axis
    public int size(int axis) {
        return shape().size(axis("size", axis));
    }

    /// This tensor, whose shape must be as told: documentation that runs.
    ///
    /// @param wanted a size for each axis, or a name for an axis of any size
    /// @throws ShapeException if the shape is another
    public Tensor requireShape(Object... wanted) {
        boolean fits = wanted.length == rank();
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = !(wanted[i] instanceof Integer n) || n == size(i);
        }
        if (!fits) {
            throw error(
                    "shape",
                    "the shape is " + shape(),
                    Arrays.toString(wanted) + "; reshape or transpose it",
                    this);
        }
        return this;
    }

    /// This tensor, whose type must be as told.
    ///
    /// @throws ShapeException if it is another
    public Tensor requireType(TensorType wanted) {
        if (!type().equals(wanted)) {
            throw error("type", "the type is " + type(), wanted + "; convert or reshape it", this);
        }
        return this;
    }

    // ---- making tensors

    /// Fixed data.
    public static Tensor constant(Literal data) {
        Trace t = Trace.current();
        return new Tensor(t, t.builder().add(new Creation.Constant(data)));
    }

    /// A scalar.
    public static Tensor scalar(DType dtype, double number) {
        return constant(Literal.scalar(dtype, number));
    }

    /// The same number everywhere.
    public static Tensor full(TensorType type, double number) {
        return scalar(type.dtype(), number).broadcastTo(type.shape());
    }

    /// The numbers 0 to n - 1, i32.
    public static Tensor iota(int n) {
        return iota(new TensorType(DType.I32, shaped("iota", new int[] {n})), 0);
    }

    /// Each element is its own index along one axis.
    ///
    /// @param type dtype (not bool) and shape
    /// @param axis the axis counted along, from 0
    public static Tensor iota(TensorType type, int axis) {
        return apply(new Creation.Iota(type, axis)).getFirst();
    }

    /// The results of an operation of the language, for one that has no method.
    ///
    /// @param op its Javadoc says what operands it takes
    /// @param operands tensors of the function that is being traced
    /// @throws ShapeException if the operands do not fit
    public static List<Tensor> apply(Op op, Tensor... operands) {
        Trace here = Trace.current();
        List<Value> values = Arrays.stream(operands).map(t -> t.in(here)).toList();
        return here.builder().append(op, values).results().stream()
                .map(v -> new Tensor(here, v))
                .toList();
    }

    /// The same number everywhere, in this tensor's type.
    public Tensor like(double number) {
        return full(type(), number);
    }

    // ---- dtype

    /// Converts to another dtype: floats round to nearest even, integers truncate and saturate
    public Tensor to(DType dtype) {
        return dtype() == dtype ? this : op(new Elementwise.Convert(dtype));
    }

    // ---- markers

    /// This value; no gradient flows through it
    public Tensor stopGradient() {
        return op(new Marker.StopGradient());
    }

    /// This value, shown under a label each time the function runs and the value is used: to the
    /// receiver of {@link Jit#tapping}
    ///
    /// {@snippet :
    /// Jit.of(device, x -> x.exp().tap("exp").sum()).tapping((label, value) -> IO.println(value));
    /// }
    public Tensor tap(String label) {
        return op(new Marker.Tap(label));
    }

    // ---- random

    /// Random bits for a key of {@link Trace#randomKey}: u32 of a shape
    public Tensor randomBits(Shape shape) {
        return op(new Composite.RandomBits(shape));
    }

    /// Uniform f32 values from 0 inclusive to 1 exclusive for a key, as `jax.random.uniform`
    public Tensor randomUniform(Shape shape) {
        Tensor bits = randomBits(shape);
        Tensor high = bits.made(new Binary.ShiftRightLogical(), bits, bits.like(9));
        return high.to(DType.F32).mul(0x1p-23);
    }

    /// Dtype and shape.
    @Override
    public String toString() {
        return type().toString();
    }

    // ---- inside

    Trace trace() {
        return trace;
    }

    Value value() {
        return value;
    }

    /// The value that stands for this tensor in a trace: its own, or one inside it.
    Value in(Trace other) {
        return other.adopted(this);
    }

    Tensor sameTrace(Tensor other) {
        other.in(here());
        return other;
    }

    // The trace that is being recorded, in which this tensor can be used.
    private Trace here() {
        if (!Trace.isTracing()) {
            throw new TraceException(
                    "a tensor of the function traced at %s is used outside of it\n  at %s"
                            .formatted(trace.begun(), Lines.user()));
        }
        Trace here = Trace.current();
        in(here);
        return here;
    }

    Tensor made(Op op, Tensor... operands) {
        Trace here = here();
        Value[] values = Arrays.stream(operands).map(t -> t.in(here)).toArray(Value[]::new);
        return new Tensor(here, here.builder().add(op, values));
    }

    ShapeException error(String op, String problem, String expected, Tensor... operands) {
        return ShapeException.of(op, problem, List.of(operands), expected, trace.site());
    }

    Shape broadcast(String op, Shape left, Shape right, Tensor... operands) {
        int rank = Math.max(left.rank(), right.rank());
        int[] sizes = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int l = i <= left.rank() ? left.size(-i) : 1;
            int r = i <= right.rank() ? right.size(-i) : 1;
            if (l != r && l != 1 && r != 1) {
                throw error(
                        op,
                        "shapes do not broadcast",
                        "sizes equal or 1, counted from the last axis; expand or reshape one",
                        operands);
            }
            sizes[rank - i] = l == 1 ? r : l;
        }
        return shaped(op, sizes, operands);
    }

    /// A shape that was computed from arguments of a method.
    ///
    /// @throws ShapeException if there is no such shape, at the user's line
    static Shape shaped(String op, int[] sizes, Tensor... operands) {
        try {
            return Shape.of(sizes);
        } catch (ShapeException e) {
            List<TensorType> types = Arrays.stream(operands).map(Tensor::type).toList();
            throw e.at(op, types, Trace.current().site());
        }
    }

    Tensor op(Op op) {
        return made(op, this);
    }

    Tensor like(String op, double number) {
        return number(op, number).broadcastTo(shape());
    }

    Tensor number(String op, double number) {
        here();
        Literal data = Literal.scalar(dtype(), number);
        if (!dtype().isFloat() && data.get(0) != number) {
            throw error(
                    op,
                    "%s is no %s".formatted(number, dtype().text()),
                    "a number of that dtype; convert the tensor with to(DType)",
                    this);
        }
        return constant(data);
    }

    Tensor binary(String name, Op op, Tensor other) {
        sameTrace(other);
        if (dtype() != other.dtype()) {
            throw error(
                    name,
                    "dtypes differ: %s and %s".formatted(dtype().text(), other.dtype().text()),
                    "equal dtypes; convert one with to(DType)",
                    this,
                    other);
        }
        Shape shape = broadcast(name, shape(), other.shape(), this, other);
        return made(op, broadcastTo(shape), other.broadcastTo(shape));
    }

    IntList axes(String op, int... axes) {
        return IntList.generate(axes.length, i -> axis(op, axes[i]));
    }

    int axis(String op, int axis) {
        if (axis < -rank() || axis >= rank()) {
            throw error(
                    op,
                    "no axis %d in %s".formatted(axis, shape()),
                    rank() == 0
                            ? "no axis, it is a scalar; reshape it first"
                            : "an axis from %d to %d; -1 is the last"
                                    .formatted(-rank(), rank() - 1),
                    this);
        }
        return shape().axis(axis);
    }
}
