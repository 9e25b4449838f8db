package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The primitive that computes one cell of a matrix product.
final class MatmulPrimitive {
    private final Matmul.Spec spec;
    private final PrimitiveDesc desc;
    private final long primitive;
    private final MemoryDesc a;
    private final MemoryDesc b;
    private final MemoryDesc c;
    private final MemoryDesc row;

    MatmulPrimitive(Handles owner, Matmul.Spec spec, MatmulSlicing.Cell cell) {
        long m = cell.rows().size();
        long n = cell.columns().size();
        this.spec = spec;
        this.a = matrix(owner, spec.a(), cell, m, spec.k());
        this.b = matrix(owner, spec.b(), cell, spec.k(), n);
        this.c = matrix(owner, spec.c(), cell, m, n);
        this.row = row(owner, spec.c().rank(), n);
        List<MemoryDesc> binaries = PostOps.layouts(spec.postOps(), c, row);
        MemoryDesc bias = spec.bias() == Bias.PRESENT ? row : MemoryDesc.NONE;
        long attributes = Attributes.create(owner, spec.postOps(), binaries);
        this.desc =
                PrimitiveDesc.create(
                        owner,
                        () -> "matmul " + spec + " " + cell,
                        to ->
                                (int)
                                        Dnnl.MATMUL.invokeExact(
                                                to,
                                                Engine.HANDLE,
                                                a.handle(),
                                                b.handle(),
                                                bias.handle(),
                                                c.handle(),
                                                attributes));
        this.primitive = desc.primitive(owner);
    }

    /// Returns how many bytes of scratch memory one execution needs.
    long scratchBytes() {
        return desc.scratchBytes();
    }

    /// Returns the name of the chosen implementation.
    String implementation() {
        return desc.implementation();
    }

    /// Returns the call that computes a cell of this primitive's size.
    Call call(Program program, MatmulSlicing.Cell cell) {
        long column = cell.columns().start();
        long result = offset(spec.c(), cell, cell.rows().start(), column);
        var operands = new ArrayList<Call.Operand>();
        operands.add(
                new Call.Operand(
                        Argument.SOURCE,
                        a,
                        program.slot("a"),
                        offset(spec.a(), cell, cell.rows().start(), 0)));
        operands.add(
                new Call.Operand(
                        Argument.WEIGHTS, b, program.slot("b"), offset(spec.b(), cell, 0, column)));
        var full = new Call.Operand(Argument.DESTINATION, c, program.slot("c"), result);
        var bias =
                new Call.Operand(
                        Argument.BIAS, row, program.slot("bias"), column * spec.elements().bytes());
        operands.add(full);
        if (spec.bias() == Bias.PRESENT) {
            operands.add(bias);
        }
        operands.addAll(PostOps.arguments(program, spec.postOps(), full, bias));
        return program.call(desc, primitive, operands);
    }

    private long offset(View view, MatmulSlicing.Cell cell, long row, long column) {
        long elements = row * view.lastStride(1) + column * view.lastStride(0);
        int axis = MatmulSlicing.batchAxis(spec.c());
        if (view.rank() > 2 && view.sizes().get(axis) > 1) {
            elements += cell.batch().start() * view.strides().get(axis);
        }
        return elements * spec.elements().bytes();
    }

    private MemoryDesc matrix(
            Handles owner, View view, MatmulSlicing.Cell cell, long rows, long columns) {
        long[] sizes = view.sizes().stream().mapToLong(Long::longValue).toArray();
        long[] strides = view.strides().stream().mapToLong(Long::longValue).toArray();
        int rank = sizes.length;
        int axis = MatmulSlicing.batchAxis(spec.c());
        if (rank > 2 && sizes[axis] > 1) {
            sizes[axis] = cell.batch().size();
        }
        sizes[rank - 2] = rows;
        sizes[rank - 1] = columns;
        return MemoryDesc.strided(owner, spec.elements().type(), sizes, strides);
    }

    private MemoryDesc row(Handles owner, int rank, long n) {
        long[] sizes = new long[rank];
        Arrays.fill(sizes, 1);
        sizes[rank - 1] = n;
        long[] strides = new long[rank];
        Arrays.fill(strides, n);
        strides[rank - 1] = 1;
        return MemoryDesc.strided(owner, spec.elements().type(), sizes, strides);
    }
}
