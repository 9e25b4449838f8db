package io.jacquard.tensor;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A value inside a function that is being traced: a dtype and a shape, no numbers.
///
/// Operations are recorded; shapes and dtypes are checked at once, at the user's line. Two operands
/// are broadcast as NumPy does: shapes are aligned at the last axis, an axis of size 1 is repeated.
/// Their dtypes must be equal; {@link #to} converts. An axis may be counted from the end: -1 is the
/// last.
public final class Tensor {
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
            throw error("shape", "the shape is " + shape(), Arrays.toString(wanted), this);
        }
        return this;
    }

    /// This tensor, whose type must be as told.
    ///
    /// @throws ShapeException if it is another
    public Tensor requireType(TensorType wanted) {
        if (!type().equals(wanted)) {
            throw error("type", "the type is " + type(), wanted.toString(), this);
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
        Trace t = Trace.current();
        return new Tensor(t, t.builder().add(new Creation.Iota(TensorType.of(DType.I32, n), 0)));
    }

    /// The same number everywhere, in this tensor's type.
    public Tensor like(double number) {
        return full(type(), number);
    }

    // ---- arithmetic

    /// `this + other`
    public Tensor add(Tensor other) {
        return binary("add", new Binary.Add(), other);
    }

    /// `this + number`
    public Tensor add(double number) {
        return add(number("add", number));
    }

    /// `this - other`
    public Tensor sub(Tensor other) {
        return binary("sub", new Binary.Subtract(), other);
    }

    /// `this - number`
    public Tensor sub(double number) {
        return sub(number("sub", number));
    }

    /// `this * other`, element by element
    public Tensor mul(Tensor other) {
        return binary("mul", new Binary.Multiply(), other);
    }

    /// `this * number`
    public Tensor mul(double number) {
        return mul(number("mul", number));
    }

    /// `this / other`; integers truncate
    public Tensor div(Tensor other) {
        return binary("div", new Binary.Divide(), other);
    }

    /// `this / number`
    public Tensor div(double number) {
        return div(number("div", number));
    }

    /// `this ^ other`
    public Tensor pow(Tensor other) {
        return binary("pow", new Binary.Power(), other);
    }

    /// `this ^ number`
    public Tensor pow(double number) {
        return pow(number("pow", number));
    }

    /// The remainder of `this / other`, with the sign of this
    public Tensor remainder(Tensor other) {
        return binary("remainder", new Binary.Remainder(), other);
    }

    /// The larger of two; NaN if either is
    public Tensor maximum(Tensor other) {
        return binary("maximum", new Binary.Maximum(), other);
    }

    /// The larger of this and a number
    public Tensor maximum(double number) {
        return maximum(number("maximum", number));
    }

    /// The smaller of two; NaN if either is
    public Tensor minimum(Tensor other) {
        return binary("minimum", new Binary.Minimum(), other);
    }

    /// The smaller of this and a number
    public Tensor minimum(double number) {
        return minimum(number("minimum", number));
    }

    /// Bit by bit, or logical, and
    public Tensor and(Tensor other) {
        return binary("and", new Binary.And(), other);
    }

    /// Bit by bit, or logical, or
    public Tensor or(Tensor other) {
        return binary("or", new Binary.Or(), other);
    }

    /// Bit by bit, or logical, not
    public Tensor not() {
        return op(new Unary.Not());
    }

    /// `-this`
    public Tensor neg() {
        return op(new Unary.Negate());
    }

    /// `|this|`
    public Tensor abs() {
        return op(new Unary.Abs());
    }

    /// -1, 0 or 1
    public Tensor sign() {
        return op(new Unary.Sign());
    }

    /// `this * this`
    public Tensor square() {
        return mul(this);
    }

    /// The square root
    public Tensor sqrt() {
        return op(new Unary.Sqrt());
    }

    /// `1 / sqrt(this)`
    public Tensor rsqrt() {
        return op(new Unary.Rsqrt());
    }

    /// `e ^ this`
    public Tensor exp() {
        return op(new Unary.Exponential());
    }

    /// `e ^ this - 1`, accurate near 0
    public Tensor expm1() {
        return op(new Unary.ExponentialMinusOne());
    }

    /// The natural logarithm
    public Tensor log() {
        return op(new Unary.Log());
    }

    /// `log(1 + this)`, accurate near 0
    public Tensor log1p() {
        return op(new Unary.LogPlusOne());
    }

    /// The sine, of radians
    public Tensor sin() {
        return op(new Unary.Sine());
    }

    /// The cosine, of radians
    public Tensor cos() {
        return op(new Unary.Cosine());
    }

    /// The hyperbolic tangent
    public Tensor tanh() {
        return op(new Unary.Tanh());
    }

    /// `1 / (1 + e ^ -this)`
    public Tensor sigmoid() {
        return op(new Unary.Logistic());
    }

    /// The error function
    public Tensor erf() {
        return op(new Unary.Erf());
    }

    /// The largest integer not above
    public Tensor floor() {
        return op(new Unary.Floor());
    }

    /// The smallest integer not below
    public Tensor ceil() {
        return op(new Unary.Ceil());
    }

    /// The nearest integer, ties to even
    public Tensor round() {
        return op(new Unary.RoundNearestEven());
    }

    /// `max(this, 0)`, NaN for NaN; its gradient at 0 is 0
    public Tensor relu() {
        return le(like(0)).where(like(0), this);
    }

    // ---- comparing and choosing

    /// Where this equals the other: bool
    public Tensor eq(Tensor other) {
        return compare(Direction.EQ, other);
    }

    /// Where this differs from the other: bool
    public Tensor ne(Tensor other) {
        return compare(Direction.NE, other);
    }

    /// Where this is larger: bool
    public Tensor gt(Tensor other) {
        return compare(Direction.GT, other);
    }

    /// Where this is larger or equal: bool
    public Tensor ge(Tensor other) {
        return compare(Direction.GE, other);
    }

    /// Where this is smaller: bool
    public Tensor lt(Tensor other) {
        return compare(Direction.LT, other);
    }

    /// Where this is smaller or equal: bool
    public Tensor le(Tensor other) {
        return compare(Direction.LE, other);
    }

    /// Where this is neither infinite nor NaN: bool
    public Tensor isFinite() {
        return op(new Unary.IsFinite());
    }

    /// Chooses by this tensor of bool: `yes` where it is true, else `no`.
    public Tensor where(Tensor yes, Tensor no) {
        Tensor[] all = {this, sameTrace(yes), sameTrace(no)};
        Shape shape = broadcast("where", shape(), yes.shape(), all);
        shape = broadcast("where", shape, no.shape(), all);
        Tensor condition = broadcastTo(shape);
        return made(
                new Elementwise.Select(), condition, yes.broadcastTo(shape), no.broadcastTo(shape));
    }

    /// Converts to another dtype: floats round to nearest even, integers truncate and saturate
    public Tensor to(DType dtype) {
        return dtype() == dtype ? this : op(new Elementwise.Convert(dtype));
    }

    // ---- reductions; without an axis, over all

    /// The sum along axes
    public Tensor sum(int... axes) {
        return reduce("sum", Reducer.ADD, axes);
    }

    /// The mean along axes; 16-bit floats are summed and divided in f32
    ///
    /// @throws ShapeException if the elements are no floats
    public Tensor mean(int... axes) {
        if (!dtype().isFloat()) {
            throw error("mean", type() + " is not floating", "floats; convert with to(F32)", this);
        }
        Tensor sum = (dtype().bytes() < 4 ? to(DType.F32) : this).sum(axes);
        double count = (double) shape().elements() / Math.max(1, sum.shape().elements());
        return sum.div(count).to(dtype());
    }

    /// The largest along axes
    public Tensor max(int... axes) {
        return reduce("max", Reducer.MAXIMUM, axes);
    }

    /// The smallest along axes
    public Tensor min(int... axes) {
        return reduce("min", Reducer.MINIMUM, axes);
    }

    /// The index of the largest along an axis, i32; the first of equal ones
    public Tensor argmax(int axis) {
        return op(new Reduction.ArgMax(axis("argmax", axis)));
    }

    /// `e^x / sum(e^x)` along an axis
    public Tensor softmax(int axis) {
        return op(new Composite.Softmax(axis("softmax", axis)));
    }

    /// The logarithm of softmax along an axis
    public Tensor logSoftmax(int axis) {
        return op(new Composite.LogSoftmax(axis("logSoftmax", axis)));
    }

    // ---- products

    /// The matrix product over the last two axes; leading axes are broadcast.
    ///
    /// | value | shape |
    /// |---|---|
    /// | this | `[..., rows, inner]` |
    /// | other | `[..., inner, columns]` |
    /// | result | `[..., rows, columns]` |
    ///
    /// @throws ShapeException if the inner sizes differ
    public Tensor matmul(Tensor other) {
        return Products.matmul(this, other);
    }

    /// A convolution over channels-last data.
    ///
    /// | value | shape |
    /// |---|---|
    /// | this | `[batch, spatial..., in]` |
    /// | kernel | `[spatial..., in, out]` |
    /// | result | `[batch, spatial..., out]` |
    public Tensor convolution(Tensor kernel, Contraction.Window window) {
        return convolution(kernel, Contraction.Convolution.channelsLast(window));
    }

    /// The general convolution of {@link Contraction.Convolution}, for example one in groups.
    public Tensor convolution(Tensor kernel, Contraction.Convolution op) {
        return made(op, this, sameTrace(kernel));
    }

    /// The largest in each window over `[batch, spatial..., channels]`
    public Tensor maxPool(PoolWindow window) {
        return op(new Composite.MaxPool(window));
    }

    /// The mean of each window over `[batch, spatial..., channels]`; padding is not counted
    public Tensor averagePool(PoolWindow window) {
        return op(new Composite.AveragePool(window));
    }

    /// The general product of {@link DotGeneral}.
    public Tensor dot(DotGeneral op, Tensor other) {
        return made(op, this, sameTrace(other));
    }

    // ---- shapes

    /// The same elements in another shape; one size may be -1: what is left
    ///
    /// @throws ShapeException if the number of elements differs
    public Tensor reshape(int... sizes) {
        Shape shape = Shape.of(completed(sizes));
        return shape.equals(shape()) ? this : op(new Shaping.Reshape(shape));
    }

    private int[] completed(int... sizes) {
        int[] s = sizes.clone();
        int open = IntList.of(s).indexOf(-1);
        long known =
                Arrays.stream(s).filter(n -> n != -1).asLongStream().reduce(1, (x, y) -> x * y);
        int elements = shape().elements();
        if (open >= 0) {
            s[open] = known == 0 ? -1 : (int) (elements / known);
            known *= s[open];
        }
        if (known != elements || Arrays.stream(s).anyMatch(n -> n < 0)) {
            throw error(
                    "reshape",
                    "%d elements do not fit %s".formatted(elements, Arrays.toString(sizes)),
                    "sizes whose product is %d; one may be -1: what is left".formatted(elements),
                    this);
        }
        return s;
    }

    /// All axes but the first joined: `[batch, features]`
    public Tensor flatten() {
        int batch = size(0);
        return reshape(batch, shape().without(0).elements());
    }

    /// The axes in another order; without arguments reversed
    public Tensor transpose(int... permutation) {
        int r = rank();
        IntList p =
                permutation.length == 0
                        ? IntList.generate(r, i -> r - 1 - i)
                        : axes("transpose", permutation);
        return op(new Shaping.Transpose(p));
    }

    /// Repeated to a shape as NumPy broadcasts
    public Tensor broadcastTo(Shape shape) {
        if (shape.equals(shape())) {
            return this;
        }
        int lead = shape.rank() - rank();
        if (lead < 0 || !fits(shape)) {
            throw error(
                    "broadcastTo",
                    "%s does not broadcast to %s".formatted(shape(), shape),
                    "each axis, counted from the last, of that size or 1",
                    this);
        }
        return op(new Shaping.BroadcastInDim(shape, IntList.range(lead, shape.rank())));
    }

    private boolean fits(Shape wide) {
        return IntStream.rangeClosed(1, rank())
                .allMatch(i -> size(-i) == 1 || size(-i) == wide.size(-i));
    }

    /// A new axis of size 1 before the given one
    public Tensor expand(int axis) {
        int a = axis < 0 ? axis + rank() + 1 : axis;
        if (a < 0 || a > rank()) {
            throw error(
                    "expand",
                    "no place %d for an axis in %s".formatted(axis, shape()),
                    "one from %d to %d".formatted(-rank() - 1, rank()),
                    this);
        }
        IntList sizes = IntList.of(shape().sizes());
        return reshape(
                sizes.slice(0, a).concat(IntList.of(1)).concat(sizes.slice(a, rank())).toArray());
    }

    /// Part of one axis
    ///
    /// @param start first index
    /// @param limit end, exclusive
    public Tensor slice(int axis, int start, int limit) {
        return op(Shaping.sliceOf(shape(), axis("slice", axis), start, limit));
    }

    /// This and others joined along an axis
    public Tensor concat(int axis, Tensor... others) {
        Tensor[] all = new Tensor[others.length + 1];
        all[0] = this;
        for (int i = 0; i < others.length; i++) {
            all[i + 1] = sameTrace(others[i]);
        }
        return made(new Shaping.Concatenate(axis("concat", axis)), all);
    }

    /// The order along axes reversed
    public Tensor reverse(int... axes) {
        return op(new Shaping.Reverse(axes("reverse", axes)));
    }

    /// Padded with a number at both ends of each axis
    public Tensor pad(int[] low, int[] high, double number) {
        return made(
                new Shaping.Pad(IntList.of(low), IntList.of(high), IntList.repeat(0, rank())),
                this,
                number("pad", number));
    }

    /// For class indices, 1 at the class and 0 elsewhere along a new last axis
    public Tensor oneHot(int classes, DType dtype) {
        DType wide =
                dtype().bytes() < 4 ? DType.I32 : dtype(); // 300 classes are more than u8 counts
        return to(wide).expand(-1).eq(iota(classes).to(wide)).to(dtype);
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
        return new ShapeException(
                "[%s] %s\n  operands %s\n  expected %s\n  at %s"
                        .formatted(op, problem, Arrays.toString(operands), expected, trace.site()));
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
                        "sizes that are equal or 1, counted from the last axis",
                        operands);
            }
            sizes[rank - i] = l == 1 ? r : l;
        }
        return Shape.of(sizes);
    }

    private Tensor op(Op op) {
        return made(op, this);
    }

    private Tensor number(String op, double number) {
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

    private Tensor binary(String name, Op op, Tensor other) {
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

    private Tensor compare(Direction direction, Tensor other) {
        return binary("compare", new Elementwise.Compare(direction), other);
    }

    private Tensor reduce(String name, Reducer reducer, int... axes) {
        IntList list = axes.length == 0 ? IntList.range(0, rank()) : axes(name, axes);
        return list.size() == 0 ? this : op(new Reduction.Reduce(reducer, list));
    }

    private IntList axes(String op, int... axes) {
        return IntList.generate(axes.length, i -> axis(op, axes[i]));
    }

    private int axis(String op, int axis) {
        if (axis < -rank() || axis >= rank()) {
            throw error(
                    op,
                    "no axis %d in %s".formatted(axis, shape()),
                    rank() == 0
                            ? "no axis: it is a scalar"
                            : "one from %d to %d".formatted(-rank(), rank() - 1),
                    this);
        }
        return shape().axis(axis);
    }
}
