package io.jacquard.models.resnet;

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
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Trace;
import io.jacquard.testkit.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResNetTest {
    static Stream<Arguments> published() {
        return Stream.of(
                published("18", 11_689_512, s -> ResNet.of18(s, 1000)),
                published("34", 21_797_672, s -> ResNet.of34(s, 1000)),
                published("50", 25_557_032, s -> ResNet.of50(s, 1000)));
    }

    private static Arguments published(String depth, long trained, Function<Scope, ResNet> maker) {
        return Arguments.of(depth, trained, maker);
    }

    @ParameterizedTest
    @MethodSource("published")
    void hasTheNamesShapesAndCountOfTorchvision(
            String depth, long trained, Function<Scope, ResNet> maker) {
        var scope = Scope.root();
        var network = maker.apply(scope);
        var torchvision = Toy.GOLDEN.json().at("full").at(depth);

        assertThat(scope.parameters())
                .extracting(p -> p.name() + " " + there(p))
                .containsExactlyElementsOf(
                        torchvision.at("values").list().stream().map(ResNetTest::text).toList());
        assertThat(
                        scope.parameters().stream()
                                .filter(Parameter::trainable)
                                .mapToLong(p -> p.type().shape().elements())
                                .sum())
                .isEqualTo(trained)
                .isEqualTo((long) torchvision.at("trained").number());
        assertThat(network.config().classes()).isEqualTo(1000);
    }

    /// The sizes of a value in PyTorch's layout.
    private static List<Integer> there(Parameter p) {
        int[] sizes = p.type().shape().sizes();
        int n = sizes.length;
        return n < 2
                ? List.of(sizes[0])
                : IntStream.concat(
                                IntStream.of(sizes[n - 1], sizes[n - 2]),
                                IntStream.range(0, n - 2).map(i -> sizes[i]))
                        .boxed()
                        .toList();
    }

    private static String text(Json value) {
        var list = value.list();
        var sizes = list.subList(1, list.size()).stream().map(size -> (int) size.number()).toList();
        return list.getFirst().text() + " " + sizes;
    }

    private static TensorType type(
            Function<Scope, Layer> maker, UnaryOperator<TensorType> input, int... sizes) {
        var scope = Scope.root();
        var layer = maker.apply(scope);
        return Trace.of(
                        "type",
                        Mode.INFERENCE,
                        t -> {
                            scope.parameters().forEach(p -> t.bind(p, t.input(p.name(), p.type())));
                            var x = input.apply(TensorType.of(DType.F32, sizes));
                            return List.of(layer.forward(t.input("x", x)));
                        })
                .function()
                .resultTypes()
                .getFirst();
    }

    private static TensorType type(Function<Scope, Layer> maker, int... sizes) {
        return type(maker, UnaryOperator.identity(), sizes);
    }

    @Test
    void stemsLeaveAQuarterOrAllOfAPicture() {
        var large = ResNetConfig.of18(10).withWidth(2);
        var small = large.withStem(Stem.cifar());

        assertThat(type(s -> new ResNet(s, large)::features, 1, 224, 224, 3))
                .isEqualTo(TensorType.of(DType.F32, 1, 7, 7, 16));
        assertThat(type(s -> new ResNet(s, large)::features, 1, 32, 32, 3))
                .isEqualTo(TensorType.of(DType.F32, 1, 1, 1, 16));
        assertThat(type(s -> new ResNet(s, small)::features, 1, 32, 32, 3))
                .isEqualTo(TensorType.of(DType.F32, 1, 4, 4, 16));
        assertThat(type(s -> new ResNet(s, small), 5, 32, 32, 3))
                .isEqualTo(TensorType.of(DType.F32, 5, 10));
        assertThat(
                        type(
                                s -> new ResNet(s, small.withStem(Stem.cifar().withChannels(1))),
                                5,
                                28,
                                28,
                                1))
                .isEqualTo(TensorType.of(DType.F32, 5, 10));
    }

    @Test
    void otherStagesMakeOtherNetworks() {
        var stages = new Stages(Block.BOTTLENECK, List.of(1, 2), 4);
        var config = ResNetConfig.of50(7).withStages(stages).withStem(Stem.cifar());
        var scope = Scope.root();
        var network = new ResNet(scope, config);

        assertThat(stages.features()).isEqualTo(32);
        assertThat(network.title()).isEqualTo("ResNet(BOTTLENECK, [1, 2], 7)");
        assertThat(scope.parameters())
                .extracting(Parameter::toString)
                .contains(
                        "layer1.0.downsample.0.weight f32[1, 1, 4, 16]",
                        "layer2.1.conv3.weight f32[1, 1, 8, 32]",
                        "fc.weight f32[32, 7]")
                .doesNotContain("layer2.1.downsample.0.weight f32[1, 1, 32, 32]");
    }

    @Test
    void zeroInitMakesBlocksStartAsTheirShortcuts() {
        for (Block block : Block.values()) {
            int channels = 2 * block.expansion();
            var x = Literal.zeros(TensorType.of(DType.F32, 2, 3, 3, channels));
            for (int i = 0; i < x.elements(); i++) {
                x.set(i, Seed.of(1).uniform(i));
            }
            try (var device = Device.open("reference");
                    var model =
                            Model.create(
                                    device,
                                    Seed.of(1),
                                    s -> block.of(s, new BlockSizes(channels, 2, 1), 0))) {
                assertThat(model.predict(x)).isEqualTo(x);
            }
        }
        var scope = Scope.root();
        new ResNet(scope, ResNetConfig.of18(10).withWidth(2).withZeroInit());
        assertThat(scope.parameters())
                .filteredOn(p -> p.name().endsWith("bn2.weight"))
                .hasSize(8)
                .allMatch(p -> p.initial(Seed.of(1)).get(0) == 0);
        assertThat(scope.parameters())
                .filteredOn(p -> p.name().endsWith("bn1.weight"))
                .hasSize(9)
                .allMatch(p -> p.initial(Seed.of(1)).get(0) == 1);
    }

    @Test
    void kernelsStartWithTheVarianceOfTorchvision() {
        var scope = Scope.root();
        new ResNet(scope, ResNetConfig.of18(10));
        var kernel =
                scope.parameters().stream()
                        .filter(p -> p.name().equals("layer3.0.conv2.weight"))
                        .findFirst()
                        .orElseThrow()
                        .initial(Seed.of(3));

        double squares = 0;
        for (float w : kernel.floats()) {
            squares += w * w;
        }
        assertThat(squares / kernel.elements() * (9 * 256) / 2).isBetween(0.98, 1.02);
    }

    @Test
    void errorsNameTheLayer() {
        Function<Scope, Layer> maker = s -> new ResNet(s, ResNetConfig.of18(10).withWidth(2));

        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> type(maker, 1, 32, 32, 1))
                .withMessageContaining("[conv] the input is f32[1, 32, 32, 1]")
                .withMessageContaining("expected [..., 3]")
                .withMessageContaining("layer conv1");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        type(s -> new BasicBlock(s.in("b"), new BlockSizes(2, 4, 2), 1), 3, 2))
                .withMessageContaining("layer b.conv1");
    }

    @Test
    void summaryShowsEveryLayer() {
        try (var device = Device.open("reference");
                var model =
                        Model.create(
                                device,
                                Seed.of(1),
                                s -> new ResNet(s, ResNetConfig.of18(10).withWidth(2)))) {
            var table = model.summary(TensorType.of(DType.F32, 1, 32, 32, 3));

            assertThat(table)
                    .contains("| conv1 ")
                    .contains("| maxpool ")
                    .contains("| layer4.0.downsample.1 ")
                    .contains("BatchNorm(16)")
                    .contains("| avgpool ")
                    .contains("| fc ");
        }
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResNetConfig.of18(0))
                .withMessage("classes are from 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResNetConfig.of18(10).withWidth(0))
                .withMessageContaining("stages [2, 2, 2, 2] of width 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Stages(Block.BASIC, List.of(), 64))
                .withMessageContaining("expected one or more depths");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stem.cifar().withChannels(0))
                .withMessageContaining("expected channels from 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockSizes(4, 4, 0))
                .withMessageContaining("with stride 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ResNetConfig(
                                Stem.cifar(), ResNetConfig.of18(2).stages(), 2, Double.NaN))
                .withMessageContaining("got NaN");
    }
}
