package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import io.jacquard.ir.Unary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects the nodes of a {@link KernelSpec}; equal nodes get one number.
///
/// ```
/// var b = new KernelBuilder(Axis.COLUMNS);
/// int x = b.input(DType.F32, Access.ELEMENT);
/// b.output(b.binary(BinaryOp.MAXIMUM, x, b.constant(DType.F32, 0)), DType.F32, Access.ELEMENT);
/// Kernel relu = cache.kernel(b.build());
/// ```
public final class KernelBuilder {
    private final Axis axis;
    private final List<KernelSpec.Input> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final List<KernelSpec.Output> outputs = new ArrayList<>();
    private final NodeTypes types = new NodeTypes(inputs);

    /// An empty kernel.
    ///
    /// @param axis the axis its reductions run along; {@link Axis#COLUMNS} if it has none
    public KernelBuilder(Axis axis) {
        this.axis = axis;
    }

    /// Adds an operand that is read and gives the node of its value.
    public int input(DType dtype, Access access) {
        inputs.add(new KernelSpec.Input(dtype, access));
        return node(new Node.Input(inputs.size() - 1));
    }

    /// A constant of any dtype but bf16 and f16, rounded or truncated to it.
    public int constant(DType dtype, double value) {
        return node(new Node.Constant(dtype, bits(dtype, value)));
    }

    /// An integer constant, for values that a double cannot hold.
    public int constant(DType dtype, long value) {
        if (dtype.isFloat() || dtype == DType.BOOL) {
            return constant(dtype, (double) value);
        }
        return node(new Node.Constant(dtype, wrap(dtype, value)));
    }

    /// `op(x)`.
    public int unary(UnaryOp op, int x) {
        return node(new Node.Unary(op, x));
    }

    /// A function of a real number, f32 or f64.
    public int real(Unary.Real op, int x) {
        return node(new Node.Real(op, x));
    }

    /// `op(a, b)`.
    public int binary(BinaryOp op, int a, int b) {
        return node(new Node.Binary(op, a, b));
    }

    /// `a op b`, a bool.
    public int compare(CompareOp op, int a, int b) {
        return node(new Node.Compare(op, a, b));
    }

    /// `condition ? yes : no`.
    public int select(int condition, int yes, int no) {
        return node(new Node.Select(condition, yes, no));
    }

    /// `a * b + c`, rounded once.
    public int fma(int a, int b, int c) {
        return node(new Node.Fma(a, b, c));
    }

    /// Conversion by value.
    public int convert(int x, DType dtype) {
        return node(new Node.Convert(x, dtype));
    }

    /// The same bits as another dtype.
    public int bitcast(int x, DType dtype) {
        return node(new Node.Bitcast(x, dtype));
    }

    /// The reduction of `x` along the axis.
    public int reduce(ReduceOp op, int x) {
        return node(new Node.Reduce(op, x));
    }

    /// Any node.
    ///
    /// @return its number
    /// @throws IllegalArgumentException if its operands are unknown or of wrong dtypes
    public int node(Node node) {
        Integer known = numbers.get(node);
        if (known != null) {
            return known;
        }
        types.add(node);
        numbers.put(node, nodes.size());
        nodes.add(node);
        return nodes.size() - 1;
    }

    /// The dtype of a node.
    public DType dtype(int node) {
        return types.get(node);
    }

    /// Adds an operand that is written.
    public void output(int node, DType dtype, Access access) {
        outputs.add(new KernelSpec.Output(node, dtype, access));
    }

    /// The finished description.
    ///
    /// @throws IllegalArgumentException as {@link KernelSpec} does
    public KernelSpec build() {
        return new KernelSpec(axis, inputs, nodes, outputs);
    }

    private static long bits(DType dtype, double value) {
        return switch (dtype) {
            case F32 -> Float.floatToRawIntBits((float) value);
            case F64 -> Double.doubleToRawLongBits(value);
            case BOOL -> value != 0 ? 1 : 0;
            case I8, I32, I64, U8, U32 -> wrap(dtype, (long) value);
            case BF16, F16 -> throw NodeTypes.memoryOnly(dtype);
        };
    }

    private static long wrap(DType dtype, long value) {
        return switch (dtype) {
            case I8 -> (byte) value;
            case U8 -> value & 0xff;
            case I32, U32 -> (int) value;
            case F32, F64, BF16, F16, I64, BOOL -> value;
        };
    }
}
