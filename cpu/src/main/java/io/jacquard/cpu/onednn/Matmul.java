package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// `C = postOps(A B + bias)` over matrices of f32 or bf16, or over stacks of them.
///
/// Slices never cut the inner axis, so each element of `C` is summed up in one go by one primitive.
///
/// | operand | address of |
/// |---|---|
/// | `a` | `[batch..., m, k]` in any strides |
/// | `b` | `[batch..., k, n]` in any strides |
/// | `c` | `[batch..., m, n]`, columns contiguous |
/// | `bias`, if there is one | `[n]` |
/// | `binary0`, ... one for each binary post-op | as `c`, or `[n]` |
/// | `scratch` | at least [#scratchBytes] bytes |
public final class Matmul extends Operation {
    /// What is multiplied.
    ///
    /// @param a the left operand; a batch axis of size 1 is repeated
    /// @param b the right operand; a batch axis of size 1 is repeated
    /// @param c the result, with a stride of 1 along the last axis
    /// @param bias whether a row is added to each row of the product
    /// @param postOps what happens to each element before it is stored, in order
    /// @param elements of all operands
    public record Spec(View a, View b, View c, Bias bias, List<PostOp> postOps, Elements elements) {
        /// Describes a product of f32.
        public Spec(View a, View b, View c, Bias bias, List<PostOp> postOps) {
            this(a, b, c, bias, postOps, Elements.F32);
        }

        /// Checks that the sizes fit.
        public Spec {
            postOps = List.copyOf(postOps);
            boolean fits =
                    a.rank() == c.rank()
                            && b.rank() == c.rank()
                            && c.rank() >= 2
                            && a.last(0) == b.last(1)
                            && a.last(1) == c.last(1)
                            && b.last(0) == c.last(0)
                            && c.lastStride(0) == 1;
            if (!fits) {
                throw new IllegalArgumentException(
                        "[matmul] a[..., m, k] b[..., k, n] c[..., m, n] with contiguous columns in"
                                + " c expected, got a "
                                + a
                                + ", b "
                                + b
                                + ", c "
                                + c);
            }
        }

        /// Describes a product of contiguous matrices without bias and post-ops.
        ///
        /// @param m rows of `a` and `c`
        /// @param n columns of `b` and `c`
        /// @param k columns of `a`, rows of `b`
        public static Spec of(long m, long n, long k) {
            return of(View.of(m, k), View.of(k, n));
        }

        /// Describes a product into a contiguous result, without bias and post-ops.
        ///
        /// @param a the left operand
        /// @param b the right operand
        public static Spec of(View a, View b) {
            int rank = a.rank();
            var sizes = new long[rank];
            for (int i = 0; i < rank - 2; i++) {
                sizes[i] = Math.max(a.sizes().get(i), b.sizes().get(i));
            }
            sizes[rank - 2] = a.last(1);
            sizes[rank - 1] = b.last(0);
            return new Spec(a, b, View.of(sizes), Bias.ABSENT, List.of());
        }

        /// Returns the same product with a row added to each row of the result.
        public Spec withBias() {
            return new Spec(a, b, c, Bias.PRESENT, postOps, elements);
        }

        /// Returns the same product into other memory.
        ///
        /// @param result the result, with a stride of 1 along the last axis
        public Spec into(View result) {
            return new Spec(a, b, result, bias, postOps, elements);
        }

        /// Returns the same product with one more post-op.
        ///
        /// @param postOp what happens to each element last
        public Spec then(PostOp postOp) {
            var more = new ArrayList<>(postOps);
            more.add(postOp);
            return new Spec(a, b, c, bias, more, elements);
        }

        /// Returns the same product of other elements.
        ///
        /// @param other of all operands
        public Spec of(Elements other) {
            return new Spec(a, b, c, bias, postOps, other);
        }

        long m() {
            return c.last(1);
        }

        long n() {
            return c.last(0);
        }

        long k() {
            return a.last(0);
        }
    }

    private final Spec spec;

    /// Creates the primitives of all slices.
    ///
    /// @param spec what is multiplied
    /// @throws OnednnException if oneDNN cannot do it
    public Matmul(Spec spec) {
        this(spec, MatmulSlicing.of(spec));
    }

    Matmul(Spec spec, List<MatmulSlicing.Cell> cells) {
        super("matmul", operandNames(spec), program -> build(program, spec, cells));
        this.spec = spec;
    }

    private static void build(Program program, Spec spec, List<MatmulSlicing.Cell> cells) {
        var primitives = new HashMap<MatmulSlicing.Cell, MatmulPrimitive>();
        var tasks = new ArrayList<Program.Task>();
        for (MatmulSlicing.Cell cell : cells) {
            MatmulPrimitive primitive =
                    primitives.computeIfAbsent(
                            cell.atOrigin(), c -> new MatmulPrimitive(program.owner(), spec, c));
            tasks.add(Program.Task.of(primitive.call(program, cell)));
        }
        program.phase(tasks);
    }

    private static List<String> operandNames(Spec spec) {
        var names = new ArrayList<>(List.of("a", "b", "c"));
        if (spec.bias() == Bias.PRESENT) {
            names.add("bias");
        }
        names.addAll(PostOps.names(spec.postOps()));
        names.add("scratch");
        return names;
    }

    @Override
    public String toString() {
        return "Matmul[" + spec + "]";
    }
}
