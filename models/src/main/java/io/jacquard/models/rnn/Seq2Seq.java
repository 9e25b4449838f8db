package io.jacquard.models.rnn;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Network;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializers;
import io.jacquard.nn.layer.Attention;
import io.jacquard.nn.layer.Embedding;
import io.jacquard.nn.layer.Linear;
import io.jacquard.nn.layer.Lstm;
import io.jacquard.nn.layer.RecurrentInput;
import io.jacquard.nn.layer.RecurrentOptions;
import io.jacquard.nn.layer.RecurrentOutput;
import io.jacquard.tensor.Flow;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/// An encoder that reads a sequence of ids and a decoder that writes another, whose every step
/// attends to what the encoder made of all steps.
///
/// `a = tanh(W [c; h])`, `logits = U a + b`, with the decoder's hidden state h and the context c
/// that it attends to. The decoder starts with the encoder's last states; contexts are not fed into
/// the next step.
///
/// | value | shape |
/// |---|---|
/// | input `source`, padded with any number below 0 at the end | integers `[batch, time]` |
/// | input `target`, what is written before each step: the first id begins | integers `[batch, steps]` |
/// | output `logits` of the id that each step writes | `f32[batch, steps, target]` |
///
/// Parameters are named `encoder.embedding.weight`, `encoder.lstm.weight_ih_l0` ...,
/// `decoder.embedding.weight`, `decoder.lstm. ...`, `attention. ...`, `combine.weight`,
/// `output.weight`, `output.bias`.
///
/// {@snippet file="io/jacquard/models/rnn/SnippetsTest.java" region="seq2seq"}
///
/// Source: Luong, Pham, Manning, *Effective approaches to attention-based neural machine
/// translation*, 2015, arXiv 1508.04025, sections 2 and 3.1 (global attention, without input
/// feeding); Sutskever, Vinyals, Le, 2014, arXiv 1409.3215.
public final class Seq2Seq implements Network {
    private final Seq2SeqConfig config;
    private final Embedding sourceEmbedding;
    private final Lstm encoder;
    private final Embedding targetEmbedding;
    private final Lstm decoder;
    private final Attention attention;
    private final Linear combine;
    private final Linear output;

    /// A network of any size; it starts as Keras's layers do.
    ///
    /// @param scope where the parameters are
    /// @param config the sizes
    public Seq2Seq(Scope scope, Seq2SeqConfig config) {
        this.config = config;
        int width = config.width();
        Scope in = scope.in("encoder");
        Scope out = scope.in("decoder");
        RecurrentOptions options = RecurrentOptions.sequence().withLayers(config.layers());
        sourceEmbedding = new Embedding(in.in("embedding"), config.source(), config.embedding());
        encoder = new Lstm(in.in("lstm"), config.embedding(), width, options);
        targetEmbedding = new Embedding(out.in("embedding"), config.target(), config.embedding());
        decoder = new Lstm(out.in("lstm"), config.embedding(), width, options);
        attention =
                switch (config.score()) {
                    case DOT -> Attention.dot();
                    case GENERAL -> Attention.general(scope.in("attention"), width, width);
                    case CONCAT -> Attention.concat(scope.in("attention"), width, width, width);
                };
        combine =
                Linear.withoutBias(
                        scope.in("combine"), 2 * width, width, Initializers.glorotUniform());
        output = new Linear(scope.in("output"), width, config.target());
    }

    /// The sizes.
    public Seq2SeqConfig config() {
        return config;
    }

    /// What the encoder made of a sequence.
    ///
    /// @param memory hidden states of all steps, `[batch, time, width]`
    /// @param mask true where a step counts, `[batch, time]`
    /// @param states the last ones, with which the decoder starts
    public record Encoded(Tensor memory, Tensor mask, List<Tensor> states) {
        /// Copies the list.
        public Encoded {
            states = List.copyOf(states);
        }
    }

    /// Reads a sequence.
    ///
    /// @param source integers `[batch, time]`, padded with numbers below 0 at the end
    public Encoded encode(Tensor source) {
        source.requireShape("batch", "time");
        Tensor ids = source.to(DType.I32);
        Tensor mask = ids.ge(ids.like(0));
        Tensor embedded = sourceEmbedding.forward(ids.maximum(0));
        RecurrentOutput made = encoder.run(RecurrentInput.of(embedded).withMask(mask));
        return new Encoded(made.hidden(), mask, made.states());
    }

    /// What a decoder did.
    ///
    /// @param logits `[batch, steps, target]`
    /// @param weights how much each step attended to each step of the source, `[batch, steps,
    ///   time]`
    /// @param states the last ones
    public record Decoded(Tensor logits, Tensor weights, List<Tensor> states) {
        /// Copies the list.
        public Decoded {
            states = List.copyOf(states);
        }
    }

    /// Runs the decoder over ids that are known.
    ///
    /// @param encoded what the encoder made
    /// @param target what is written before each step, integers `[batch, steps]`
    public Decoded decode(Encoded encoded, Tensor target) {
        target.requireShape(encoded.memory().size(0), "steps");
        Tensor embedded = targetEmbedding.forward(target.to(DType.I32));
        RecurrentOutput made =
                decoder.run(RecurrentInput.of(embedded).withStates(encoded.states()));
        Attention.Attended attended =
                attention.attend(made.hidden(), encoded.memory(), encoded.mask());
        Tensor both = attended.context().concat(-1, made.hidden());
        Tensor logits = output.forward(combine.forward(both).tanh());
        return new Decoded(logits, attended.weights(), made.states());
    }

    /// Takes the inputs `source` and `target` and gives `logits`.
    @Override
    public Tensors apply(Tensors inputs) {
        Encoded encoded = encode(inputs.of("source"));
        return Tensors.of("logits", decode(encoded, inputs.of("target")).logits());
    }

    /// Writes a sequence, at each step the likeliest id.
    ///
    /// @param source integers `[batch, time]`, padded with numbers below 0 at the end
    /// @param start the id with which the decoder begins
    /// @param end the id that ends a sequence: all ids behind it are it too
    /// @param steps how many ids are written, from 1
    /// @return i32 `[batch, steps]`
    public Tensor greedy(Tensor source, int start, int end, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps are from 1, got " + steps);
        }
        Encoded encoded = encode(source);
        int batch = source.size(0);
        List<Tensor> carries = new ArrayList<>();
        carries.add(Tensor.full(TensorType.of(DType.I32, batch), start));
        carries.addAll(encoded.states());
        Flow.Scanned made =
                Flow.scan(
                        carries,
                        List.of(Tensor.iota(steps)),
                        (before, _) -> next(encoded, before, end));
        return made.outputs().getFirst().transpose(1, 0);
    }

    private Flow.Step next(Encoded encoded, List<Tensor> before, int end) {
        Tensor last = before.getFirst();
        List<Tensor> states = before.subList(1, before.size());
        Encoded here = new Encoded(encoded.memory(), encoded.mask(), states);
        Decoded made = decode(here, last.expand(1));
        Tensor likeliest = made.logits().squeeze(1).argmax(-1).to(DType.I32);
        Tensor id = last.eq(last.like(end)).where(last, likeliest);
        List<Tensor> after = new ArrayList<>(List.of(id));
        after.addAll(made.states());
        return new Flow.Step(after, List.of(id));
    }
}
