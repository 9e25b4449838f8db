package io.jacquard.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.interpret.Interpreter;
import io.jacquard.ir.pass.Passes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static List<Literal> run(
            Function<List<Tensor>, List<Tensor>> body, Literal... arguments) {
        Traced traced =
                Trace.of(
                        "test",
                        Mode.TRAINING,
                        t -> {
                            List<Tensor> inputs = new ArrayList<>();
                            for (Literal x : arguments) {
                                inputs.add(t.input("x", x.type()));
                            }
                            return body.apply(inputs);
                        });
        return Interpreter.run(traced.function(), List.of(arguments));
    }

    private static Literal vector(double... values) {
        return Literal.of(values, values.length);
    }

    @Test
    void aScanHandsCarriesOnAndStacksOutputs() {
        var results =
                run(
                        in -> {
                            var made =
                                    Flow.scan(
                                            List.of(in.get(0)),
                                            List.of(in.get(1)),
                                            (c, e) -> {
                                                var sum = c.get(0).add(e.get(0));
                                                return new Flow.Step(List.of(sum), List.of(sum));
                                            });
                            return List.of(made.carries().get(0), made.outputs().get(0));
                        },
                        Literal.scalar(DType.F64, 10),
                        vector(1, 2, 3));

        assertThat(results.get(0).get(0)).isEqualTo(16);
        assertThat(results.get(1).doubles()).containsExactly(11, 13, 16);
    }

    @Test
    void aReverseScanBeginsAtTheEnd() {
        var results =
                run(
                        in ->
                                Flow.scanReverse(
                                                List.of(Tensor.scalar(DType.F64, 0)),
                                                List.of(in.get(0)),
                                                (c, e) ->
                                                        new Flow.Step(
                                                                List.of(e.get(0)),
                                                                List.of(c.get(0))))
                                        .outputs(),
                        vector(1, 2, 3));

        assertThat(results.get(0).doubles()).containsExactly(2, 3, 0);
    }

    @Test
    void gradientsFlowThroughAScanToWhatItCaptured() {
        // y = x0 w^3 + ... : the carry is multiplied by w, which the body captures, at each step.
        var results =
                run(
                        in -> {
                            var w = in.get(0);
                            var made =
                                    Flow.scan(
                                            List.of(Tensor.scalar(DType.F64, 1)),
                                            List.of(in.get(1)),
                                            (c, e) ->
                                                    new Flow.Step(
                                                            List.of(c.get(0).mul(w).add(e.get(0))),
                                                            List.of()));
                            var y = made.carries().get(0);
                            var g = Grad.of(y, List.of(w, in.get(1)));
                            return List.of(y, g.get(0), g.get(1));
                        },
                        Literal.scalar(DType.F64, 2),
                        vector(0, 0, 5));

        assertThat(results.get(0).get(0)).isEqualTo(13);
        assertThat(results.get(1).get(0)).isCloseTo(12, within(1e-12));
        assertThat(results.get(2).doubles()).containsExactly(4, 2, 1);
    }

    @Test
    void aLoopRunsWhileItsConditionHoldsAndMayCapture() {
        var results =
                run(
                        in ->
                                Flow.whileLoop(
                                        List.of(in.get(0)),
                                        s -> s.get(0).lt(in.get(1)),
                                        s -> List.of(s.get(0).mul(in.get(2)))),
                        Literal.scalar(DType.F64, 1),
                        Literal.scalar(DType.F64, 100),
                        Literal.scalar(DType.F64, 3));

        assertThat(results.get(0).get(0)).isEqualTo(243);
    }

    @Test
    void onlyTheChosenBranchHasAGradient() {
        Function<List<Tensor>, List<Tensor>> body =
                in -> {
                    var x = in.get(0);
                    var y = in.get(1);
                    var made =
                            Flow.cond(
                                    x.gt(x.like(0)),
                                    () -> List.of(x.mul(y)),
                                    () -> List.of(y.square()));
                    return Grad.of(made.getFirst(), List.of(x, y));
                };

        var yes = run(body, Literal.scalar(DType.F64, 2), Literal.scalar(DType.F64, 5));
        var no = run(body, Literal.scalar(DType.F64, -2), Literal.scalar(DType.F64, 5));

        assertThat(yes.get(0).get(0)).isEqualTo(5);
        assertThat(yes.get(1).get(0)).isEqualTo(2);
        assertThat(no.get(0).get(0)).isEqualTo(0);
        assertThat(no.get(1).get(0)).isEqualTo(10);
    }

    @Test
    void aCheckpointHasTheSameGradient() {
        var results =
                run(
                        in -> {
                            var x = in.get(0);
                            var made = Flow.checkpoint(() -> List.of(x.sin().exp()));
                            return Grad.of(made.getFirst().sum(), List.of(x));
                        },
                        vector(0.5, -1));

        assertThat(results.get(0).get(0))
                .isCloseTo(Math.exp(Math.sin(0.5)) * Math.cos(0.5), within(1e-12));
    }

    private static Tensor rounded(Tensor x) {
        return Flow.customGradient(
                        List.of(x),
                        in -> List.of(in.getFirst().round()),
                        (in, out, cotangents) -> cotangents)
                .getFirst();
    }

    @Test
    void aGradientByHandIsTheOneThatIsUsed() {
        var results =
                run(
                        in -> {
                            Tensor y = rounded(in.getFirst());
                            return List.of(y, Grad.of(y.square().sum(), in).getFirst());
                        },
                        vector(1.4, -2.6));

        assertThat(results.get(0).doubles()).containsExactly(1, -3);
        assertThat(results.get(1).doubles()).containsExactly(2, -6);
    }

    // e^x * y with the derivatives written out.
    private static Tensor product(Tensor x, Tensor y, Tensor times) {
        return Flow.customGradient(
                        List.of(x, times, y),
                        in -> List.of(in.get(0).exp().mul(in.get(2)), in.get(1)),
                        (in, out, d) -> {
                            Tensor e = in.get(0).exp();
                            Tensor both = out.get(0).mul(d.get(0));
                            return List.of(both, e.mul(d.get(0)));
                        })
                .getFirst();
    }

    @Test
    void aGradientByHandAgreesWithDifferencesAndSoDoesItsGradient() {
        var times = Run.ints(2, 1);
        Slopes.agreeAll(
                in -> List.of(product(in.get(0), in.get(1), in.get(2))),
                Slopes.random(2),
                Slopes.distinct(2),
                times);
        Slopes.agreeAll(
                in ->
                        Grad.of(
                                product(in.get(0), in.get(1), in.get(2)).sum(),
                                List.of(in.get(0), in.get(1))),
                Slopes.random(2),
                Slopes.distinct(2),
                times);
    }

    @Test
    void aGradientByHandHoldsForEachExampleOfABatch() {
        var results =
                run(
                        in -> {
                            Vmap each =
                                    Vmap.ofList(x -> Grad.of(rounded(x.getFirst()).square(), x));
                            return each.apply(in);
                        },
                        vector(1.4, -2.6));

        assertThat(results.getFirst().doubles()).containsExactly(2, -6);
    }

    @Test
    void aGradientByHandOfOtherTensorsOrTypesIsRefused() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        run(
                                in ->
                                        Flow.customGradient(
                                                List.of(in.get(0)),
                                                x -> List.of(x.get(0).mul(in.get(1))),
                                                (x, y, d) -> d),
                                vector(1),
                                vector(2)))
                .withMessageMatching(
                        """
                        \\[customGradient] the forward function uses f64\\[1] that is no operand
                          operands \\[f64\\[1]]
                          expected functions of the operands alone; make it an operand too
                          at FlowTest\\..*\
                        """);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        run(
                                in -> Flow.customGradient(in, x -> x, (x, y, d) -> List.of()),
                                vector(1)))
                .withMessageContaining("[custom_gradient] ")
                .withMessageContaining("FlowTest.java");
    }

    @Test
    void aBarrierGivesWhatItIsGivenAndItsGradient() {
        var results =
                run(
                        in -> {
                            List<Tensor> behind = Flow.optimizationBarrier(in);
                            Tensor y = behind.get(0).mul(behind.get(1));
                            return List.of(y, Grad.of(y.sum(), List.of(in.get(0))).getFirst());
                        },
                        vector(2, 3),
                        vector(5, 7));

        assertThat(results.get(0).doubles()).containsExactly(10, 21);
        assertThat(results.get(1).doubles()).containsExactly(5, 7);
    }

    @Test
    void whatIsComputedTwiceIsNotSharedAcrossABarrier() {
        var traced =
                Trace.of(
                        "f",
                        Mode.INFERENCE,
                        t -> {
                            Tensor x = t.input("x", TensorType.of(DType.F32, 2));
                            Tensor behind = Flow.optimizationBarrier(List.of(x)).getFirst();
                            return List.of(x.exp().add(behind.exp()));
                        });

        assertThat(Passes.standard().apply(traced.function()).instructions())
                .filteredOn(i -> i.op().name().equals("exponential"))
                .hasSize(2);
    }

    @Test
    void loopsInsideLoopsMayCaptureFromAll() {
        var results =
                run(
                        in -> List.of(sumOfProducts(in.get(0), in.get(1))),
                        vector(1, 10),
                        vector(1, 2, 3));

        assertThat(results.get(0).get(0)).isEqualTo(66);
    }

    private static Tensor sumOfProducts(Tensor x, Tensor y) {
        var zero = List.of(Tensor.scalar(DType.F64, 0));
        return Flow.scan(zero, List.of(x), (c, e) -> carrying(sumOfProducts(c, y, e.get(0))))
                .carries()
                .getFirst();
    }

    private static Tensor sumOfProducts(List<Tensor> start, Tensor y, Tensor factor) {
        return Flow.scan(start, List.of(y), (c, e) -> carrying(c.get(0).add(e.get(0).mul(factor))))
                .carries()
                .getFirst();
    }

    private static Flow.Step carrying(Tensor next) {
        return new Flow.Step(List.of(next), List.of());
    }

    private static List<Tensor> threeSteps(List<Tensor> carries, UnaryOperator<Tensor> step) {
        var count = List.of(Tensor.iota(3));
        return Flow.scan(carries, count, (c, _) -> carrying(step.apply(c.get(0)))).carries();
    }

    private static Tensor withKey(Tensor x) {
        Trace.current().randomKey();
        return x;
    }

    @Test
    void aRandomKeyInsideALoopIsRefused() {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> run(in -> threeSteps(in, FlowTest::withKey), vector(1)))
                .withMessageContaining("draw the numbers outside");
    }

    @Test
    void carriesKeepTheirTypes() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> run(in -> threeSteps(in, x -> x.sum()), vector(1, 2)))
                .withMessageContaining("carries from the body");
    }

    @Test
    void tensorsOfAnotherFunctionAreStillRefused() {
        List<Tensor> kept = new ArrayList<>();
        TensorType pair = new TensorType(DType.F32, Shape.of(2));
        Trace.of(
                "first",
                Mode.INFERENCE,
                t -> {
                    kept.add(t.input("x", pair));
                    return List.of();
                });

        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() ->
                        run(
                                in -> Flow.checkpoint(() -> List.of(in.get(0), kept.get(0).exp())),
                                vector(1)));
    }
}
