package io.jacquard.models.generate;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.models.LanguageModel;
import io.jacquard.nn.Model;
import io.jacquard.nn.attention.Decoding;
import io.jacquard.nn.attention.MultiHeadAttention;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import io.jacquard.tensor.Traced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A model with caches of keys and values for a number of sequences, which are updated in place;
/// one compiled step for each number of new tokens.
final class CachedModel implements AutoCloseable {
    private final Model model;
    private final LanguageModel network;
    private final Device device;
    private final int batch;
    private final List<Array> caches = new ArrayList<>();
    private final Map<Integer, Step> steps = new HashMap<>();
    private final Array start;
    private final Array last;
    private final Array order;
    private final Array logits;

    /// Caches are made, nothing is compiled.
    ///
    /// @param batch number of sequences
    CachedModel(Model model, LanguageModel network, int batch) {
        this.model = model;
        this.network = network;
        this.device = model.device();
        this.batch = batch;
        DType dtype = model.policy().compute();
        for (MultiHeadAttention attention : network.attentions()) {
            TensorType type = attention.cacheType(batch, network.context(), dtype);
            caches.add(new Array(device.allocate(type)));
            caches.add(new Array(device.allocate(type)));
        }
        start = new Array(device.allocate(TensorType.of(DType.I32)));
        last = new Array(device.allocate(TensorType.of(DType.I32)));
        order = new Array(device.allocate(TensorType.of(DType.I32, batch)));
        TensorType rows = TensorType.of(DType.F32, batch, 1, network.vocabulary());
        logits = new Array(device.allocate(rows));
    }

    /// One compiled step and its buffer of ids.
    private record Step(Executable executable, Array ids) {}

    /// The logits after new tokens.
    ///
    /// @param at number of tokens that are in the caches
    /// @param tokens the new ones of each sequence, as many of each
    /// @param from for each sequence the one whose caches it goes on from
    /// @return a row a sequence
    float[][] next(int at, int[][] tokens, int... from) {
        int count = tokens[0].length;
        Step step = steps.computeIfAbsent(bucket(count), this::compiled);
        int size = step.ids.type().shape().size(1);
        int[] padded = new int[batch * size];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(tokens[b], 0, padded, b * size, count);
        }
        write(step.ids, Literal.of(padded, batch, size));
        write(start, Literal.scalar(DType.I32, at));
        write(last, Literal.scalar(DType.I32, count - 1));
        write(order, Literal.of(from, batch));
        step.executable.run(arguments(step.ids), results());
        return rows();
    }

    /// Numbers of tokens for which a step is compiled: 1 and powers of two, up to the context.
    private int bucket(int count) {
        return count == 1 ? 1 : Math.min(network.context(), Integer.highestOneBit(count - 1) * 2);
    }

    private static void write(Array array, Literal value) {
        array.buffer().write(value.segment());
    }

    private float[][] rows() {
        float[] all = logits.floats();
        int size = network.vocabulary();
        float[][] rows = new float[batch][size];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(all, b * size, rows[b], 0, size);
        }
        return rows;
    }

    private List<Buffer> arguments(Array ids) {
        List<Buffer> all = new ArrayList<>();
        model.parameters().forEach(p -> all.add(model.array(p).buffer()));
        all.addAll(List.of(start.buffer(), last.buffer(), order.buffer(), ids.buffer()));
        caches.forEach(c -> all.add(c.buffer()));
        return all;
    }

    private List<Buffer> results() {
        List<Buffer> all = new ArrayList<>();
        caches.forEach(c -> all.add(c.buffer()));
        all.add(logits.buffer());
        return all;
    }

    private Step compiled(int size) {
        Traced traced = Trace.of("generate", Mode.INFERENCE, t -> traced(t, size));
        int first = model.parameters().size() + 4;
        List<CompileOptions.Alias> aliases = new ArrayList<>();
        for (int i = 0; i < caches.size(); i++) {
            aliases.add(new CompileOptions.Alias(first + i, i));
        }
        Executable executable =
                device.compile(
                        traced.function(),
                        CompileOptions.standard()
                                .withAliases(aliases)
                                .withPrecision(model.policy().products()));
        return new Step(
                executable, new Array(device.allocate(TensorType.of(DType.I32, batch, size))));
    }

    private List<Tensor> traced(Trace t, int size) {
        model.bind(t);
        Tensor at = t.input("start", start.type());
        Tensor index = t.input("last", last.type());
        Tensor from = t.input("order", order.type());
        Tensor ids = t.input("ids", TensorType.of(DType.I32, batch, size));
        List<Tensor> given = new ArrayList<>();
        for (Array cache : caches) {
            Tensor input = t.input("cache." + given.size(), cache.type());
            given.add(batch == 1 ? input : input.take(0, from));
        }
        Decoding decoding = Decoding.from(at, network.attentions(), given).only(index);
        Tensors made = decoding.run(() -> model.network().apply(Tensors.of("input", ids)));
        List<Tensor> results = new ArrayList<>(decoding.caches());
        results.add(made.only());
        return results;
    }

    @Override
    public void close() {
        steps.values()
                .forEach(s -> {
                    s.executable.close();
                    s.ids.close();
                });
        caches.forEach(Array::close);
        List.of(start, last, order, logits).forEach(Array::close);
    }
}
