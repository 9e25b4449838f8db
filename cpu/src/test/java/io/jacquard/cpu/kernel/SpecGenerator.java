package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import io.jacquard.ir.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random kernel descriptions.
final class SpecGenerator {
    private final Random random;
    private final List<DType> dtypes;
    private final boolean scalarOnly;
    private final List<Integer> numbers = new ArrayList<>();
    private KernelBuilder b = new KernelBuilder(Axis.COLUMNS);

    /// @param scalarOnly whether operations and accesses without a vector form may appear
    SpecGenerator(Random random, List<DType> dtypes, boolean scalarOnly) {
        this.random = random;
        this.dtypes = dtypes;
        this.scalarOnly = scalarOnly;
    }

    KernelSpec next(Axis axis) {
        b = new KernelBuilder(axis);
        numbers.clear();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            input();
        }
        int size = 1 + random.nextInt(10);
        for (int i = 0; i < size; i++) {
            grow();
        }
        output(axis);
        return b.build();
    }

    private void input() {
        DType dtype = pick(dtypes);
        List<Access> all =
                scalarOnly
                        ? List.of(Access.values())
                        : List.of(
                                Access.ELEMENT,
                                Access.ELEMENT,
                                Access.COLUMN,
                                Access.ROW,
                                Access.UNIFORM);
        Access access = numbers.isEmpty() ? Access.ELEMENT : pick(all);
        add(b.input(dtype, access));
    }

    private void add(int number) {
        numbers.add(number);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void grow() {
        int x = pick(numbers);
        DType type = b.dtype(x);
        try {
            switch (random.nextInt(9)) {
                case 0, 1 -> unary(x);
                case 2, 3 -> add(b.binary(pick(List.of(BinaryOp.values())), x, partner(type)));
                case 4 -> add(b.compare(pick(List.of(CompareOp.values())), x, partner(type)));
                case 5 -> select(x, type);
                case 6 ->
                        add(
                                b.convert(
                                        x,
                                        pick(
                                                List.of(
                                                        DType.F32,
                                                        DType.I32,
                                                        DType.U32,
                                                        DType.BOOL))));
                case 7 -> add(b.fma(x, partner(type), partner(type)));
                default -> add(b.reduce(pick(List.of(ReduceOp.values())), x));
            }
        } catch (IllegalArgumentException unfit) {
            // That operation does not take this dtype: the description stays as it was.
            return;
        }
    }

    private void unary(int x) {
        boolean isReal = random.nextInt(3) > 0;
        add(
                isReal
                        ? b.real(pick(Unary.Real.all()), x)
                        : b.unary(pick(List.of(UnaryOp.values())), x));
    }

    private void select(int x, DType type) {
        for (int condition : List.copyOf(numbers)) {
            if (b.dtype(condition) == DType.BOOL) {
                add(b.select(condition, x, partner(type)));
                return;
            }
        }
    }

    private int partner(DType type) {
        List<Integer> same = numbers.stream().filter(n -> b.dtype(n) == type).toList();
        return random.nextInt(5) == 0 ? b.constant(type, random.nextInt(5) - 1) : pick(same);
    }

    private void output(Axis axis) {
        int last = numbers.getLast();
        DType type = b.dtype(last);
        b.output(last, type, Access.ELEMENT);
        int other = pick(numbers);
        if (b.dtype(other) == DType.F32) {
            b.output(other, pick(List.of(DType.BF16, DType.F16)), Access.ELEMENT);
        }
        if (type != DType.BOOL) {
            int sum = b.reduce(ReduceOp.SUM, last);
            b.output(sum, type, axis == Axis.COLUMNS ? Access.ROW : Access.COLUMN);
        }
    }
}
