package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Every kind of operation, direction, layout and chain of post-ops that the planner asks oneDNN
/// for, by name, in sizes of common networks.
final class AuditGrid {
    private final Map<String, Supplier<Operation>> all = new LinkedHashMap<>();

    /// What makes each operation.
    static Map<String, Supplier<Operation>> operations() {
        AuditGrid grid = new AuditGrid();
        grid.layers();
        grid.vectors();
        grid.slices();
        grid.stacks();
        grid.attention();
        grid.convolutions();
        grid.groups();
        grid.poolings();
        return grid.all;
    }

    private void product(String name, Matmul.Spec spec) {
        all.put("matmul " + name, () -> new Matmul(spec));
        if (Bfloat16.isFast()) {
            all.put("matmul bf16 " + name, () -> new Matmul(spec.of(Elements.BF16)));
        }
    }

    // A dense layer forward, with all chains, and its two gradients.
    private void layer(long batch, long in, long out) {
        String sizes = "%dx%dx%d".formatted(batch, in, out);
        View x = View.of(batch, in);
        View w = View.of(in, out);
        View y = View.of(batch, out);
        Matmul.Spec plain = Matmul.Spec.of(x, w);
        product("forward " + sizes, plain);
        product("forward bias " + sizes, plain.withBias());
        product("forward bias relu " + sizes, relu(plain.withBias()));
        product("forward relu " + sizes, relu(plain));
        product(
                "forward transposed weights " + sizes,
                Matmul.Spec.of(x, View.of(out, in).transposed()));
        product("by data " + sizes, Matmul.Spec.of(y, w.transposed()));
        product("by weights " + sizes, Matmul.Spec.of(x.transposed(), y));
        product(
                "both transposed " + sizes,
                Matmul.Spec.of(View.of(in, batch).transposed(), View.of(out, in).transposed()));
    }

    private static Matmul.Spec relu(Matmul.Spec spec) {
        Matmul.Spec made = spec;
        for (PostOp each : PostOp.RELU_WITH_NAN) {
            made = made.then(each);
        }
        return made;
    }

    private void layers() {
        long[][] sizes = {
            {784, 256},
            {256, 128},
            {128, 10},
            {617, 300},
            {77, 26},
            {1024, 64},
            {1600, 128},
            {4096, 1000},
            {512, 10},
            {768, 3072},
            {3, 5}
        };
        for (long batch : new long[] {1, 7, 32, 128}) {
            for (long[] layer : sizes) {
                layer(batch, layer[0], layer[1]);
            }
        }
    }

    // One row, one column, an inner axis of one.
    private void vectors() {
        layer(32, 1, 64);
        layer(32, 64, 1);
        layer(1, 64, 1);
        layer(1, 1, 64);
        layer(512, 1, 1);
    }

    // Columns of a wider matrix, as a part of an output of several layers; rows that are skipped.
    private void slices() {
        for (long wide : new long[] {192, 200, 257}) {
            View part = new View(List.of(32L, 64L), List.of(wide, 1L));
            View turned = new View(List.of(64L, 32L), List.of(1L, wide));
            View weights = new View(List.of(64L, 48L), List.of(wide, 1L));
            product("columns of " + wide, Matmul.Spec.of(part, View.of(64, 48)));
            product("weights, columns of " + wide, Matmul.Spec.of(View.of(32, 64), weights));
            product("transposed columns of " + wide, Matmul.Spec.of(turned, View.of(32, 48)));
        }
    }

    private void stacks() {
        for (long[] s : new long[][] {{8, 32, 64, 48}, {64, 128, 64, 128}, {3, 1, 64, 48}}) {
            View x = View.of(s[0], s[1], s[2]);
            View w = View.of(s[0], s[2], s[3]);
            View y = View.of(s[0], s[1], s[3]);
            String sizes = "%dx%dx%dx%d".formatted(s[0], s[1], s[2], s[3]);
            product("stack " + sizes, Matmul.Spec.of(x, w));
            product("stack by data " + sizes, Matmul.Spec.of(y, w.transposed()));
            product("stack by weights " + sizes, Matmul.Spec.of(x.transposed(), y));
            product("stack, one matrix " + sizes, Matmul.Spec.of(x, View.of(1, s[2], s[3])));
            product(
                    "stack of 4 axes " + sizes,
                    Matmul.Spec.of(View.of(2, s[0], s[1], s[2]), View.of(2, s[0], s[2], s[3])));
        }
    }

    // Queries, keys and values where a projection left them: [batch, time, 3, heads, width].
    private void attention() {
        long batch = 2;
        long time = 128;
        long heads = 4;
        long width = 64;
        long row = 3 * heads * width;
        List<Long> strides = List.of(time * row, width, row, 1L);
        View q = new View(List.of(batch, heads, time, width), strides);
        View scores = View.of(batch, heads, time, time);
        View grad = View.of(batch, heads, time, width);
        product("attention scores", Matmul.Spec.of(q, q.transposed()));
        product("attention values", Matmul.Spec.of(scores, q));
        product("attention by scores", Matmul.Spec.of(grad, q.transposed()));
        product("attention by values", Matmul.Spec.of(scores.transposed(), grad));
        product("attention by keys", Matmul.Spec.of(scores.transposed(), q));
    }

