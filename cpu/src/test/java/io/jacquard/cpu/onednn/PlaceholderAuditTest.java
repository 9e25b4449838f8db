package io.jacquard.cpu.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// oneDNN computes what it has no fast code for with placeholders that are up to hundreds of times
/// slower, and says so only in a name. None may be chosen for what the recipes are made of.
class PlaceholderAuditTest {
    private static final List<PostOp> RELU = List.of(new PostOp.Eltwise(PostOp.Function.RELU));

    static Stream<Matmul.Spec> products() {
        var specs = new ArrayList<Matmul.Spec>();
        long[][] layers = {
            {784, 256}, {256, 128}, {128, 10}, {1024, 64}, {1600, 128}, {4096, 128}, {64, 10}
        };
        for (long batch : new long[] {1, 8, 32, 128}) {
            for (long[] layer : layers) {
                View x = View.of(batch, layer[0]);
                View w = View.of(layer[0], layer[1]);
                View y = View.of(batch, layer[1]);
                specs.add(Matmul.Spec.of(x, w).withBias().then(RELU.getFirst()));
                specs.add(Matmul.Spec.of(x, w));
                specs.add(Matmul.Spec.of(y, w.transposed()));
                specs.add(Matmul.Spec.of(x.transposed(), y));
            }
        }
        return specs.stream();
    }

    static Stream<Convolution.Spec> convolutions() {
        var specs = new ArrayList<Convolution.Spec>();
        long[][] layers = {
            {32, 3, 32}, {15, 32, 64}, {6, 64, 64}, {28, 1, 32}, {13, 32, 64}, {16, 32, 64}
        };
        for (long batch : new long[] {1, 8, 32}) {
            for (long[] layer : layers) {
                for (long padding = 0; padding < 2; padding++) {
                    Window window = Window.of(layer[0], 3, Window.Padding.of(padding));
                    var channels = new Convolution.Channels(layer[1], layer[2], 1);
                    specs.add(new Convolution.Spec(batch, channels, List.of(window, window)));
                }
            }
        }
        return specs.stream();
    }

    static Stream<Pooling.Spec> poolings() {
        var specs = new ArrayList<Pooling.Spec>();
        for (Pooling.Kind kind : Pooling.Kind.values()) {
            for (long size : new long[] {30, 32, 26, 13, 11, 4}) {
                Window window = new Window(size, 2, 2, 1, Window.Padding.NONE);
                for (long channels : new long[] {32, 64}) {
                    specs.add(new Pooling.Spec(kind, 32, channels, List.of(window, window)));
                }
            }
        }
        return specs.stream();
    }

    @ParameterizedTest
    @MethodSource("products")
    void productsAreFast(Matmul.Spec spec) {
        try (var it = new Matmul(spec)) {
            assertFast(it);
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void convolutionsAreFast(Convolution.Spec spec) {
        try (var forward = Convolution.forward(spec, Bias.PRESENT, RELU);
                var data = Convolution.backwardData(spec);
                var weights = Convolution.backwardWeights(spec, Bias.PRESENT)) {
            assertFast(forward);
            assertFast(data);
            assertFast(weights);
        }
    }

    @ParameterizedTest
    @MethodSource("poolings")
    void poolingsAreFast(Pooling.Spec spec) {
        try (var inference = Pooling.inference(spec);
                var training = Pooling.training(spec);
                var backward = Pooling.backward(spec)) {
            assertFast(inference);
            assertFast(training);
            assertFast(backward);
        }
    }

    private static void assertFast(Operation operation) {
        assertThat(operation.implementations())
                .as(operation.toString())
                .isNotEmpty()
                .noneMatch(name -> name.startsWith("ref") || name.startsWith("simple"));
    }
}
