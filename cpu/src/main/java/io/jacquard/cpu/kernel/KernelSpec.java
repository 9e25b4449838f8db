package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.List;

/// What a kernel computes, without any size: the key under which it is compiled and found again.
///
/// @param axis the axis reductions run along
/// @param inputs operands that are read
/// @param nodes the expression graph, operands before users
/// @param outputs operands that are written
public record KernelSpec(Axis axis, List<Input> inputs, List<Node> nodes, List<Output> outputs) {
    /// The greatest number of primitive instructions ({@link #weight()}) for which a vector body is
    /// written. Up to about 60 the iterations overlap in the processor; beyond, each instruction
    /// costs up to three times as much, and it is better to split a kernel that has a thin waist.
    public static final int VECTOR_LIMIT = 250;

    /// The greatest number of bytes of a kernel's code; the JIT compiler leaves longer methods to
    /// the interpreter for good.
    public static final int LONGEST_METHOD = 8000;

    /// An operand that is read.
    ///
    /// @param dtype what lies in memory
    /// @param access how it is found
    public record Input(DType dtype, Access access) {}

    /// An operand that is written.
    ///
    /// @param node the value
    /// @param dtype what lies in memory: the node's dtype, or bf16 or f16 for an f32
    /// @param access `ELEMENT` or `STRIDED` for a value of each element; `ROW` (axis columns) or
    ///   `COLUMN` (axis rows) for what is the same all along the axis
    public record Output(int node, DType dtype, Access access) {}

    /// Copies the lists and checks every node and output.
    ///
    /// @throws IllegalArgumentException if a node names a later node, has operands of wrong dtypes,
    ///   or an output does not fit its node
    public KernelSpec {
        inputs = List.copyOf(inputs);
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
        NodeTypes.check(axis, inputs, nodes, outputs);
    }

    /// Number of primitive instructions after lowering, constants not counted: what one element
    /// costs.
    public int weight() {
        return Program.of(this).weight();
    }

    /// Whether {@link KernelCache} makes a kernel of it that uses vectors where there is a vector
    /// form; else it is too long, at least for vectors, and runs faster in several kernels.
    public boolean isShort() {
        Program program = Program.of(this);
        int lanes = VectorModule.LANES;
        boolean vectors = lanes > 0 && new Schedule(program).hasVectorForm(lanes);
        return KernelWriter.isShort(program, 0)
                && (!vectors || KernelWriter.isShort(program, lanes));
    }

    /// The kernel as readable pseudo code.
    @Override
    public String toString() {
        return SpecPrinter.print(this);
    }
}
