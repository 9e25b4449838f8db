package io.jacquard.trust.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 50})
    void gaussLegendreIsExactForPolynomialsOfTwiceTheSteps(int steps) {
        Quadrature q = Quadrature.gaussLegendre(steps);

        for (int power = 0; power < 2 * steps; power++) {
            int p = power;
            assertThat(integral(q, t -> Math.pow(t, p)))
                    .as("power %d", p)
                    .isCloseTo(1.0 / (p + 1), within(1e-14));
        }
    }

    @Test
    void gaussLegendreWithTwoStepsHasTheKnownNodes() {
        Quadrature q = Quadrature.gaussLegendre(2);

        assertThat(q.node(0)).isCloseTo((1 - 1 / Math.sqrt(3)) / 2, within(1e-15));
        assertThat(q.node(1)).isCloseTo((1 + 1 / Math.sqrt(3)) / 2, within(1e-15));
        assertThat(q.weight(0)).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void theErrorsOfTheOthersFallWithTheSquareOfTheSteps() {
        double exact = Math.E - 1;
        double midpoint =
                (integral(Quadrature.midpoint(10), Math::exp) - exact)
                        / (integral(Quadrature.midpoint(20), Math::exp) - exact);
        double trapezoid =
                (integral(Quadrature.trapezoid(11), Math::exp) - exact)
                        / (integral(Quadrature.trapezoid(21), Math::exp) - exact);

        assertThat(midpoint).isCloseTo(4, within(0.02));
        assertThat(trapezoid).isCloseTo(4, within(0.02));
    }

    @Test
    void refusesTooFewSteps() {
        assertThatThrownBy(() -> Quadrature.midpoint(0)).isInstanceOf(ExplanationException.class);
        assertThatThrownBy(() -> Quadrature.trapezoid(1))
                .isInstanceOf(ExplanationException.class)
                .hasMessageContaining("expected 2 or more");
    }

    private static double integral(Quadrature q, DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < q.steps(); i++) {
            sum += q.weight(i) * f.applyAsDouble(q.node(i));
        }
        return sum;
    }
}
