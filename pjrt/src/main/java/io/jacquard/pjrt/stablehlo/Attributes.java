package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.IntList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Attributes as the generic form of operations writes them.
final class Attributes {
    private Attributes() {}

    /// A list, for example `array<i64: 1, 2>`.
    static String array(IntList values) {
        String inside = values.stream().mapToObj(v -> " " + v).collect(Collectors.joining(","));
        return inside.isEmpty() ? "array<i64>" : "array<i64:" + inside + ">";
    }

    /// Pairs an axis, for example `dense<[[0, 1], [0, 1]]> : tensor<2x2xi64>`.
    static String padding(IntList low, IntList high) {
        int rank = low.size();
        return "dense<%s> : tensor<%dx2xi64>".formatted(rank == 0 ? "" : pairs(low, high), rank);
    }

    /// Pairs an axis, for example `[[0, 1], [0, 1]]`.
    static String pairs(IntList low, IntList high) {
        return IntStream.range(0, low.size())
                .mapToObj(i -> "[%d, %d]".formatted(low.at(i), high.at(i)))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