    private void convolution(String name, Convolution.Spec spec) {
        all.put(
                "convolution forward bias relu " + name,
                () -> Convolution.forward(spec, Bias.PRESENT, PostOp.RELU_WITH_NAN));
        all.put(
                "convolution forward " + name,
                () -> Convolution.forward(spec, Bias.ABSENT, List.of()));
        all.put("convolution by data " + name, () -> Convolution.backwardData(spec));
        all.put(
                "convolution by weights " + name,
                () -> Convolution.backwardWeights(spec, Bias.ABSENT));
    }

    private void square(long batch, Convolution.Channels channels, Window window) {
        String name =
                "%d pictures of %d, %d to %d channels in %d groups, kernel %d, stride %d, dilation %d"
                        .formatted(
                                batch,
                                window.input(),
                                channels.in(),
                                channels.out(),
                                channels.groups(),
                                window.kernel(),
                                window.stride(),
                                window.dilation());
        convolution(name, new Convolution.Spec(batch, channels, List.of(window, window)));
    }

    private static Convolution.Channels channels(long in, long out) {
        return new Convolution.Channels(in, out, 1);
    }

    private static Window window(long input, long kernel, long stride, long dilation) {
        long padding = (kernel - 1) * dilation / 2;
        return new Window(input, kernel, stride, dilation, Window.Padding.of(padding));
    }

    private void convolutions() {
        for (long batch : new long[] {1, 8, 32}) {
            square(batch, channels(3, 32), Window.of(32, 3, Window.Padding.NONE));
            square(batch, channels(32, 64), Window.of(15, 3, Window.Padding.NONE));
            square(batch, channels(64, 64), window(16, 3, 1, 1));
            square(batch, channels(1, 32), Window.of(28, 3, Window.Padding.NONE));
            square(batch, channels(3, 64), window(32, 7, 2, 1));
            square(batch, channels(3, 64), window(64, 7, 2, 1));
            square(batch, channels(64, 128), window(16, 3, 2, 1));
            square(batch, channels(64, 128), window(16, 1, 2, 1));
            square(batch, channels(64, 256), window(16, 1, 1, 1));
            square(batch, channels(256, 64), window(16, 1, 1, 1));
            square(batch, channels(256, 512), window(4, 3, 1, 1));
            square(batch, channels(512, 512), window(2, 3, 1, 1));
            square(batch, channels(512, 512), window(1, 3, 1, 1));
            square(batch, channels(32, 32), window(28, 3, 1, 2));
            square(batch, channels(17, 5), window(14, 3, 1, 1));
            square(batch, channels(16, 32), window(14, 5, 1, 1));
        }
        for (int rank = 1; rank <= 3; rank += 2) {
            List<Window> windows = java.util.Collections.nCopies(rank, window(12, 3, 1, 1));
            convolution(rank + " axes", new Convolution.Spec(8, channels(16, 32), windows));
        }
    }

    private void groups() {
        for (long batch : new long[] {1, 8}) {
            square(batch, new Convolution.Channels(64, 64, 2), window(14, 3, 1, 1));
            square(batch, new Convolution.Channels(64, 64, 32), window(14, 3, 1, 1));
            square(batch, new Convolution.Channels(12, 24, 3), window(14, 3, 1, 1));
            square(batch, new Convolution.Channels(64, 64, 64), window(14, 3, 1, 1));
            square(batch, new Convolution.Channels(64, 64, 64), window(14, 3, 2, 1));
            square(batch, new Convolution.Channels(24, 48, 24), window(14, 3, 1, 1));
        }
    }

    private void poolings() {
        for (Pooling.Kind kind : Pooling.Kind.values()) {
            pooling(kind, 64, List.of(new Window(32, 2, 2, 1, Window.Padding.NONE)));
            pooling(kind, 64, nCopies(new Window(32, 2, 2, 1, Window.Padding.NONE)));
            pooling(kind, 64, nCopies(new Window(13, 2, 2, 1, Window.Padding.NONE)));
            pooling(kind, 64, nCopies(new Window(16, 3, 2, 1, Window.Padding.of(1))));
            pooling(kind, 17, nCopies(new Window(11, 3, 1, 1, Window.Padding.of(1))));
            pooling(kind, 512, nCopies(new Window(7, 7, 1, 1, Window.Padding.NONE)));
            Window third = new Window(8, 2, 2, 1, Window.Padding.NONE);
            pooling(kind, 16, List.of(third, third, third));
        }
    }

    private static List<Window> nCopies(Window window) {
        return List.of(window, window);
    }

    private void pooling(Pooling.Kind kind, long channels, List<Window> windows) {
        Pooling.Spec spec = new Pooling.Spec(kind, 8, channels, windows);
        String name = "%s of %d channels, %s".formatted(kind, channels, new ArrayList<>(windows));
        all.put("pooling forward " + name, () -> Pooling.inference(spec));
        all.put("pooling training " + name, () -> Pooling.training(spec));
        all.put("pooling by data " + name, () -> Pooling.backward(spec));
    }
}
