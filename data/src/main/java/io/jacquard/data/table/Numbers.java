package io.jacquard.data.table;

import java.util.regex.Pattern;

/// Decides which texts are numbers, and reads them.
final class Numbers {
    // Not Double.parseDouble alone: it takes 10D and 0x1p3 for numbers.
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern INFINITE = Pattern.compile("[+-]?([iI]nf|[iI]nfinity)");

    private Numbers() {}

    static boolean isNumber(String text) {
        return DECIMAL.matcher(text).matches() || INFINITE.matcher(text).matches();
    }

    /// The number that a text is.
    static double parse(String text) {
        if (INFINITE.matcher(text).matches()) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(text);
    }
}
