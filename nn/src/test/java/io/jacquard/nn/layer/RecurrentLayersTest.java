package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.checkpoint.PyTorch;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Sequences.Direction;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import io.jacquard.testkit.ArrayAssert;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import io.jacquard.testkit.Tolerance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The numbers are PyTorch's, those of packed sequences too.
class RecurrentLayersTest {
    private static final Fixtures GOLDEN = Fixtures.load("recurrent");
    private static final Tolerance TOLERANCE = Tolerance.CONTRACTION;

    static Stream<Arguments> devicesAndCases() {
        return Device.available().stream()
                .flatMap(d ->
                        GOLDEN.json().at("cases").fields().keySet().stream()
                                .map(c -> Arguments.of(d, c)));
    }

    private static Json settings(String name) {
        return GOLDEN.json().at("cases").at(name);
    }

    private static int number(String name, String key) {
        return (int) settings(name).at(key).number();
    }

    private static Layer layer(Scope scope, String name) {
        int in = number(name, "in");
        int width = number(name, "width");
        var options = RecurrentOptions.sequence().withLayers(number(name, "layers"));
        boolean both = settings(name).fields().containsKey("both");
        return switch (settings(name).at("kind").text()) {
            case "LSTM" ->
                    both
                            ? Bidirectional.lstm(scope, in, width, options)
                            : new Lstm(scope, in, width, options);
            case "GRU" ->
                    both
                            ? Bidirectional.gru(scope, in, width, options)
                            : new Gru(scope, in, width, options);
            default ->
                    both
                            ? Bidirectional.rnn(scope, in, width, options)
                            : Rnn.relu(scope, in, width, options);
        };
    }

    private static RecurrentOutput run(Layer layer, RecurrentInput input) {
        return switch (layer) {
            case Lstm l -> l.run(input);
            case Gru g -> g.run(input);
            case Rnn r -> r.run(input);
            case Bidirectional b -> b.run(input);
            default -> throw new IllegalArgumentException(layer.title());
        };
    }

    private static List<Literal> lengths(String name) {
        if (!settings(name).fields().containsKey("lengths")) {
            return List.of();
        }
        int[] each =
                settings(name).at("lengths").list().stream()
                        .mapToInt(j -> (int) j.number())
                        .toArray();
        return List.of(Literal.of(each, each.length));
    }

