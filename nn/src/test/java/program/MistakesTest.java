package program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jacquard.ir.DType;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Scope;
import io.jacquard.nn.attention.AttentionConfig;
import io.jacquard.nn.attention.BlockConfig;
import io.jacquard.nn.attention.EncoderBlock;
import io.jacquard.nn.attention.LearnedPositions;
import io.jacquard.nn.attention.MultiHeadAttention;
import io.jacquard.nn.attention.SinusoidalPositions;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Activation;
import io.jacquard.nn.layer.AveragePool;
import io.jacquard.nn.layer.BatchNorm;
import io.jacquard.nn.layer.Conv;
import io.jacquard.nn.layer.Dropout;
import io.jacquard.nn.layer.Embedding;
import io.jacquard.nn.layer.Flatten;
import io.jacquard.nn.layer.GlobalMaxPool;
import io.jacquard.nn.layer.GroupNorm;
import io.jacquard.nn.layer.Kernel;
import io.jacquard.nn.layer.LayerNorm;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.MaxPool;
import io.jacquard.nn.layer.Padding;
import io.jacquard.nn.layer.Reshape;
import io.jacquard.nn.layer.RmsNorm;
import io.jacquard.nn.loss.Loss;
import io.jacquard.nn.loss.Losses;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What layers, losses and initializers tell a user's program, outside of our packages, that is
/// wrong.
class MistakesTest {
    private static TensorType f32(int... sizes) {
        return TensorType.of(DType.F32, sizes);
    }

    private static TensorType i32(int... sizes) {
        return TensorType.of(DType.I32, sizes);
    }

    static Stream<Arguments> layers() {
        Function<Scope, Layer> conv = s -> new Conv(s, Conv.Channels.of(3, 4), Kernel.of(3, 3));
        Function<Scope, Layer> batch = s -> new BatchNorm(s, 4);
        return Stream.of(
                given("[linear] the input is f32[8, 2]", s -> new Linear(s, 3, 4), f32(8, 2)),
                given("[conv] the input is f32[8, 8, 3]", conv, f32(8, 8, 3)),
                given("[conv] the input is f32[2, 8, 8, 1]", conv, f32(2, 8, 8, 1)),
                given("[conv] a window over 3 does not fit axis 2", conv, f32(2, 8, 2, 3)),
                given("[maxPool] the input is f32[2, 3]", _ -> MaxPool.of(2, 2), f32(2, 3)),
                given("[averagePool] a window over 4", _ -> AveragePool.of(4, 4), f32(2, 3, 8, 1)),
                given(
                        "[globalMaxPool] the input is f32[2, 3]",
                        _ -> new GlobalMaxPool(),
                        f32(2, 3)),
                given("[flatten] the input is f32[]", _ -> new Flatten(), f32()),
                given("[reshape] the input is f32[]", _ -> Reshape.of(3), f32()),
                given("[reshape] an example of f32[2, 4] has 4", _ -> Reshape.of(3), f32(2, 4)),
                given("[batchNorm] the input is f32[2, 3]", batch, f32(2, 3)),
                given("[batchNorm] there is no batch", batch, f32(4)),
                given("[batchNorm] no variance of 1 value", batch, f32(1, 4)),
                given("[layerNorm] the input is f32[4]", s -> new LayerNorm(s, 2, 4), f32(4)),
                given("[rmsNorm] the input is f32[2, 3]", s -> new RmsNorm(s, 4), f32(2, 3)),
                given("[groupNorm] the input is f32[2, 3]", s -> new GroupNorm(s, 2, 4), f32(2, 3)),
                given(
                        "[attention] the tokens are f32[2, 8]",
                        s -> new MultiHeadAttention(s, AttentionConfig.of(8, 2)),
                        f32(2, 8)),
                given(
                        "[attention] the tokens are f32[1, 2, 6]",
                        s -> new EncoderBlock(s, BlockConfig.of(8, 2, 16)),
                        f32(1, 2, 6)),
                given(
                        "[positions] the tokens are f32[1, 9, 6]",
                        s -> new LearnedPositions(s, 8, 6, Initializers.zeros()),
                        f32(1, 9, 6)),
                given(
                        "[positions] the tokens are f32[1, 2, 3]",
                        _ -> new SinusoidalPositions(),
                        f32(1, 2, 3)),
                given("[embedding] the ids are f32[3]", s -> new Embedding(s, 5, 2), f32(3)),
                given("[dropout] i32[3] is not floating", _ -> new Dropout(0.5), i32(3)),
                given("[gelu] i32[3] is not floating", _ -> Activation.gelu(), i32(3)));
    }

