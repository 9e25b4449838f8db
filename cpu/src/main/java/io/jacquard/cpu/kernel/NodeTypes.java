package io.jacquard.cpu.kernel;

import static java.util.stream.Collectors.joining;

import io.jacquard.ir.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The dtype of every node, and the checks of a description.
final class NodeTypes {
    private final List<KernelSpec.Input> inputs;
    private final List<DType> types = new ArrayList<>();

    NodeTypes(List<KernelSpec.Input> inputs) {
        this.inputs = inputs;
    }

    static void check(
            Axis axis,
            List<KernelSpec.Input> inputs,
            List<Node> nodes,
            List<KernelSpec.Output> outputs) {
        List<DType> types = of(inputs, nodes);
        Access once = axis == Axis.COLUMNS ? Access.ROW : Access.COLUMN;
        for (KernelSpec.Output o : outputs) {
            require(o.node() >= 0 && o.node() < nodes.size(), "output of node ", o.node());
            DType type = types.get(o.node());
            boolean narrow =
                    type == DType.F32 && (o.dtype() == DType.BF16 || o.dtype() == DType.F16);
            require(type == o.dtype() || narrow, "output ", o.dtype(), " of a value ", type);
            boolean each = o.access() == Access.ELEMENT || o.access() == Access.STRIDED;
            require(each || o.access() == once, "output by ", o.access(), ", axis ", axis);
            boolean differs = !each && differing(axis, inputs, nodes).get(o.node());
            require(!differs, "output by ", o.access(), " differs along the axis; reduce it");
        }
        require(!outputs.isEmpty(), "a kernel without outputs");
    }

    /// The nodes whose value differs from element to element along the axis.
    private static BitSet differing(Axis axis, List<KernelSpec.Input> inputs, List<Node> nodes) {
        boolean columns = axis == Axis.COLUMNS;
        BitSet differing = new BitSet();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean own =
                    switch (node) {
                        case Node.Input n ->
                                switch (inputs.get(n.index()).access()) {
                                    case ELEMENT, STRIDED -> true;
                                    case COLUMN -> columns;
                                    case ROW -> !columns;
                                    case UNIFORM -> false;
                                };
                        case Node.Column _ -> columns;
                        case Node.Row _ -> !columns;
                        default -> false;
                    };
            differing.set(i, own);
            if (!(node instanceof Node.Reduce)) {
                int at = i;
                node.operands(o -> differing.set(at, differing.get(at) || differing.get(o)));
            }
        }
        return differing;
    }

    /// The dtypes of the nodes.
    static List<DType> of(List<KernelSpec.Input> inputs, List<Node> nodes) {
        NodeTypes t = new NodeTypes(inputs);
        nodes.forEach(t::add);
        return t.types;
    }

    /// Checks the next node and notes its dtype.
    void add(Node node) {
        types.add(type(types.size(), node));
    }

    DType get(int node) {
        return types.get(node);
    }

    static IllegalArgumentException memoryOnly(DType dtype) {
        return new IllegalArgumentException(
                "[kernel] " + dtype.text() + " exists in memory only; compute in f32");
    }

    private DType type(int at, Node node) {
        return switch (node) {
            case Node.Input n -> read(n.index());
            case Node.Constant n -> value(n.dtype());
            case Node.Column _, Node.Row _ -> DType.I32;
            case Node.Unary n -> unary(n.op(), operand(at, n.x()));
            case Node.Real n -> {
                DType type = operand(at, n.x());
                require(type.isFloat(), n.op().name(), " of ", type);
                yield type;
            }
            case Node.Binary n -> binary(n.op(), same(at, n.a(), n.b()));
            case Node.Compare n -> {
                same(at, n.a(), n.b());
                yield DType.BOOL;
            }
            case Node.Select n -> {
                require(operand(at, n.condition()) == DType.BOOL, "select by a value not bool");
                yield same(at, n.yes(), n.no());
            }
            case Node.Fma n -> {
                DType type = same(at, n.a(), n.b());
                require(type == operand(at, n.c()) && type.isFloat(), "fma of ", type);
                yield type;
            }
            case Node.Convert n -> {
                operand(at, n.x());
                yield value(n.dtype());
            }
            case Node.Bitcast n -> {
                int size = operand(at, n.x()).bytes();
                require(n.dtype().bytes() == size, "bitcast to another size");
                yield value(n.dtype());
            }
            case Node.Reduce n -> reduce(n.op(), operand(at, n.x()));
        };
    }

    private DType read(int index) {
        require(index >= 0 && index < inputs.size(), "no input ", index);
        DType type = inputs.get(index).dtype();
        return type == DType.BF16 || type == DType.F16 ? DType.F32 : type;
    }

    private static DType value(DType dtype) {
        if (dtype == DType.BF16 || dtype == DType.F16) {
            throw memoryOnly(dtype);
        }
        return dtype;
    }

    private DType operand(int at, int node) {
        require(node >= 0 && node < at, "node ", at, " uses node ", node);
        return types.get(node);
    }

    private DType same(int at, int a, int b) {
        DType type = operand(at, a);
        require(type == operand(at, b), "operands ", type, " and ", types.get(b));
        return type;
    }

    private static DType unary(UnaryOp op, DType x) {
        boolean fits =
                switch (op) {
                    case NEGATE, ABS, SIGN -> x != DType.BOOL;
                    case NOT -> !x.isFloat();
                    case POPCNT, CLZ -> x.isInteger();
                    case ROUND_BF16, ROUND_F16 -> x == DType.F32;
                    case IS_FINITE -> x.isFloat();
                };
        require(fits, op, " of ", x);
        return op == UnaryOp.IS_FINITE ? DType.BOOL : x;
    }

    private static DType binary(BinaryOp op, DType x) {
        boolean fits =
                switch (op) {
                    case ADD, MULTIPLY, MAXIMUM, MINIMUM -> true;
                    case SUBTRACT, DIVIDE, REMAINDER -> x != DType.BOOL;
                    case POWER -> x != DType.BOOL;
                    case ATAN2 -> x.isFloat();
                    case AND, OR, XOR -> !x.isFloat();
                    case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> x.isInteger();
                };
        require(fits, op, " of ", x);
        return x;
    }

    private static DType reduce(ReduceOp op, DType x) {
        boolean fits =
                switch (op) {
                    case SUM, PRODUCT, MAXIMUM, MINIMUM -> x != DType.BOOL;
                    case AND, OR -> !x.isFloat();
                };
        require(fits, "reduction ", op, " of ", x);
        return x;
    }

    private static void require(boolean holds, Object... message) {
        if (!holds) {
            String text = Arrays.stream(message).map(String::valueOf).collect(joining());
            throw new IllegalArgumentException("[kernel] " + text);
        }
    }
}
