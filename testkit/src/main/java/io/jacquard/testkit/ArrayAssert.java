package io.jacquard.testkit;

import io.jacquard.ir.Literal;
import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;

/// Assertions about arrays, in AssertJ's manner.
///
/// {@snippet :
/// ArrayAssert.assertThat(actual).isCloseTo(expected, Tolerance.ELEMENTWISE);
/// }
public final class ArrayAssert extends AbstractAssert<ArrayAssert, Literal> {
    private ArrayAssert(Literal actual) {
        super(actual, ArrayAssert.class);
    }

    /// Assertions about an array.
    public static ArrayAssert assertThat(Literal actual) {
        return new ArrayAssert(actual);
    }

    /// Fails unless dtypes, shapes and numbers are equal; NaN equals NaN.
    public ArrayAssert isExactly(Literal expected) {
        return isCloseTo(expected, Tolerance.EXACT);
    }

    /// Fails unless dtypes and shapes are equal and each element is near the expected one. The
    /// message names the largest error and its position.
    public ArrayAssert isCloseTo(Literal expected, Tolerance tolerance) {
        isNotNull();
        if (!actual.type().equals(expected.type())) {
            failWithMessage("expected an array %s but was %s", expected.type(), actual.type());
        }
        Comparison c = new Comparison(actual, expected, tolerance);
        if (c.wrong > 0) {
            failWithMessage("%s", c.message());
        }
        return this;
    }

    /// Fails if an element is NaN or infinite.
    public ArrayAssert isFinite() {
        isNotNull();
        for (int i = 0; i < actual.elements(); i++) {
            if (!Double.isFinite(actual.get(i))) {
                failWithMessage(
                        "expected finite numbers but the element at %s of %s is %s",
                        index(actual, i), actual.type(), actual.get(i));
            }
        }
        return this;
    }

    private static String index(Literal x, int position) {
        int[] index = x.type().shape().strides();
        for (int i = 0; i < index.length; i++) {
            index[i] = position / index[i] % x.type().shape().size(i);
        }
        return Arrays.toString(index);
    }

    private static final class Comparison {
        private final Literal actual;
        private final Literal expected;
        private final Tolerance tolerance;
        private final double largest;
        private int wrong;
        private int worst;
        private double excess = -1;

        Comparison(Literal actual, Literal expected, Tolerance tolerance) {
            this.actual = actual;
            this.expected = expected;
            this.tolerance = tolerance;
            this.largest = largest(expected);
            for (int i = 0; i < expected.elements(); i++) {
                compare(i);
            }
        }

        private static double largest(Literal x) {
            double largest = 0;
            for (int i = 0; i < x.elements(); i++) {
                double size = Math.abs(x.get(i));
                largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
            }
            return largest;
        }

        private void compare(int i) {
            if (!isWithin(i)) {
                wrong++;
                double error = Math.abs(actual.get(i) - expected.get(i));
                double over = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
                if (over > excess) {
                    excess = over;
                    worst = i;
                }
            }
        }

        private boolean isWithin(int i) {
            if (!expected.type().dtype().isFloat()) {
                return actual.getLong(i) == expected.getLong(i);
            }
            double a = actual.get(i);
            double e = expected.get(i);
            if (tolerance.equals(Tolerance.EXACT) || !Double.isFinite(a) || !Double.isFinite(e)) {
                return Double.doubleToLongBits(a) == Double.doubleToLongBits(e);
            }
            return Math.abs(a - e) <= tolerance.allowed(e, largest);
        }

        String message() {
            double a = actual.get(worst);
            double e = expected.get(worst);
            return """
            %d of %d elements of %s are not within %s
              the largest error is at %s: expected %s but was %s
              error %s, allowed %s\
            """
                    .formatted(
                            wrong,
                            expected.elements(),
                            expected.type(),
                            tolerance.name(),
                            index(expected, worst),
                            e,
                            a,
                            Math.abs(a - e),
                            tolerance.allowed(e, largest));
        }
    }
}
