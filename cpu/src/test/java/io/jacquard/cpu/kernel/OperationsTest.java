package io.jacquard.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Unary;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every operation on every dtype against its plain meaning, in both bodies, edges included.
class OperationsTest {
    private static final List<DType> VALUES =
            List.of(
                    DType.F32,
                    DType.F64,
                    DType.I8,
                    DType.I32,
                    DType.I64,
                    DType.U8,
                    DType.U32,
                    DType.BOOL);
    private static final List<Unary.Real> EXACT =
            List.of(
                    new Unary.Sqrt(),
                    new Unary.Floor(),
                    new Unary.Ceil(),
                    new Unary.RoundNearestEven(),
                    new Unary.RoundNearestAfz());
    private static final int COUNT = 1500;

    private final KernelCache cache = new KernelCache(8);

    /// Builds the node under test from two inputs.
    private interface Recipe {
        int node(KernelBuilder b, int x, int y);
    }

    private void check(DType from, Recipe recipe, LongBinaryOperator meaning, String name) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        int x = b.input(from, Access.ELEMENT);
        int y = b.input(from, Access.ELEMENT);
        int node;
        try {
            node = recipe.node(b, x, y);
        } catch (IllegalArgumentException undefined) {
            assertThat(undefined).as(name).hasMessageContaining("[kernel]");
            return;
        }
        b.output(node, b.dtype(node), Access.ELEMENT);
        KernelSpec spec = b.build();
        for (KernelCache.Body body : KernelCache.Body.values()) {
            compare(spec, body, meaning, name);
        }
    }

    private void compare(
            KernelSpec spec, KernelCache.Body body, LongBinaryOperator meaning, String name) {
        try (Arena arena = Arena.ofConfined()) {
            KernelRun run = new KernelRun(arena, spec, 1, COUNT, new Random(7));
            run.run(cache.kernel(spec, body));
            DType to = spec.outputs().getFirst().dtype();
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                long a = run.inputs.get(0).bits(0, i);
                long c = run.inputs.get(1).bits(0, i);
                long want = Samples.canonical(to, meaning.applyAsLong(a, c));
                long got = Samples.canonical(to, run.outputs.getFirst().bits(0, i));
                if (Samples.canonical(to, Samples.wrap(to, want)) != got) {
                    wrong.add("%x, %x -> %x, not %x".formatted(a, c, got, want));
                }
            }
            assertThat(wrong).as("%s %s of %s", body, name, spec.inputs()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(UnaryOp.class)
    void unary(UnaryOp op) {
        for (DType t : VALUES) {
            check(t, (b, x, _) -> b.unary(op, x), (x, _) -> Meaning.unary(op, t, x), op + "");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"F32", "F64", "I32", "BOOL"})
    void exactFunctionsOfReals(DType t) {
        for (Unary.Real op : EXACT) {
            check(t, (b, x, _) -> b.real(op, x), (x, _) -> Meaning.real(op, t, x), op + "");
        }
    }

    @ParameterizedTest
    @EnumSource(BinaryOp.class)
    void binary(BinaryOp op) {
        for (DType t : VALUES) {
            check(
                    t,
                    (b, x, y) -> b.binary(op, x, y),
                    (x, y) -> Meaning.binary(op, t, x, y),
                    op + "");
        }
    }

    @ParameterizedTest
    @EnumSource(BinaryOp.class)
    void binaryWithConstant(BinaryOp op) {
        for (DType t : VALUES) {
            for (double constant : new double[] {0, -0.0, 1, 6, 40}) {
                KernelBuilder k = new KernelBuilder(Axis.COLUMNS);
                Node.Constant c = (Node.Constant) constantNode(k, t, constant);
                check(
                        t,
                        (b, x, _) -> b.binary(op, x, b.node(c)),
                        (x, _) -> Meaning.binary(op, t, x, Samples.wrap(t, c.bits())),
                        op + " " + constant);
            }
        }
    }

    private static Node constantNode(KernelBuilder k, DType t, double constant) {
        int node = k.constant(t, constant);
        k.output(node, t, Access.ELEMENT);
        return k.build().nodes().get(node);
    }

    @ParameterizedTest
    @EnumSource(CompareOp.class)
    void compare(CompareOp op) {
        for (DType t : VALUES) {
            check(
                    t,
                    (b, x, y) -> b.compare(op, x, y),
                    (x, y) -> Meaning.compare(op, t, x, y) ? 1 : 0,
                    op + "");
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void convert(DType from) {
        DType value = from == DType.BF16 || from == DType.F16 ? DType.F32 : from;
        for (DType to : VALUES) {
            check(
                    from,
                    (b, x, _) -> b.convert(x, to),
                    (x, _) ->
                            value == from
                                    ? Meaning.convert(from, to, x)
                                    : Meaning.convert(
                                            value,
                                            to,
                                            Meaning.rounded(value, Meaning.number(from, x))),
                    "convert to " + to);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"BF16", "F16"})
    void narrowFloatsAreRoundedToNearestEven(DType narrow) {
        KernelBuilder b = new KernelBuilder(Axis.COLUMNS);
        b.input(DType.F32, Access.ELEMENT);
        b.input(DType.F32, Access.ELEMENT);
        b.output(0, narrow, Access.ELEMENT);
        KernelSpec spec = b.build();
        for (KernelCache.Body body : KernelCache.Body.values()) {
            compare(
                    spec,
                    body,
                    (x, _) -> Meaning.rounded(narrow, Meaning.number(DType.F32, x)),
                    "store");
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void bitcastAndSelect(DType t) {
        if (t == DType.F32) {
            check(t, (b, x, _) -> b.bitcast(x, DType.U32), (x, _) -> x, "bitcast");
        }
        if (t != DType.BF16 && t != DType.F16) {
            check(
                    t,
                    (b, x, y) -> b.select(b.compare(CompareOp.LT, x, y), y, x),
                    (x, y) -> Meaning.compare(CompareOp.LT, t, x, y) ? y : x,
                    "select");
        }
    }
}
