package io.jacquard.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ConvTest {
    private static Function<Scope, Layer> conv(int in, int out, Kernel kernel) {
        return s -> new Conv(s.in("conv"), Conv.Channels.of(in, out), kernel);
    }

    private static TensorType f32(int... sizes) {
        return TensorType.of(DType.F32, sizes);
    }

    @Test
    void asksForAKernelAndABias() {
        var scope = Scope.root();
        new Conv(scope.in("a"), 3, 8, 5, 3);
        new Conv(scope.in("b"), new Conv.Channels(6, 8, 2), Kernel.of(3));
        Conv.withoutBias(
                scope.in("c"), Conv.Channels.of(3, 8), Kernel.of(1, 2, 3), Initializers.heNormal());

        assertThat(scope.parameters())
                .extracting(Parameter::toString)
                .containsExactly(
                        "a.weight f32[5, 3, 3, 8]",
                        "a.bias f32[8]",
                        "b.weight f32[3, 3, 8]",
                        "b.bias f32[8]",
                        "c.weight f32[1, 2, 3, 3, 8]");
    }

    @Test
    void theOutputHasOnePositionForEachWindow() {
        record Case(Kernel kernel, TensorType in, TensorType out) {}
        var square = Kernel.of(3, 3);
        var cases =
                List.of(
                        new Case(square, f32(2, 8, 9, 3), f32(2, 6, 7, 4)),
                        new Case(square.padded(Padding.SAME), f32(2, 8, 9, 3), f32(2, 8, 9, 4)),
                        new Case(square.padded(Padding.of(1, 1)), f32(2, 8, 9, 3), f32(2, 8, 9, 4)),
                        new Case(
                                square.padded(Padding.of(0, 2)), f32(2, 8, 9, 3), f32(2, 6, 11, 4)),
                        new Case(square.strided(2, 3), f32(2, 8, 9, 3), f32(2, 3, 3, 4)),
                        new Case(
                                square.strided(2, 3).padded(Padding.SAME),
                                f32(2, 8, 10, 3),
                                f32(2, 4, 4, 4)),
                        new Case(square.dilated(2, 1), f32(2, 8, 9, 3), f32(2, 4, 7, 4)),
                        new Case(
                                square.dilated(2, 2).padded(Padding.SAME),
                                f32(2, 8, 9, 3),
                                f32(2, 8, 9, 4)),
                        new Case(Kernel.of(4), f32(2, 8, 3), f32(2, 5, 4)),
                        new Case(Kernel.of(4).padded(Padding.SAME), f32(2, 8, 3), f32(2, 8, 4)),
                        new Case(Kernel.of(2, 3, 4), f32(2, 8, 8, 8, 3), f32(2, 7, 6, 5, 4)),
                        new Case(square, f32(0, 8, 9, 3), f32(0, 6, 7, 4)));

        for (Case c : cases) {
            assertThat(Forward.type(conv(3, 4, c.kernel()), c.in()))
                    .as(c.toString())
                    .isEqualTo(c.out());
        }
    }

    @Test
    void sumsTheWindowAndTheChannels() {
        var x = Literal.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3, 1);

        var valid =
                Forward.of(
                        s ->
                                new Conv(
                                        s,
                                        Conv.Channels.of(1, 1),
                                        Kernel.of(2, 2),
                                        Initializers.ones()),
                        x);
        var same =
                Forward.of(
                        s ->
                                new Conv(
                                        s,
                                        Conv.Channels.of(1, 1),
                                        Kernel.of(2, 2).padded(Padding.SAME),
                                        Initializers.ones()),
                        x);

        assertThat(valid.floats()).containsExactly(12, 16, 24, 28);
        // Of an odd total the larger part is at the end, as in Keras.
        assertThat(same.floats()).containsExactly(12, 16, 9, 24, 28, 15, 15, 17, 9);
    }

    @Test
    void groupsSeeTheirOwnChannelsOnly() {
        var x = Literal.of(new float[] {1, 10, 100, 1000}, 1, 1, 4);

        var halves =
                Forward.of(
                        s ->
                                new Conv(
                                        s,
                                        new Conv.Channels(4, 2, 2),
                                        Kernel.of(1),
                                        Initializers.ones()),
                        x);
        var depthwise =
                Forward.of(
                        s ->
                                new Conv(
                                        s,
                                        Conv.Channels.of(4, 4).inGroups(4),
                                        Kernel.of(1),
                                        Initializers.constant(2)),
                        x);

        assertThat(halves.floats()).containsExactly(11, 1100);
        assertThat(depthwise.floats()).containsExactly(2, 20, 200, 2000);
    }

    @Test
    void rejectsOtherChannelsAxesAndWindowsThatDoNotFit() {
        var kernel = Kernel.of(3, 3);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(conv(3, 4, kernel), f32(2, 8, 8, 1)))
                .withMessageContaining("[conv] the input is f32[2, 8, 8, 1]")
                .withMessageContaining("[..., 3]")
                .withMessageContaining("layer conv");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(conv(3, 4, kernel), f32(8, 8, 3)))
                .withMessageContaining("[batch, 2 spatial axes, channels]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Forward.type(conv(3, 4, kernel), f32(2, 8, 2, 3)))
                .withMessageContaining("a window over 3 does not fit axis 2 of f32[2, 8, 2, 3]")
                .withMessageContaining("at least 3");
    }

    @Test
    void rejectsKernelsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Kernel.of());
        assertThatIllegalArgumentException().isThrownBy(() -> Kernel.of(1, 1, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernel.of(0, 3))
                .withMessageContaining("sizes [0, 3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernel.of(3, 3).strided(2))
                .withMessageContaining("strides [2]");
        assertThatIllegalArgumentException().isThrownBy(() -> Kernel.of(3).dilated(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernel.of(3, 3).padded(Padding.of(1)))
                .withMessageContaining("padding [1]");
        assertThatIllegalArgumentException().isThrownBy(() -> Padding.of(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conv.Channels(3, 4, 2))
                .withMessageContaining("3 input and 4 output channels in 2 groups");
    }
}
