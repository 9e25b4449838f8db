package io.jacquard.testkit;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The number of terms of the longest sum in a function or its gradient: what rounding errors grow
/// with. A maximum counts too: all elements may hand their cotangents to one.
final class LongestSum {
    private LongestSum() {}

    /// Terms of the longest sum, those of composites and inner functions too; 1 if there is none.
    static int of(Function f) {
        return f.instructions().stream().mapToInt(LongestSum::of).max().orElse(1);
    }

    private static int of(Instruction i) {
        return Math.max(
                1,
                switch (i.op()) {
                    case Creation _, Elementwise _, Shaping _, Ordering _, Marker _ -> 1;
                    case Indexing x -> of(x, i);
                    case Fft x -> product(x.length().stream());
                    case Contraction x -> of(x, i);
                    case Reduction x -> of(x, i);
                    case Windowed x -> of(x);
                    case Control x -> of(x);
                    case Composite x -> of(x, i);
                });
    }

    private static int product(IntStream sizes) {
        return sizes.reduce(1, (a, b) -> a * b);
    }

    private static int along(Value x, IntList axes) {
        return product(axes.stream().map(x.type().shape()::size));
    }

    // All updates may meet in one element.
    private static int of(Indexing op, Instruction i) {
        return switch (op) {
            case Indexing.Scatter s -> {
                Shape updates = i.operand(2).type().shape();
                IntList window = s.scatterDimensionNumbers().updateWindowDims();
                yield product(
                        IntStream.range(0, updates.rank())
                                .filter(a -> !window.contains(a))
                                .map(updates::size));
            }
            case Indexing.DynamicSlice _, Indexing.DynamicUpdateSlice _, Indexing.Gather _ -> 1;
        };
    }

    private static int of(Contraction op, Instruction i) {
        return switch (op) {
            case Contraction.DotGeneral d -> along(i.operand(0), d.lhsContracting());
            case Contraction.Convolution c ->
                    along(i.operand(1), c.rhs().spatial().concat(IntList.of(c.rhs().feature())));
        };
    }

    private static int of(Reduction op, Instruction i) {
        return switch (op) {
            case Reduction.Reduce r -> along(i.operand(0), r.dimensions());
            case Reduction.Cumulative c -> along(i.operand(0), IntList.of(c.dimension()));
            case Reduction.ArgMax _, Reduction.ArgMin _ -> 1;
        };
    }

    private static int of(Windowed op) {
        return switch (op) {
            case Windowed.ReduceWindow r -> product(r.window().dimensions().stream());
            case Windowed.SelectAndScatter s -> product(s.window().dimensions().stream());
        };
    }

    private static int of(Control op) {
        int inner = op.functions().stream().mapToInt(LongestSum::of).max().orElse(1);
        return switch (op) {
            case Control.Scan s -> Math.max(1, s.length()) * inner;
            case Control.While _, Control.Case _ -> inner;
            case Control.Rematerialize _, Control.CustomGradient _ -> inner;
        };
    }

    private static int of(Composite op, Instruction i) {
        Builder b = new Builder(op.name());
        List<Value> parameters = new ArrayList<>();
        i.operands().forEach(x -> parameters.add(b.parameter("x", x.type())));
        return of(b.build(op.decompose(b, parameters)));
    }
}
