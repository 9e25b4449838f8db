package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.DType;
import io.jacquard.ir.Unary;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole kernels against plain loops in double.
class FusedKernelTest {
    private static final DType F32 = DType.F32;

    private final KernelCache cache = new KernelCache(4);

    private static Tensor2d gaussian(Arena arena, int rows, int columns, long seed) {
        Tensor2d t = new Tensor2d(arena, F32, rows, columns, 4);
        Random random = new Random(seed);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                t.f32(r, c, (float) random.nextGaussian());
            }
        }
        return t;
    }

    private static long[] addresses(Tensor2d... tensors) {
        long[] a = new long[tensors.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = tensors[i].address();
        }
        return a;
    }

    private static long[] strides(Tensor2d... tensors) {
        long[] s = new long[tensors.length];
        for (int i = 0; i < s.length; i++) {
            s[i] = tensors[i].rowStride();
        }
        return s;
    }

    @ParameterizedTest
    @EnumSource(KernelCache.Body.class)
    void softmaxOfRowsInOneKernel(KernelCache.Body body) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(F32, Access.ELEMENT);
        int max = b.reduce(ReduceOp.MAXIMUM, x);
        int e = b.real(new Unary.Exponential(), b.binary(BinaryOp.SUBTRACT, x, max));
        b.output(b.binary(BinaryOp.DIVIDE, e, b.reduce(ReduceOp.SUM, e)), F32, Access.ELEMENT);
        Kernel softmax = cache.kernel(b.build(), body);
        for (int columns : new int[] {1, 10, 16, 100, 517}) {
            try (Arena arena = Arena.ofConfined()) {
                Tensor2d in = gaussian(arena, 5, columns, columns);
                Tensor2d out = new Tensor2d(arena, F32, 5, columns, 8);
                softmax.run(addresses(in, out), strides(in, out), new long[0], 5, columns);
                for (int r = 0; r < 5; r++) {
                    double sum = 0;
                    for (int c = 0; c < columns; c++) {
                        sum += Math.exp(in.f32(r, c));
                    }
                    for (int c = 0; c < columns; c++) {
                        double want = Math.exp(in.f32(r, c)) / sum;
                        assertThat((double) out.f32(r, c)).isCloseTo(want, within(2e-6 * want));
                    }
                }
                assertThat(out.guardsHold()).isTrue();
                softmax.run(addresses(in, in), strides(in, in), new long[0], 5, columns);
                assertThat(in.allBits()).as("in place").containsExactly(out.allBits());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KernelCache.Body.class)
    void normalizationOfColumnsInOneKernel(KernelCache.Body body) {
        KernelBuilder b = new KernelBuilder(Axis.ROWS);
        int x = b.input(F32, Access.ELEMENT);
        int gamma = b.input(F32, Access.COLUMN);
        int perRow = b.input(F32, Access.UNIFORM);
        int mean = b.binary(BinaryOp.MULTIPLY, b.reduce(ReduceOp.SUM, x), perRow);
        int d = b.binary(BinaryOp.SUBTRACT, x, mean);
        int square = b.reduce(ReduceOp.SUM, b.binary(BinaryOp.MULTIPLY, d, d));
        int variance = b.binary(BinaryOp.MULTIPLY, square, perRow);
        int scale = b.binary(BinaryOp.MULTIPLY, b.real(new Unary.Rsqrt(), variance), gamma);
        b.output(b.binary(BinaryOp.MULTIPLY, d, scale), F32, Access.ELEMENT);
        b.output(mean, F32, Access.COLUMN);
        Kernel norm = cache.kernel(b.build(), body);
        int rows = 37;
        for (int columns : new int[] {1, 3, 16, 70, 97}) {
            try (Arena arena = Arena.ofConfined()) {
                Tensor2d in = gaussian(arena, rows, columns, columns);
                Tensor2d g = gaussian(arena, 1, columns, 5);
                Tensor2d n = new Tensor2d(arena, F32, 1, 1, 0);
                n.f32(0, 0, 1f / rows);
                Tensor2d out = new Tensor2d(arena, F32, rows, columns, 8);
                Tensor2d means = new Tensor2d(arena, F32, 1, columns, 12);
                long[] a = addresses(in, g, n, out, means);
                norm.run(a, strides(in, g, n, out, means), new long[0], rows, columns);
                for (int c = 0; c < columns; c++) {
                    double m = mean(in, c, (v, _) -> v, 0);
                    double var = mean(in, c, (v, k) -> (v - k) * (v - k), m);
                    assertThat((double) means.f32(0, c)).isCloseTo(m, within(1e-6));
                    double want = (in.f32(2, c) - m) / Math.sqrt(var) * g.f32(0, c);
                    assertThat((double) out.f32(2, c)).isCloseTo(want, within(1e-5));
                }
                assertThat(out.guardsHold() && means.guardsHold()).isTrue();
            }
        }
    }

    private static double mean(Tensor2d t, int column, DoubleBinaryOperator f, double k) {
        double sum = 0;
        for (int r = 0; r < t.rows; r++) {
            sum += f.applyAsDouble(t.f32(r, column), k);
        }
        return sum / t.rows;
    }

    @ParameterizedTest
    @EnumSource(KernelCache.Body.class)
    void reluGradientAndBiasGradientInOnePass(KernelCache.Body body) {
        KernelBuilder b = new KernelBuilder(Axis.ROWS);
        int y = b.input(F32, Access.ELEMENT);
        int dy = b.input(F32, Access.ELEMENT);
        int zero = b.constant(F32, 0);
        int dx = b.select(b.compare(CompareOp.GT, y, zero), dy, zero);
        b.output(dx, F32, Access.ELEMENT);
        b.output(b.reduce(ReduceOp.SUM, dx), F32, Access.COLUMN);
        Kernel kernel = cache.kernel(b.build(), body);
        int rows = 32;
        int columns = 130;
        try (Arena arena = Arena.ofConfined()) {
            Tensor2d out = gaussian(arena, rows, columns, 1);
            Tensor2d grad = gaussian(arena, rows, columns, 2);
            Tensor2d before = gaussian(arena, rows, columns, 2);
            Tensor2d sums = new Tensor2d(arena, F32, 1, columns, 0);
            long[] a = addresses(out, grad, grad, sums);
            kernel.run(a, strides(out, grad, grad, sums), new long[0], rows, columns);
            for (int c = 0; c < columns; c++) {
                float sum = 0;
                for (int r = 0; r < rows; r++) {
                    float want = out.f32(r, c) > 0 ? before.f32(r, c) : 0;
                    assertThat(grad.f32(r, c)).isEqualTo(want);
                    sum += want;
                }
                assertThat(sums.f32(0, c)).as("column folded in order").isEqualTo(sum);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAXIMUM, F32",
        "MINIMUM, F32",
        "SUM, F64",
        "SUM, I64",
        "PRODUCT, I32",
        "MAXIMUM, U32",
        "MINIMUM, I8",
        "AND, BOOL",
        "OR, BOOL",
        "OR, U8",
        "SUM, U8"
    })
    void reductionsAlongBothAxes(ReduceOp op, DType type) {
        for (Axis axis : Axis.values()) {
            KernelBuilder b = new KernelBuilder(axis);
            int x = b.input(type, Access.ELEMENT);
            Access once = axis == Axis.COLUMNS ? Access.ROW : Access.COLUMN;
            b.output(b.reduce(op, x), type, once);
            KernelSpec spec = b.build();
            for (KernelCache.Body body : KernelCache.Body.values()) {
                for (int n : new int[] {1, 7, 16, 67, 300}) {
                    try (Arena arena = Arena.ofConfined()) {
                        boolean columns = axis == Axis.COLUMNS;
                        Random random = new Random(n);
                        KernelRun run =
                                new KernelRun(
                                        arena, spec, columns ? 2 : n, columns ? n : 19, random);
                        run.run(cache.kernel(spec, body));
                        assertThat(run.outputs.getFirst().bits(columns ? 1 : 0, 0))
                                .as("%s of %d %s along %s", op, n, type, axis)
                                .satisfies(got ->
                                        isReduction(op, run.inputs.getFirst(), columns, got));
                    }
                }
            }
        }
    }

    private static void isReduction(ReduceOp op, Tensor2d in, boolean columns, long got) {
        DType type = in.dtype;
        int n = columns ? in.columns : in.rows;
        long want = at(in, columns, 0);
        double exact = Meaning.number(type, want);
        double size = Math.abs(exact);
        for (int i = 1; i < n; i++) {
            BinaryOp fold =
                    switch (op) {
                        case SUM -> BinaryOp.ADD;
                        case PRODUCT -> BinaryOp.MULTIPLY;
                        case MAXIMUM -> BinaryOp.MAXIMUM;
                        case MINIMUM -> BinaryOp.MINIMUM;
                        case AND -> BinaryOp.AND;
                        case OR -> BinaryOp.OR;
                    };
            want = Meaning.binary(fold, type, want, at(in, columns, i));
            exact += Meaning.number(type, at(in, columns, i));
            size += Math.abs(Meaning.number(type, at(in, columns, i)));
        }
        if (type == DType.F64 && Double.isFinite(exact)) {
            assertThat(Meaning.number(type, got)).isCloseTo(exact, within(1e-14 * size));
        } else {
            assertThat(Samples.canonical(type, got)).isEqualTo(Samples.canonical(type, want));
        }
    }

    private static long at(Tensor2d t, boolean columns, int i) {
        return columns ? t.bits(1, i) : t.bits(i, 0);
    }

    @ParameterizedTest
    @EnumSource(KernelCache.Body.class)
    void stridedOperandsTranspose(KernelCache.Body body) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(F32, Access.STRIDED);
        b.output(b.unary(UnaryOp.NEGATE, x), F32, Access.ELEMENT);
        KernelSpec spec = b.build();
        try (Arena arena = Arena.ofConfined()) {
            KernelRun run = new KernelRun(arena, spec, 5, 21, new Random(3));
            run.run(cache.kernel(spec, body));
            for (int r = 0; r < 5; r++) {
                for (int c = 0; c < 21; c++) {
                    float in = run.inputs.getFirst().f32(c, r);
                    assertThat(run.outputs.getFirst().f32(r, c)).isEqualTo(-in);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KernelCache.Body.class)
    void whatIsComputedOnceForTheCallMayBeScalarOnly(KernelCache.Body body) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(F32, Access.ELEMENT);
        int step = b.convert(b.input(DType.I64, Access.UNIFORM), F32);
        int power = b.binary(BinaryOp.POWER, b.constant(F32, 0.9), step);
        b.output(b.binary(BinaryOp.MULTIPLY, x, power), F32, Access.ELEMENT);
        KernelSpec spec = b.build();
        assertThat(new Schedule(Program.of(spec)).hasVectorForm(16)).isTrue();
        try (Arena arena = Arena.ofConfined()) {
            Tensor2d in = gaussian(arena, 1, 50, 1);
            Tensor2d t = new Tensor2d(arena, DType.I64, 1, 1, 0);
            t.bits(0, 0, 7);
            Tensor2d out = new Tensor2d(arena, F32, 1, 50, 0);
            cache.kernel(spec, body)
                    .run(addresses(in, t, out), strides(in, t, out), new long[0], 1, 50);
            float factor = (float) StrictMath.pow(0.9f, 7);
            for (int c = 0; c < 50; c++) {
                assertThat(out.f32(0, c)).isEqualTo(in.f32(0, c) * factor);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KernelCache.Body.class)
    void countsRowsAndColumns(KernelCache.Body body) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int label = b.input(DType.I32, Access.ROW);
        int hit = b.compare(CompareOp.EQ, b.node(new Node.Column()), label);
        int row = b.node(new Node.Row());
        b.output(b.select(hit, row, b.constant(DType.I32, -1)), DType.I32, Access.ELEMENT);
        KernelSpec spec = b.build();
        try (Arena arena = Arena.ofConfined()) {
            KernelRun run = new KernelRun(arena, spec, 9, 40, new Random(3));
            for (int r = 0; r < 9; r++) {
                run.inputs.getFirst().bits(r, 0, 4L * r);
            }
            run.run(cache.kernel(spec, body));
            for (int r = 0; r < 9; r++) {
                for (int c = 0; c < 40; c++) {
                    long want = c == 4 * r ? r : -1;
                    assertThat(run.outputs.getFirst().bits(r, c)).isEqualTo(want);
                }
            }
        }
    }
}
