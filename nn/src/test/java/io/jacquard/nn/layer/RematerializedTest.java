package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import io.jacquard.tensor.TraceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RematerializedTest {
    private static Function<Scope, Layer> blocks(UnaryOperator<Layer> wrapping) {
        return s ->
                Sequential.repeat(
                        3,
                        s.in("blocks"),
                        b ->
                                wrapping.apply(
                                        Sequential.of(
                                                new Linear(b.in("inner"), 4, 4),
                                                Activation.tanh(),
                                                new Dropout(0.5))));
    }

    /// The output while training and the gradients of its sum.
    private static List<Literal> trained(String deviceName, Function<Scope, Layer> maker) {
        try (var device = Device.open(deviceName);
                var model = Model.create(device, Seed.of(1), maker);
                var jit =
                        Jit.ofList(device, in -> gradients(model, in))
                                .with(Mode.TRAINING, Seed.of(5))) {
            List<Array> in = new ArrayList<>();
            model.parameters().forEach(p -> in.add(model.array(p)));
            in.add(Array.of(device, Literal.filled(TensorType.of(DType.F32, 2, 4), 0.5)));
            return jit.callAll(in).stream().map(Array::literal).toList();
        }
    }

    private static List<Tensor> gradients(Model model, List<Tensor> in) {
        List<Parameter> parameters = model.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Trace.current().bind(parameters.get(i), in.get(i));
        }
        Tensor y = ((Layer) model.network()).forward(in.getLast());
        List<Tensor> all = new ArrayList<>(List.of(y));
        all.addAll(Grad.of(y.square().sum(), in));
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "cpu"})
    void outputAndGradientsAreThoseOfTheLayer(String device) {
        var plain = trained(device, blocks(layer -> layer));
        var again = trained(device, blocks(Rematerialized::new));

        assertThat(again).isEqualTo(plain);
    }

    @Test
    void parametersAndTitleAreThoseOfTheLayer() {
        var scope = Scope.root();
        var layer = new Rematerialized(new Linear(scope.in("a"), 2, 3));

        assertThat(layer.title()).isEqualTo("Linear(2, 3)");
        assertThat(scope.parameters()).extracting(Parameter::name).contains("a.weight");
    }

    @Test
    void aLayerThatSetsAStateIsRefused() {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(
                        () -> trained("reference", s -> new Rematerialized(new BatchNorm(s, 4))))
                .withMessageContaining("cannot be updated inside");
    }
}
