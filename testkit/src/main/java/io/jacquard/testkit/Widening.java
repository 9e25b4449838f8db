package io.jacquard.testkit;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Functions and arrays with f64 in place of every other floating dtype.
final class Widening {
    private Widening() {}

    /// A copy of a function that computes in f64.
    static Function of(Function f) {
        Builder b = new Builder(f.name());
        Map<Value, Value> map = new HashMap<>();
        f.parameters().forEach(p -> map.put(p, b.parameter(p.name(), of(p.type()))));
        for (Instruction i : f.instructions()) {
            List<Value> operands = i.operands().stream().map(v -> map.getOrDefault(v, v)).toList();
            Instruction made = b.append(of(i.op()), operands);
            for (int n = 0; n < made.results().size(); n++) {
                map.put(i.results().get(n), made.results().get(n));
            }
        }
        return b.build(f.results().stream().map(v -> map.getOrDefault(v, v)).toList());
    }

    private static Op of(Op op) {
        return switch (op) {
            case Creation.Constant c -> new Creation.Constant(of(c.value()));
            case Creation.Iota i -> new Creation.Iota(of(i.type()), i.axis());
            case Elementwise.Convert c -> new Elementwise.Convert(of(c.dtype()));
            case Control c -> c.map(Widening::of);
            default -> op;
        };
    }

    private static DType of(DType dtype) {
        return dtype.isFloat() ? DType.F64 : dtype;
    }

    private static TensorType of(TensorType type) {
        return type.with(of(type.dtype()));
    }

    /// The same numbers in f64; integers as they are.
    static Literal of(Literal x) {
        return as(x, of(x.type().dtype()));
    }

    /// The numbers of an array rounded to another floating dtype; the array itself if it has it.
    static Literal as(Literal x, DType dtype) {
        if (x.type().dtype() == dtype) {
            return x;
        }
        Literal made = Literal.zeros(x.type().with(dtype));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, x.get(i));
        }
        return made;
    }
}
