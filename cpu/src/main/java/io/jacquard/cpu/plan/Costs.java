package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.Access;
import io.jacquard.cpu.kernel.Axis;
import io.jacquard.cpu.kernel.KernelBuilder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Op;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What operations cost in a kernel, in primitive instructions: the kernel generator is asked, once
/// for each operation and its dtypes.
final class Costs {
    private record Key(Op op, List<DType> dtypes) {}

    private static final Map<Key, Integer> KNOWN = new ConcurrentHashMap<>();

    private Costs() {}

    /// The cost of an operation beside the loads of its operands.
    static int of(Instruction i) {
        List<DType> dtypes = i.operandTypes().stream().map(TensorType::dtype).toList();
        return KNOWN.computeIfAbsent(new Key(i.op(), dtypes), key -> measured(i, key.dtypes));
    }

    private static int measured(Instruction i, List<DType> dtypes) {
        KernelBuilder kernel = new KernelBuilder(Axis.COLUMNS);
        List<Integer> x = new ArrayList<>();
        dtypes.forEach(d -> x.add(kernel.input(d, Access.ELEMENT)));
        int node = new Expressions(kernel).node(i, x);
        boolean reduces = i.op() instanceof Reduction.Reduce;
        kernel.output(node, i.result().type().dtype(), reduces ? Access.ROW : Access.ELEMENT);
        return Math.max(1, kernel.build().weight() - dtypes.size());
    }
}
