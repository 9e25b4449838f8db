package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Windowed.ReduceWindow;
import io.jacquard.ir.Windowed.SelectAndScatter;
import io.jacquard.ir.Windowed.Window;
import java.util.ArrayList;
import java.util.List;

/// Cases of operations over sliding windows.
final class WindowedCases {
    private final List<OpCase> cases = new ArrayList<>();

    private WindowedCases() {}

    static List<OpCase> all() {
        WindowedCases c = new WindowedCases();
        for (DType d : DType.values()) {
            for (Reducer r : Reducer.values()) {
                boolean logical = r == Reducer.AND || r == Reducer.OR;
                if (logical == (d == DType.BOOL)) {
                    c.reduce(r, d);
                }
            }
            if (d != DType.BOOL) {
                c.scatter(d);
            }
        }
        return c.cases;
    }

    private static Tolerance tolerance(DType d) {
        return switch (d) {
            case F64 -> Tolerance.DOUBLE;
            case BF16, F16 -> Tolerance.BFLOAT16;
            case F32 -> Tolerance.CONTRACTION;
            case I8, I32, I64, U8, U32, BOOL -> Tolerance.EXACT;
        };
    }

    private static IntList of(int... values) {
        return IntList.of(values);
    }

    private static final Window PAIRS = Window.valid(of(2), of(2));
    private static final Window PICTURE = Window.valid(of(1, 2, 2, 1), of(1, 2, 2, 1));
    private static final Window OVERLAPPING =
            Window.valid(of(1, 3, 3, 1), of(1, 1, 2, 1)).padded(of(0, 1, 1, 0), of(0, 1, 2, 0));

    private void reduce(Reducer r, DType d) {
        add(ReduceWindow.of(r, PAIRS), sample(r, d, 9));
        add(ReduceWindow.of(r, PICTURE), sample(r, d, 2, 6, 5, 3));
        add(ReduceWindow.of(r, OVERLAPPING), sample(r, d, 2, 5, 6, 3));
        Window line = Window.valid(of(3), of(1));
        add(ReduceWindow.of(r, line), Samples.edges(d));
        add(ReduceWindow.of(r, line.padded(of(-2), of(-1))), sample(r, d, 9));
        add(ReduceWindow.of(r, line.padded(of(5), of(7))), sample(r, d, 2));
        add(ReduceWindow.of(r, line.padded(of(2), of(2))), sample(r, d, 0));
        add(ReduceWindow.of(r, line), sample(r, d, 2));
        add(ReduceWindow.of(r, Window.valid(of(), of())), sample(r, d));
        add(new ReduceWindow(r, line, of(1), of(2)), sample(r, d, 9));
        add(new ReduceWindow(r, line.padded(of(1), of(0)), of(3), of(2)), sample(r, d, 9));
        add(new ReduceWindow(r, line, of(2), of(1)), sample(r, d, 0));
        Window wide = Window.valid(of(2, 3), of(2, 1)).padded(of(-1, 2), of(3, 0));
        add(new ReduceWindow(r, wide, of(2, 1), of(3, 2)), sample(r, d, 5, 17));
        Window holes = Window.valid(of(2, 2), of(2, 1)).padded(of(2, 2), of(2, 2));
        add(new ReduceWindow(r, holes, of(1, 1), of(2, 1)), sample(r, d, 3, 4));
        add(ReduceWindow.of(r, Window.valid(of(1), of(1)).padded(of(-1), of(0))), sample(r, d, 2));
        Window whole = Window.valid(of(301), of(1)).padded(of(300), of(0));
        add(ReduceWindow.of(r, whole), sample(r, d, 301));
    }

    private static Literal sample(Reducer r, DType d, int... sizes) {
        return r == Reducer.MULTIPLY && d.isFloat()
                ? Samples.between(d, 0.9, 1.1, 1, sizes)
                : Samples.random(d, 2, sizes);
    }

    private void add(ReduceWindow op, Literal x) {
        boolean picks = op.reducer() == Reducer.MAXIMUM || op.reducer() == Reducer.MINIMUM;
        cases.add(OpCase.of(op, picks ? Tolerance.EXACT : tolerance(x.type().dtype()), x));
    }

    private void scatter(DType d) {
        scatter(PAIRS, Samples.random(d, 1, 9));
        scatter(PICTURE, Samples.random(d, 2, 2, 6, 5, 3));
        scatter(OVERLAPPING, Samples.random(d, 3, 2, 5, 6, 3));
        Window line = Window.valid(of(3), of(1));
        scatter(line, Samples.edges(d));
        scatter(line.padded(of(-2), of(-1)), Samples.random(d, 4, 9));
        scatter(line.padded(of(5), of(7)), Samples.random(d, 5, 2));
        scatter(line.padded(of(2), of(2)), Samples.random(d, 6, 0));
        scatter(line, Samples.random(d, 7, 2));
        scatter(Window.valid(of(), of()), Samples.random(d, 8));
        scatter(Window.valid(of(1, 1), of(1, 3)), Samples.random(d, 9, 7, 11));
        Window square = Window.valid(of(2, 3), of(1, 2));
        scatter(square, equal(d, 6, 7));
        scatter(square.padded(of(-1, 2), of(2, -1)), equal(d, 6, 7));
        scatter(square.padded(of(-6, 0), of(3, 0)), equal(d, 5, 7));
        scatter(Window.valid(of(9, 9), of(1, 1)).padded(of(8, 4), of(0, 8)), equal(d, 9, 9));
        if (d.isFloat()) {
            scatter(square.padded(of(1, 1), of(1, 1)), withNan(equal(d, 6, 7)));
        }
    }

    // Many equal elements, so that the first of them counts.
    private static Literal equal(DType d, int rows, int columns) {
        Literal made = Literal.zeros(TensorType.of(d, rows, columns));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, i * i % 7 % 3);
        }
        return made;
    }

    private static Literal withNan(Literal x) {
        for (int i = 2; i < x.elements(); i += 5) {
            x.set(i, Double.NaN);
        }
        return x;
    }

    private void scatter(Window window, Literal x) {
        SelectAndScatter op = new SelectAndScatter(window);
        int[] positions =
                ReduceWindow.of(Reducer.MAXIMUM, window)
                        .infer(List.of(x.type()))
                        .getFirst()
                        .shape()
                        .sizes();
        Literal source = Samples.random(x.type().dtype(), 11, positions);
        cases.add(OpCase.of(op, tolerance(x.type().dtype()), x, source));
    }
}
