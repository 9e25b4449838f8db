package io.jacquard.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Update;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurrentMeaningTest {
    private static final double[] X = {0.5, -1, 2};

    private static Literal f64(double... values) {
        return Literal.of(values, values.length);
    }

    private static List<Literal> run(Op op, Literal... operands) {
        Builder b = new Builder("f");
        List<Value> parameters = new ArrayList<>();
        for (Literal l : operands) {
            parameters.add(b.parameter("x", l.type()));
        }
        return Interpreter.run(b.build(b.append(op, parameters).results()), List.of(operands));
    }

    private static void assertClose(Literal made, double... wanted) {
        assertThat(made.elements()).isEqualTo(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(made.get(i)).isCloseTo(wanted[i], within(1e-13));
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Literal x() {
        return f64(X).reshape(3, 1, 1);
    }

    private static Literal row(double... values) {
        return f64(values).reshape(1, values.length);
    }

    @Test
    void anRnnAddsInputAndState() {
        double h = 0.25;
        double[] wanted = new double[3];
        for (int t = 0; t < 3; t++) {
            h = Math.tanh(2 * X[t] + 0.1 - 0.5 * h);
            wanted[t] = h;
        }
        Op op = new Recurrent.Rnn(Recurrent.Rnn.Activation.TANH, false);
        List<Literal> made = run(op, x(), row(0.25), row(2), row(-0.5), f64(0.1));
        assertClose(made.getFirst(), wanted);
        assertClose(made.getLast(), h);
        Op relu = new Recurrent.Rnn(Recurrent.Rnn.Activation.RELU, false);
        assertClose(
                run(relu, x(), row(0.25), row(2), row(-0.5), f64(0.5)).getFirst(), 1.375, 0, 4.5);
    }

    @Test
    void reverseBeginsAtTheLastElement() {
        Op relu = new Recurrent.Rnn(Recurrent.Rnn.Activation.RELU, true);
        List<Literal> made = run(relu, x(), row(1), row(1), row(2), f64(0));
        assertClose(made.getFirst(), 14.5, 7, 4);
        assertClose(made.getLast(), 14.5);
    }

    @Test
    void aGruResetsAfterTheProduct() {
        double[] w = {0.3, -0.7, 1.1};
        double[] u = {0.9, 0.4, -0.6};
        double[] b = {0.1, 0.2, 0.3};
        double[] c = {-0.1, 0.5, 0.7};
        double h = 0.25;
        double[] wanted = new double[3];
        for (int t = 0; t < 3; t++) {
            double r = sigmoid(w[0] * X[t] + b[0] + u[0] * h + c[0]);
            double z = sigmoid(w[1] * X[t] + b[1] + u[1] * h + c[1]);
            double n = Math.tanh(w[2] * X[t] + b[2] + r * (u[2] * h + c[2]));
            h = (1 - z) * n + z * h;
            wanted[t] = h;
        }
        Op op = new Recurrent.Gru(false);
        List<Literal> made = run(op, x(), row(0.25), row(w), row(u), f64(b), f64(c));
        assertClose(made.getFirst(), wanted);
        assertClose(made.getLast(), h);
    }

    @Test
    void anLstmHasTwoStates() {
        double[] w = {0.3, -0.7, 1.1, 0.2};
        double[] u = {0.9, 0.4, -0.6, -0.3};
        double[] b = {0.1, 0.2, 0.3, 0.4};
        double h = 0.25;
        double c = -0.5;
        double[] wanted = new double[3];
        for (int t = 0; t < 3; t++) {
            double[] a = new double[4];
            for (int g = 0; g < 4; g++) {
                a[g] = w[g] * X[t] + b[g] + u[g] * h;
            }
            c = sigmoid(a[1]) * c + sigmoid(a[0]) * Math.tanh(a[2]);
            h = sigmoid(a[3]) * Math.tanh(c);
            wanted[t] = h;
        }
        Op op = new Recurrent.Lstm(false);
        List<Literal> made = run(op, x(), row(0.25), row(-0.5), row(w), row(u), f64(b));
        assertClose(made.getFirst(), wanted);
        assertClose(made.get(1), h);
        assertClose(made.get(2), c);
    }

    @Test
    void gatesLieSideBySideInWeights() {
        // Two units without input weights: each output gate is open, each forget gate shut.
        double[] bias = {50, 50, -50, -50, 0.5, -2, 50, 50};
        List<Literal> made =
                run(
                        new Recurrent.Lstm(false),
                        x(),
                        row(0, 0),
                        row(7, 7),
                        Literal.of(new double[8], 1, 8),
                        Literal.of(new double[16], 2, 8),
                        f64(bias));
        assertClose(made.get(2), Math.tanh(0.5), Math.tanh(-2));
    }

    @Test
    void noStepsLeaveTheStates() {
        List<Literal> made =
                run(
                        new Recurrent.Lstm(false),
                        Literal.of(new double[0], 0, 1, 1),
                        row(3),
                        row(4),
                        row(1, 1, 1, 1),
                        row(1, 1, 1, 1),
                        f64(1, 1, 1, 1));
        assertThat(made.getFirst().elements()).isZero();
        assertClose(made.get(1), 3);
        assertClose(made.get(2), 4);
    }

    @Test
    void descentFollowsTheGradient() {
        Literal rate = f64(0.5).reshape();
        assertClose(run(new Update.Sgd(0, false, 0.1), f64(2), f64(1), rate).getFirst(), 1.4);
        List<Literal> plain = run(new Update.Sgd(0.9, false, 0), f64(2), f64(1), f64(3), rate);
        assertClose(plain.getFirst(), 0.15);
        assertClose(plain.getLast(), 3.7);
        List<Literal> ahead = run(new Update.Sgd(0.9, true, 0), f64(2), f64(1), f64(3), rate);
        assertClose(ahead.getFirst(), 2 - 0.5 * (1 + 0.9 * 3.7));
    }

    @Test
    void adamDividesByTheRootOfTheMeanSquare() {
        Literal stepSize = f64(0.5).reshape();
        Literal rootScale = f64(2).reshape();
        Literal rate = f64(0.25).reshape();
        Op op = new Update.Adam(0.5, 0.75, 1, 0.1);
        List<Literal> made = run(op, f64(8), f64(2), f64(4), f64(4), stepSize, rootScale, rate);
        assertClose(made.get(1), 3);
        assertClose(made.get(2), 4);
        assertClose(made.getFirst(), 8 - 8 * 0.025 - 0.5 * 3 / (2 * 2 + 1));
    }
}
