package io.jacquard.nn.layer;

import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Sequences;
import io.jacquard.tensor.Sequences.Direction;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Recurrent layers over each other, each in one direction or in both, and their parameters.
final class RecurrentStack {
    private final Scope scope;
    private final Shapes sizes;
    private final RecurrentOptions options;
    private final List<List<Weights>> layers;

    /// What decides the shapes.
    ///
    /// @param cell the kind
    /// @param in features of the input
    /// @param width features of a hidden state
    /// @param directions 1, or 2 for both
    record Shapes(RecurrentCell cell, int in, int width, int directions) {
        /// Features that a layer reads.
        int read(int layer) {
            return layer == 0 ? in : directions * width;
        }

        String word() {
            return cell.word();
        }
    }

    /// The parameters of one layer and direction, biases last.
    private record Weights(Parameter input, Parameter recurrent, Parameter bias, Parameter again) {}

    RecurrentStack(Scope scope, Shapes sizes, RecurrentOptions options) {
        if (sizes.in() < 1 || sizes.width() < 1) {
            throw Refusal.argument(
                    sizes.word(),
                    "there are no such features",
                    "%d and %d".formatted(sizes.in(), sizes.width()),
                    "sizes from 1; give the features of the input and of the state");
        }
        this.scope = scope;
        this.sizes = sizes;
        this.options = options;
        this.layers = new ArrayList<>();
        for (int i = 0; i < options.layers(); i++) {
            List<Weights> sides = new ArrayList<>();
            for (int d = 0; d < sizes.directions(); d++) {
                sides.add(weights(i, d == 0 ? "" : "_reverse"));
            }
            layers.add(sides);
        }
    }

    private Weights weights(int layer, String side) {
        int width = sizes.width();
        int all = Math.multiplyExact(sizes.cell().gates(), width);
        TensorType input = TensorType.of(DType.F32, sizes.read(layer), all);
        TensorType recurrent = TensorType.of(DType.F32, width, all);
        TensorType bias = TensorType.of(DType.F32, all);
        String at = "_l" + layer + side;
        return new Weights(
                named("weight_ih" + at, input, Initializers.glorotUniform()),
                named("weight_hh" + at, recurrent, Initializers.orthogonal()),
                named("bias_ih" + at, bias, sizes.cell().bias(width)),
                named("bias_hh" + at, bias, Initializers.zeros()));
    }

    private Parameter named(String name, TensorType type, Initializer keras) {
        double limit = 1 / Math.sqrt(sizes.width());
        Initializer initial =
                switch (options.start()) {
                    case KERAS -> keras;
                    case PYTORCH -> Initializers.uniform(-limit, limit);
                };
        return scope.parameter(name, type, initial);
    }

    Tensor forward(Layer layer, Tensor x) {
        return scope.call(
                layer,
                () -> {
                    RecurrentOutput made = computed(RecurrentInput.of(x));
                    return switch (options.output()) {
                        case SEQUENCE -> made.hidden();
                        case LAST -> made.last();
                    };
                });
    }

    RecurrentOutput run(Layer layer, RecurrentInput input) {
        List<RecurrentOutput> made = new ArrayList<>();
        Tensor _ =
                scope.call(
                        layer,
                        () -> {
                            made.add(computed(input));
                            return made.getFirst().hidden();
                        });
        return made.getFirst();
    }