    private static Arguments given(String problem, Function<Scope, Layer> layer, TensorType input) {
        return Arguments.of(problem, layer, input);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void anInputThatDoesNotFitIsToldInFourLines(
            String problem, Function<Scope, Layer> layer, TensorType input) {
        var told =
                catchThrowable(() ->
                        Trace.of(
                                "f",
                                Mode.TRAINING,
                                t -> List.of(called(t, layer, t.input("x", input)))));

        assertThat(told).isInstanceOf(ShapeException.class);
        toldInFourLines(told, problem, "  operands [");
        assertThat(told).message().contains(", layer ");
    }

    private static Tensor called(Trace trace, Function<Scope, Layer> maker, Tensor x) {
        Scope scope = Scope.root();
        Layer layer = maker.apply(scope.in("body"));
        scope.parameters().forEach(p -> trace.bind(p, trace.input(p.name(), p.type())));
        return layer.call("body", x);
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                scored("[mse] the shapes differ", Losses::mse, f32(4, 3), f32(4)),
                scored("[mae] the shapes differ", Losses::mae, f32(), f32()),
                scored("[huber] the predictions are not", Losses::huber, i32(4), i32(4)),
                scored("[hinge] the shapes differ", Losses::hinge, f32(4), f32(4, 1)),
                scored(
                        "[binaryCrossEntropy] the shapes differ",
                        Losses::binaryCrossEntropy,
                        f32(4),
                        f32(4, 1)),
                scored("[klDivergence] there is no axis", Losses::klDivergence, f32(4), f32(4)),
                scored(
                        "[crossEntropy] these predictions are no logits",
                        Losses::crossEntropy,
                        f32(4),
                        i32()),
                scored(
                        "[crossEntropy] the classes are not one a row",
                        Losses::crossEntropy,
                        f32(4, 3),
                        i32(4, 1)),
                scored(
                        "[crossEntropy] the shapes differ",
                        Losses::crossEntropy,
                        f32(4, 3),
                        f32(4, 2)));
    }

    private static Arguments scored(
            String problem, Loss loss, TensorType predictions, TensorType targets) {
        return Arguments.of(problem, loss, predictions, targets);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void targetsThatDoNotFitAreToldInFourLines(
            String problem, Loss loss, TensorType predictions, TensorType targets) {
        var told =
                catchThrowable(() ->
                        Trace.of(
                                "f",
                                Mode.TRAINING,
                                t ->
                                        List.of(
                                                loss.apply(
                                                        t.input("predictions", predictions),
                                                        t.input("targets", targets)))));

        assertThat(told).isInstanceOf(ShapeException.class);
        toldInFourLines(
                told,
                problem,
                "  operands [predictions %s, targets %s]".formatted(predictions, targets));
    }

    static Stream<Arguments> arguments() {
        return Stream.of(
                made("[layerNorm] there are no such", () -> new LayerNorm(Scope.root())),
                made("[batchNorm] there are no such", () -> new BatchNorm(Scope.root(), 0)),
                made("[rmsNorm] epsilon", () -> new RmsNorm(Scope.root(), 4).withEpsilon(-1)),
                made(
                        "[batchNorm] the momentum",
                        () -> new BatchNorm(Scope.root(), 4).withMomentum(1.5)),
                made("[groupNorm] the groups do not", () -> new GroupNorm(Scope.root(), 3, 4)),
                made("[conv] the groups do not divide", () -> new Conv.Channels(3, 4, 2)),
                made("[kernel] 4 spatial axes", () -> Kernel.of(1, 1, 1, 1)),
                made("[kernel] these are no sizes", () -> Kernel.of(0, 3)),
                made("[kernel] these are no strides", () -> Kernel.of(3, 3).strided(2)),
                made("[kernel] padding of", () -> Kernel.of(3, 3).padded(Padding.of(1))),
                made("[padding] it is negative", () -> Padding.of(-1)),
                made(
                        "[maxPool] the kernel is dilated",
                        () -> new MaxPool(Kernel.of(2, 2).dilated(2, 2))),
                made("[reshape] these are no sizes", () -> Reshape.of(-1, -1)),
                made("[dropout] the rate", () -> new Dropout(1)),
                made("[activation] there is none", () -> Activation.named("rellu")),
                made(
                        "[embedding] there is no such row",
                        () -> Embedding.withPadding(Scope.root(), 3, 2, Initializers.ones(), 3)),
                made("[scope] two parameters are named 'weight'", MistakesTest::twice),
                made("[scope] 'a.b' is no name", () -> Scope.root().in("a.b")),
                made("[huber] delta is out", () -> Losses.huber(0)),
                made(
                        "[crossEntropy] the label smoothing",
                        () -> Losses.crossEntropy().withLabelSmoothing(1)),
                made("[uniform] there are no values", () -> Initializers.uniform(1, 0)),
                made("[normal] the standard deviation", () -> Initializers.normal(0, -1)),
                made(
                        "[initializer] random values are not",
                        () -> Initializers.normal(0, 1).init(Seed.of(1), i32(3))),
                made(
                        "[orthogonal] there are no columns",
                        () -> Initializers.orthogonal(1).init(Seed.of(1), f32(3))));
    }

    private static void twice() {
        Scope scope = Scope.root();
        new LayerNorm(scope, 4);
        new LayerNorm(scope, 4);
    }

    private static Arguments made(String problem, ThrowingCallable mistake) {
        return Arguments.of(problem, mistake);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("arguments")
    void anArgumentOutOfItsRangeIsToldInFourLines(String problem, ThrowingCallable mistake) {
        var told = catchThrowable(mistake);

        assertThat(told).isInstanceOf(IllegalArgumentException.class);
        toldInFourLines(told, problem, "  got ");
    }

    private static void toldInFourLines(Throwable told, String problem, String came) {
        var lines = told.getMessage().lines().toList();
        assertThat(lines).as(told.getMessage()).hasSize(4);
        assertThat(lines.get(0)).startsWith(problem);
        assertThat(lines.get(1)).startsWith(came);
        assertThat(lines.get(2)).matches("  expected .+; .+");
        assertThat(lines.get(3))
                .matches("  at MistakesTest\\.\\w+\\(MistakesTest\\.java:\\d+\\).*");
    }
}
