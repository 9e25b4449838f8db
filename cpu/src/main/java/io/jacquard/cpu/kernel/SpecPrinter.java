package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.List;
import java.util.Locale;

/// Writes a description as pseudo code.
final class SpecPrinter {
    private final KernelSpec spec;
    private final StringBuilder out = new StringBuilder();

    private SpecPrinter(KernelSpec spec) {
        this.spec = spec;
    }

    static String print(KernelSpec spec) {
        return new SpecPrinter(spec).all();
    }

    private String all() {
        out.append("kernel reducing along ").append(low(spec.axis())).append('\n');
        List<DType> types = NodeTypes.of(spec.inputs(), spec.nodes());
        for (int i = 0; i < spec.nodes().size(); i++) {
            String text = text(spec.nodes().get(i));
            out.append("  %%%d: %s = %s%n".formatted(i, types.get(i).text(), text));
        }
        for (int i = 0; i < spec.outputs().size(); i++) {
            KernelSpec.Output o = spec.outputs().get(i);
            String place = "out%d %s %s".formatted(i, o.dtype().text(), low(o.access()));
            out.append("  %s <- %%%d%n".formatted(place, o.node()));
        }
        return out.toString();
    }

    private String text(Node node) {
        return switch (node) {
            case Node.Input n -> {
                KernelSpec.Input in = spec.inputs().get(n.index());
                yield "in%d %s %s".formatted(n.index(), in.dtype().text(), low(in.access()));
            }
            case Node.Constant n -> constant(n);
            case Node.Column _ -> "column";
            case Node.Row _ -> "row";
            case Node.Unary n -> "%s(%%%d)".formatted(low(n.op()), n.x());
            case Node.Real n -> "%s(%%%d)".formatted(n.op().name(), n.x());
            case Node.Binary n -> "%s(%%%d, %%%d)".formatted(low(n.op()), n.a(), n.b());
            case Node.Compare n -> "%s(%%%d, %%%d)".formatted(low(n.op()), n.a(), n.b());
            case Node.Select n -> "%%%d ? %%%d : %%%d".formatted(n.condition(), n.yes(), n.no());
            case Node.Fma n -> "fma(%%%d, %%%d, %%%d)".formatted(n.a(), n.b(), n.c());
            case Node.Convert n -> "convert(%%%d)".formatted(n.x());
            case Node.Bitcast n -> "bitcast(%%%d)".formatted(n.x());
            case Node.Reduce n -> "reduce %s(%%%d)".formatted(low(n.op()), n.x());
        };
    }

    private static String constant(Node.Constant n) {
        return switch (n.dtype()) {
            case F32 -> Float.toString(Float.intBitsToFloat((int) n.bits()));
            case F64 -> Double.toString(Double.longBitsToDouble(n.bits()));
            case U32 -> Integer.toUnsignedString((int) n.bits());
            case BOOL -> Boolean.toString(n.bits() != 0);
            case BF16, F16, I8, I32, I64, U8 -> Long.toString(n.bits());
        };
    }

    private static String low(Enum<?> e) {
        return e.name().toLowerCase(Locale.ROOT);
    }
}