    private RecurrentOutput computed(RecurrentInput input) {
        Tensor x = input.x();
        Sizes.rank(sizes.word(), x, 3, "[batch, time, %d]; reshape it".formatted(sizes.in()));
        Sizes.last(sizes.word(), x, sizes.in());
        if (x.size(1) == 0) {
            throw Sizes.error(sizes.word(), x, "a sequence of at least one step; give one");
        }
        List<RaggedSteps> ragged =
                input.lengths().stream()
                        .map(l -> new RaggedSteps(sizes.word(), l, x.size(1), x.size(0)))
                        .toList();
        List<List<Tensor>> first = states(input);
        Tensor h = x.transpose(1, 0, 2);
        List<Sequences.Outputs> all = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Tensor read = i == 0 ? h : new Dropout(options.dropout()).forward(h);
            List<Sequences.Outputs> sides = new ArrayList<>();
            for (int d = 0; d < sizes.directions(); d++) {
                Weights w = layers.get(i).get(d);
                sides.add(one(read, first.get(i * sizes.directions() + d), w, d, ragged));
            }
            h = joined(-1, sides.stream().map(Sequences.Outputs::hidden).toList());
            all.addAll(sides);
        }
        return output(h.transpose(1, 0, 2), all);
    }

    private RecurrentOutput output(Tensor hidden, List<Sequences.Outputs> all) {
        List<Tensor> states = new ArrayList<>();
        for (int s = 0; s < sizes.cell().states(); s++) {
            int state = s;
            states.add(joined(0, all.stream().map(o -> o.last().get(state).expand(0)).toList()));
        }
        List<Sequences.Outputs> top = all.subList(all.size() - sizes.directions(), all.size());
        Tensor last = joined(-1, top.stream().map(o -> o.last().getFirst()).toList());
        return new RecurrentOutput(hidden, last, states);
    }

    private static Tensor joined(int axis, List<Tensor> parts) {
        Tensor[] rest = parts.subList(1, parts.size()).toArray(Tensor[]::new);
        return rest.length == 0 ? parts.getFirst() : parts.getFirst().concat(axis, rest);
    }

    // The first states of each layer and direction.
    private List<List<Tensor>> states(RecurrentInput input) {
        Tensor x = input.x();
        int count = sizes.directions() * layers.size();
        List<Tensor> given = input.states();
        Shape each = Shape.of(count, x.size(0), sizes.width());
        if (!given.isEmpty()
                && (given.size() != sizes.cell().states()
                        || given.stream().anyMatch(s -> !s.shape().equals(each)))) {
            throw Refusal.of(
                    sizes.word(),
                    "these are no first states",
                    given,
                    "%d of shape %s, [layers * directions, batch, width]; none to start at 0"
                            .formatted(sizes.cell().states(), each));
        }
        List<List<Tensor>> all = new ArrayList<>();
        Tensor zero = Tensor.full(TensorType.of(x.dtype(), x.size(0), sizes.width()), 0);
        for (int i = 0; i < count; i++) {
            List<Tensor> one = new ArrayList<>();
            for (int s = 0; s < sizes.cell().states(); s++) {
                one.add(given.isEmpty() ? zero : given.get(s).slice(0, i, i + 1).squeeze(0));
            }
            all.add(one);
        }
        return all;
    }

    private Sequences.Outputs one(
            Tensor x, List<Tensor> first, Weights own, int side, List<RaggedSteps> ragged) {
        Direction direction = side == 0 ? options.direction() : Direction.BACKWARD;
        Tensor input = own.input().value();
        Tensor recurrent = own.recurrent().value();
        List<Tensor> biases = List.of(own.bias().value(), own.again().value());
        if (ragged.isEmpty()) {
            var weights = new Sequences.Weights(input, recurrent, biases);
            return sizes.cell().run(x, first, weights, direction);
        }
        RaggedSteps steps = ragged.getFirst();
        boolean back = direction == Direction.BACKWARD;
        boolean holds = sizes.cell() == RecurrentCell.LSTM;
        Tensor read = steps.zeroed(back ? steps.turned(x) : x);
        var weights =
                new Sequences.Weights(
                        holds ? sizes.cell().holding(input) : input, recurrent, biases);
        Sequences.Outputs made =
                sizes.cell()
                        .run(
                                holds ? read.concat(-1, steps.idle(x.dtype())) : read,
                                first,
                                weights,
                                Direction.FORWARD);
        List<Tensor> last = new ArrayList<>(made.last());
        last.set(0, steps.last(made.hidden(), first.getFirst()));
        Tensor hidden = steps.zeroed(back ? steps.turned(made.hidden()) : made.hidden());
        return new Sequences.Outputs(hidden, last);
    }

    String title(String name) {
        String more = layers.size() == 1 ? "" : ", %d layers".formatted(layers.size());
        return "%s(%d, %d%s)".formatted(name, sizes.in(), sizes.width(), more);
    }

    /// The parameters in PyTorch's order.
    List<Parameter> parameters() {
        return layers.stream()
                .flatMap(List::stream)
                .flatMap(w -> List.of(w.input(), w.recurrent(), w.bias(), w.again()).stream())
                .toList();
    }
}
