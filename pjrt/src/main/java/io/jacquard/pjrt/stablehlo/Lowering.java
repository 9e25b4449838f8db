package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Site;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes the instructions of functions, each by its family.
///
/// Results without elements need no operation. Composites are written as their decomposition, but
/// for poolings and fused attention; markers as their operands, but for `optimization_barrier`: a
/// `tap` shows nothing.
final class Lowering {
    private final Code code;
    private final Primitives p;
    private final EmitOptions options;

    Lowering(Code code, EmitOptions options) {
        this.code = code;
        this.p = new Primitives(code);
        this.options = options;
    }

    /// Writes a function's instructions.
    ///
    /// @param arguments one a parameter
    /// @return one a result
    List<Ssa> inline(Function function, List<Ssa> arguments) {
        Map<Value, Ssa> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            values.put(function.parameters().get(i), arguments.get(i));
        }
        FusedAttention attention = new FusedAttention(p, options.fusedHead(), function);
        for (Instruction instruction : function.instructions()) {
            if (!instruction.site().equals(Site.UNKNOWN)) {
                code.at(instruction.site());
            }
            List<Ssa> operands =
                    instruction.operands().stream().map(v -> written(values, v)).toList();
            List<Ssa> made =
                    attention
                            .of(instruction, operands)
                            .orElseGet(() -> apply(instruction, operands));
            for (int i = 0; i < made.size(); i++) {
                values.put(instruction.results().get(i), made.get(i));
            }
        }
        return function.results().stream().map(v -> written(values, v)).toList();
    }

    private static Ssa written(Map<Value, Ssa> values, Value value) {
        return Objects.requireNonNull(values.get(value), () -> "not defined: " + value);
    }

    private List<Ssa> apply(Instruction instruction, List<Ssa> operands) {
        return apply(
                instruction.op(),
                operands,
                instruction.results().stream().map(Value::type).toList());
    }

    private List<Ssa> apply(Op op, List<Ssa> operands, List<TensorType> results) {
        boolean computes = !(op instanceof Control || op instanceof Marker);
        if (computes && results.stream().allMatch(t -> t.shape().elements() == 0)) {
            return results.stream().map(t -> p.splat(t, 0)).toList();
        }
        return switch (op) {
            case Creation c -> List.of(created(c));
            case Elementwise e -> List.of(new Elements(p).of(e, operands, results.getFirst()));
            case Shaping s -> List.of(new Shapes(p).of(s, operands));
            case Indexing i -> List.of(new Indexes(p).of(i, operands, results.getFirst()));
            case Ordering o -> new Orders(p).of(o, operands);
            case Fft f -> new Transforms(p).of(f, operands, results);
            case Contraction c ->
                    List.of(
                            new Contractions(p, options.precision())
                                    .of(
                                            c,
                                            operands.getFirst(),
                                            operands.getLast(),
                                            results.getFirst()));
            case Reduction r ->
                    List.of(new Reductions(p).of(r, operands.getFirst(), results.getFirst()));
            case Windowed w -> List.of(new Windows(p).of(w, operands, results.getFirst()));
            case Marker m -> marked(m, operands, results);
            case Control c -> new Controls(p, this).of(c, operands, results);
            case Composite.Pool pool ->
                    List.of(new Pools(p).of(pool, operands, results.getFirst()));
            case Composite c -> decomposed(c, operands);
        };
    }

    private Ssa created(Creation op) {
        return switch (op) {
            case Creation.Constant c -> p.constant(c.value());
            case Creation.Iota i -> {
                DType dtype = i.type().dtype();
                yield new Conversions(p).to(dtype, p.iota(i.type().with(counted(dtype)), i.axis()));
            }
        };
    }

    // Narrow dtypes do not hold all indices, and devices differ in how they count with them.
    private static DType counted(DType dtype) {
        return switch (dtype) {
            case F32, F64, I32, I64, U32 -> dtype;
            case BF16, F16, I8, U8, BOOL -> DType.I32;
        };
    }

    private List<Ssa> marked(Marker op, List<Ssa> operands, List<TensorType> results) {
        if (!(op instanceof Marker.OptimizationBarrier) || operands.isEmpty()) {
            return operands;
        }
        return code.let(
                results,
                "stablehlo.optimization_barrier %s : %s"
                        .formatted(Code.names(operands), Types.list(results)));
    }

    private List<Ssa> decomposed(Composite op, List<Ssa> operands) {
        Builder builder = new Builder(op.name());
        List<Value> parameters = new ArrayList<>();
        operands.forEach(x -> parameters.add(builder.parameter("x", x.type())));
        return inline(builder.build(op.decompose(builder, parameters)), operands);
    }
}
