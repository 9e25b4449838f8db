package io.jacquard.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.BatchNorm;
import io.jacquard.nn.layer.Embedding;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Sequential;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Precision;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import io.jacquard.tensor.Traced;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {
    private static final Device DEVICE = Device.open("reference");

    @AfterAll
    static void close() {
        DEVICE.close();
    }

    private static Model model(Policy policy) {
        return Model.create(
                DEVICE,
                Seed.of(3),
                policy,
                s ->
                        Sequential.of(
                                new Linear(s.in("hidden").penalized(Penalty.l2(0.1)), 4, 8),
                                new BatchNorm(s.in("norm"), 8),
                                Activation.relu(),
                                new Linear(s.in("head"), 8, 3)));
    }

    private static Policy in(DType dtype) {
        return new Policy(dtype, DType.F32, Precision.HIGHEST);
    }

    private static Literal ramp(int... sizes) {
        Literal made = Literal.zeros(TensorType.of(DType.F32, sizes));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, Math.sin(i));
        }
        return made;
    }

    // The outputs, the penalty, and the gradients of both for what is trained.
    private static Traced step(Model model) {
        return Trace.of(
                "step",
                Mode.TRAINING,
                t -> {
                    List<Tensor> values = model.bind(t);
                    Tensor x = t.input("input", TensorType.of(DType.F32, 5, 4));
                    Tensor y = model.network().apply(Tensors.of("input", x)).only();
                    Tensor penalty = model.penalty().orElseThrow();
                    List<Tensor> trained = new ArrayList<>();
                    for (int i = 0; i < values.size(); i++) {
                        if (model.parameters().get(i).trainable()) {
                            trained.add(values.get(i));
                        }
                    }
                    List<Tensor> all = new ArrayList<>(List.of(y, penalty));
                    all.addAll(Grad.of(y.sum().add(penalty), trained));
                    all.addAll(t.updates().values());
                    return all;
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"BF16", "F16"})
    void computesInItsDtypeWhileParametersGradientsStateAndOutputsAreF32(DType dtype) {
        try (var model = model(in(dtype))) {
            assertThat(model.parameters()).allMatch(p -> p.type().dtype() == DType.F32);
            Traced traced = step(model);
            assertThat(traced.function().resultTypes()).allMatch(t -> t.dtype() == DType.F32);
            assertThat(traced.function().instructions())
                    .filteredOn(i -> i.op() instanceof DotGeneral)
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allMatch(i -> i.operand(0).type().dtype() == dtype)
                    .allMatch(i -> i.operand(1).type().dtype() == dtype);
        }
    }

    @Test
    void thePenaltyIsOfTheParametersThemselves() {
        try (var mixed = model(Policy.bf16());
                var plain = model(Policy.f32())) {
            String wide = step(plain).function().results().get(1).type().toString();
            assertThat(step(mixed).function().results().get(1).type()).hasToString(wide);
            assertThat(mixed.values()).isEqualTo(plain.values());
        }
    }

    @Test
    void predictionsAreNearThoseOfF32() {
        try (var mixed = model(Policy.bf16());
                var plain = model(Policy.f32());
                var predictor = mixed.predictor()) {
            Literal x = ramp(5, 4);
            Literal y = mixed.predict(x);
            Literal exact = plain.predict(x);
            assertThat(y.type()).isEqualTo(exact.type());
            assertThat(y).isNotEqualTo(exact);
            for (int i = 0; i < y.elements(); i++) {
                assertThat(y.get(i)).isCloseTo(exact.get(i), within(0.05));
            }
            assertThat(predictor.predict(x)).isEqualTo(y);
        }
    }

    @Test
    void integersAreNotConverted() {
        try (var model =
                Model.create(
                        DEVICE,
                        Seed.of(1),
                        Policy.bf16(),
                        s ->
                                Sequential.of(
                                        new Embedding(s.in("table"), 10, 4),
                                        new Flatten(),
                                        new Linear(s.in("head"), 8, 2)))) {
            Literal ids = Literal.zeros(TensorType.of(DType.I32, 3, 2));
            assertThat(model.predict(ids).type()).isEqualTo(TensorType.of(DType.F32, 3, 2));
        }
    }

    @Test
    void valuesOfAnotherPrecisionLoad(@TempDir Path folder) {
        Path file = folder.resolve("model.safetensors");
        try (var mixed = model(Policy.bf16());
                var plain = model(Policy.f32())) {
            mixed.save(file);
            plain.load(file);
            assertThat(plain.values()).isEqualTo(mixed.values());
        }
    }

    @Test
    void thirtyTwoBitsLeaveTheNetworkAsItIs() {
        Network network = in -> in;
        assertThat(Policy.f32().of(network)).isSameAs(network);
        assertThat(Policy.tf32().of(network)).isSameAs(network);
        assertThat(Policy.tf32().products()).isEqualTo(Precision.DEFAULT);
    }

    @Test
    void namesAreThoseOfRecipes() {
        assertThat(Policy.named("bf16")).isEqualTo(Policy.bf16());
        assertThat(Policy.named("f16").scalesLoss()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.named("fp8"))
                .withMessageContaining("no precision 'fp8'")
                .withMessageContaining("expected f32, tf32, bf16 or f16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> in(DType.I32))
                .withMessageContaining("cannot compute in i32");
    }
}