    /// Tensors of a case under a prefix, without it.
    private static Map<String, Literal> under(String prefix) {
        Map<String, Literal> found = new LinkedHashMap<>();
        for (String key : GOLDEN.names()) {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), GOLDEN.tensor(key));
            }
        }
        return found;
    }

    private static List<String> states(String name) {
        return settings(name).at("kind").text().equals("LSTM") ? List.of("h", "c") : List.of("h");
    }

    @ParameterizedTest
    @MethodSource("devicesAndCases")
    void statesAndGradientsAreThoseOfPyTorch(String deviceName, String name) {
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(1), s -> layer(s, name));
                var jit = Jit.ofList(device, in -> step(model, name, in))) {
            model.restore(PyTorch.values(under(name + "/parameter/")));

            Map<String, Literal> expected = expected(model, name);
            List<Literal> made = call(model, jit, name);

            assertThat(made).hasSameSizeAs(expected.keySet());
            int i = 0;
            for (String what : expected.keySet()) {
                ArrayAssert.assertThat(made.get(i++))
                        .as(what)
                        .isCloseTo(expected.get(what), TOLERANCE);
            }
        }
    }

    private static Map<String, Literal> expected(Model model, String name) {
        Map<String, Literal> expected = new LinkedHashMap<>();
        List<String> results = new ArrayList<>(List.of("y"));
        results.addAll(states(name));
        results.forEach(r -> expected.put(r, GOLDEN.tensor(name + "/" + r)));
        given(name).forEach(g -> expected.put(g, GOLDEN.tensor(name + "/gradient/" + g)));
        var gradients = PyTorch.values(under(name + "/gradient/"));
        model.parameters().forEach(p -> expected.put(p.name(), gradients.get(p.name())));
        return expected;
    }

    /// Names of what is read and differentiated: the sequences, then first states.
    private static List<String> given(String name) {
        List<String> given = new ArrayList<>(List.of("x"));
        if (settings(name).fields().containsKey("states")) {
            states(name).forEach(s -> given.add(s + "0"));
        }
        return given;
    }

    private static List<Literal> call(Model model, Jit jit, String name) {
        List<Array> all = new ArrayList<>();
        given(name).forEach(g -> all.add(Array.of(model.device(), GOLDEN.tensor(name + "/" + g))));
        Stream.concat(Stream.of("y"), states(name).stream())
                .map(s -> GOLDEN.tensor(name + "/cotangent/" + s))
                .forEach(c -> all.add(Array.of(model.device(), c)));
        lengths(name).forEach(l -> all.add(Array.of(model.device(), l)));
        int own = all.size();
        model.parameters().forEach(p -> all.add(model.array(p)));
        var results = jit.callAll(all);
        var literals = results.stream().map(Array::literal).toList();
        results.forEach(Array::close);
        all.subList(0, own).forEach(Array::close);
        return literals;
    }

    private static List<Tensor> step(Model model, String name, List<Tensor> in) {
        int given = given(name).size();
        int results = 1 + states(name).size();
        int lengths = lengths(name).size();
        List<Tensor> wrt = new ArrayList<>(in.subList(0, given));
        for (int i = 0; i < model.parameters().size(); i++) {
            Tensor value = in.get(given + results + lengths + i);
            Trace.current().bind(model.parameters().get(i), value);
            wrt.add(value);
        }
        var input =
                new RecurrentInput(
                        in.getFirst(),
                        in.subList(given + results, given + results + lengths),
                        in.subList(1, given));
        var made = run((Layer) model.network(), input);
        List<Tensor> all = new ArrayList<>(List.of(made.hidden()));
        all.addAll(made.states());
        Tensor loss = all.getFirst().mul(in.get(given)).sum();
        for (int i = 1; i < results; i++) {
            loss = loss.add(all.get(i).mul(in.get(given + i)).sum());
        }
        all.addAll(Grad.of(loss, wrt));
        return all;
    }

    private static Literal noise(int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.F32, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, Seed.of(9).normal(i));
        }
        return made;
    }

    @Test
    void lastIsTheStateAfterTheLastStepThatWasDone() {
        var x = noise(2, 5, 3);
        var forward = RecurrentOptions.sequence();
        var backward = forward.withDirection(Direction.BACKWARD);
        Function<RecurrentOptions, Literal> all = o -> Forward.of(s -> new Gru(s, 3, 4, o), x);
        Function<RecurrentOptions, Literal> last =
                o ->
                        Forward.of(
                                s ->
                                        new Gru(
                                                s,
                                                3,
                                                4,
                                                RecurrentOptions.last()
                                                        .withDirection(o.direction())),
                                x);

        assertThat(last.apply(forward)).isEqualTo(element(all.apply(forward), 4));
        assertThat(last.apply(backward)).isEqualTo(element(all.apply(backward), 0));
    }

    private static Literal element(Literal sequence, int step) {
        return Forward.function(x -> x.slice(1, step, step + 1).squeeze(1), sequence);
    }

    @Test
    void aMaskSaysTheLengths() {
        var options = RecurrentOptions.sequence();
        var x = noise(2, 3, 2);
        Function<Function<RecurrentInput, RecurrentInput>, Literal> run =
                padded ->
                        Forward.of(
                                s -> {
                                    var lstm = new Lstm(s, 2, 3, options);
                                    return in ->
                                            lstm.run(padded.apply(RecurrentInput.of(in))).last();
                                },
                                x);
        var mask = Literal.filled(TensorType.of(DType.BOOL, 2, 3), 1);
        mask.set(2, 0);

        var byMask = run.apply(i -> i.withMask(Tensor.constant(mask)));
        var byLengths =
                run.apply(i -> i.withLengths(Tensor.constant(Literal.of(new int[] {2, 3}, 2))));

        assertThat(byMask).isEqualTo(byLengths).isNotEqualTo(run.apply(i -> i));
    }

    @Test
    void paddingIsNeverReadAndALengthOfNothingLeavesTheFirstState() {
        var x = noise(2, 3, 2);
        for (int i = 0; i < 6; i++) {
            x.set(i, Double.NaN);
        }
        var made =
                Forward.of(
                        s -> {
                            var lstm = Bidirectional.lstm(s, 2, 3, RecurrentOptions.sequence());
                            return in -> {
                                Tensor first = Tensor.full(TensorType.of(DType.F32, 2, 2, 3), 0.5);
                                var lengths = Tensor.constant(Literal.of(new int[] {0, 3}, 2));
                                var out =
                                        lstm.run(
                                                RecurrentInput.of(in)
                                                        .withLengths(lengths)
                                                        .withStates(List.of(first, first)));
                                return out.hidden()
                                        .sum(1)
                                        .concat(1, out.last(), out.states().getLast().sum(0));
                            };
                        },
                        x);

        var floats = made.floats();
        assertThat(floats).doesNotContain(Float.NaN);
        assertThat(floats[0]).isZero();
        assertThat(floats[6]).isEqualTo(0.5f);
        assertThat(floats[12]).isEqualTo(1f);
    }

    @Test
    void statesContinueASequence() {
        var x = noise(2, 6, 3);
        Function<Integer, Literal> run =
                cut ->
                        Forward.of(
                                s -> {
                                    var lstm =
                                            new Lstm(
                                                    s,
                                                    3,
                                                    4,
                                                    RecurrentOptions.sequence().withLayers(2));
                                    return in -> {
                                        var one = lstm.run(RecurrentInput.of(in.slice(1, 0, cut)));
                                        return lstm.run(
                                                        RecurrentInput.of(in.slice(1, cut, 6))
                                                                .withStates(one.states()))
                                                .last();
                                    };
                                },
                                x);

        ArrayAssert.assertThat(run.apply(2)).isCloseTo(run.apply(5), TOLERANCE);
    }

    @Test
    void dropoutFallsBetweenLayersWhileTraining() {
        var x = noise(2, 4, 3);
        Function<RecurrentOptions, Literal> run =
                o ->
                        Forward.in(
                                Mode.TRAINING,
                                Seed.of(3),
                                in -> {
                                    var scope = Scope.root();
                                    var lstm = new Lstm(scope, 3, 4, o);
                                    scope.parameters().forEach(RecurrentLayersTest::bound);
                                    return lstm.forward(in);
                                },
                                x);
        var two = RecurrentOptions.sequence().withLayers(2);

        assertThat(run.apply(two.withDropout(0.5))).isNotEqualTo(run.apply(two));
        var one = RecurrentOptions.sequence();
        assertThat(run.apply(one.withDropout(0.5))).isEqualTo(run.apply(one));
    }

    private static void bound(Parameter p) {
        Trace.current().bind(p, Tensor.constant(p.initial(Seed.of(0))));
    }

    @Test
    void startsAsKerasOrAsPyTorch() {
        var scope = Scope.root();
        var keras = new Lstm(scope.in("keras"), 3, 4);
        var torch = RecurrentOptions.sequence().withStart(RecurrentOptions.Start.PYTORCH);
        var other = new Lstm(scope.in("torch"), 3, 4, torch);

        var bias = keras.parameters().get(2).initial(Seed.of(1)).floats();
        assertThat(bias).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        var recurrent = keras.parameters().get(1).initial(Seed.of(1));
        var product = Forward.function(w -> w.matmul(w.transpose()), recurrent);
        ArrayAssert.assertThat(product).isCloseTo(identity(4), TOLERANCE);
        for (Parameter p : other.parameters()) {
            for (float v : p.initial(Seed.of(1)).floats()) {
                assertThat(v).isBetween(-0.5f, 0.5f);
            }
        }
    }

    private static Literal identity(int n) {
        Literal made = Literal.zeros(TensorType.of(DType.F32, n, n));
        for (int i = 0; i < n; i++) {
            made.set(i * n + i, 1);
        }
        return made;
    }

    @Test
    void namesAndShapesAreThoseOfPyTorch() {
        var scope = Scope.root();
        var made = Bidirectional.gru(scope.in("rnn"), 3, 4, RecurrentOptions.last().withLayers(2));

        assertThat(scope.parameters())
                .extracting(Parameter::toString)
                .contains(
                        "rnn.weight_ih_l0 f32[3, 12]",
                        "rnn.weight_hh_l0_reverse f32[4, 12]",
                        "rnn.weight_ih_l1 f32[8, 12]",
                        "rnn.bias_hh_l1_reverse f32[12]")
                .hasSize(16);
        assertThat(made.title()).isEqualTo("Bidirectional(Gru(3, 4, 2 layers))");
        assertThat(new Rnn(Scope.root(), 3, 4).title()).isEqualTo("Rnn(3, 4)");
    }

    @Test
    void refusesWhatDoesNotFit() {
        Function<TensorType, TensorType> type =
                t -> Forward.type(s -> new Lstm(s, 3, 4, RecurrentOptions.last()), t);

        assertThat(type.apply(TensorType.of(DType.F32, 2, 1, 3)))
                .isEqualTo(TensorType.of(DType.F32, 2, 4));
        for (TensorType wrong :
                List.of(
                        TensorType.of(DType.F32, 2, 3),
                        TensorType.of(DType.F32, 2, 5, 4),
                        TensorType.of(DType.F32, 2, 0, 3))) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> type.apply(wrong))
                    .withMessageContaining("lstm");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Gru(Scope.root(), 0, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecurrentOptions.last().withLayers(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecurrentOptions.last().withDropout(1));
        var backward = RecurrentOptions.last().withDirection(Direction.BACKWARD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bidirectional.rnn(Scope.root(), 2, 2, backward));
    }

    @Test
    void refusesLengthsAndStatesThatDoNotFit() {
        Function<Function<RecurrentInput, RecurrentInput>, TensorType> type =
                change ->
                        Forward.type(
                                s -> {
                                    var gru = new Gru(s, 3, 4);
                                    return x -> gru.run(change.apply(RecurrentInput.of(x))).last();
                                },
                                TensorType.of(DType.F32, 2, 5, 3));

        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> type.apply(i -> i.withLengths(Tensor.iota(3))))
                .withMessageContaining("integers [2]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        type.apply(i ->
                                i.withStates(
                                        List.of(Tensor.full(TensorType.of(DType.F32, 2, 4), 0)))))
                .withMessageContaining("[1, 2, 4]");
    }
}
