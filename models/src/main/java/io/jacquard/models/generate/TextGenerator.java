package io.jacquard.models.generate;

import io.jacquard.models.TextCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Writes text with a language model and its tokenizer.
///
/// {@snippet file="io/jacquard/models/generate/SnippetsTest.java" region="text"}
public final class TextGenerator {
    private final Generator generator;
    private final TextCodec codec;
    private final List<String> stops;
    private final boolean slides;

    private TextGenerator(
            Generator generator, TextCodec codec, List<String> stops, boolean slides) {
        this.generator = generator;
        this.codec = codec;
        this.stops = List.copyOf(stops);
        this.slides = slides;
    }

    /// A generator of text that ends at the tokenizer's tokens of end.
    ///
    /// @param generator writes ids; whoever made it closes it
    /// @param codec the tokenizer of its model
    /// @throws GenerationException if the tokenizer has more tokens than the model
    public static TextGenerator of(Generator generator, TextCodec codec) {
        if (codec.size() > generator.vocabulary()) {
            throw new GenerationException(
                    """
                    [generate] the tokenizer does not fit the model
                      it has %d tokens, the model %d
                      expected at most as many as the model
                      take the tokenizer that lies beside the model's weights\
                    """
                            .formatted(codec.size(), generator.vocabulary()));
        }
        return new TextGenerator(generator, codec, List.of(), false);
    }

    /// This ending at a word too, which is not part of the text.
    public TextGenerator stoppingAt(List<String> words) {
        return new TextGenerator(generator, codec, words, slides);
    }

    /// This going on where the context is full: from the last half of the tokens. Otherwise the
    /// text ends there.
    public TextGenerator sliding() {
        return new TextGenerator(generator, codec, stops, true);
    }

    /// Goes on from a text.
    ///
    /// @param prompt the text, which may be empty if the tokenizer begins with a token of its own
    /// @param how number of tokens and which of them
    /// @return what was written, without the prompt
    /// @throws GenerationException if the prompt has no token, one that is not known, or as many as
    ///   the context
    public String generate(String prompt, Generation how) {
        return generate(prompt, how, _ -> {});
    }

    /// Goes on from a text, handing it over bit by bit.
    ///
    /// @param prompt the text, which may be empty if the tokenizer begins with a token of its own
    /// @param how number of tokens and which of them
    /// @param pieces receives the new text in order, whole characters only
    /// @return what was written, without the prompt
    /// @throws GenerationException if the prompt has no token, one that is not known, or as many as
    ///   the context
    public String generate(String prompt, Generation how, Consumer<String> pieces) {
        List<Integer> before = encoded(prompt);
        TextStream stream = new TextStream(ids -> after(before, ids), stops, pieces);
        List<Integer> ends = how.ends().isEmpty() ? codec.ends() : how.ends();
        write(before, how.endingAt(ends), stream);
        return stream.finish();
    }

    private List<Integer> encoded(String prompt) {
        try {
            return codec.encode(prompt);
        } catch (IllegalArgumentException e) {
            throw new GenerationException(String.valueOf(e.getMessage()));
        }
    }

    private void write(List<Integer> before, Generation how, TextStream stream) {
        List<Integer> prompt = before;
        int left = how.limit();
        for (int part = 0; left > 0; part++) {
            Sampling sampling = how.sampling();
            Sampling own = part == 0 ? sampling : sampling.with(sampling.seed().fold(part));
            List<Integer> made =
                    generator.generate(prompt, how.with(own).limitedTo(left), stream::accept);
            boolean full = prompt.size() + made.size() == generator.context();
            left -= made.size();
            if (!slides || !full || stream.stopped()) {
                return;
            }
            List<Integer> all = new ArrayList<>(prompt);
            all.addAll(made);
            prompt = all.subList(all.size() - Math.max(1, all.size() / 2), all.size());
        }
    }

    // A token may be written in another way at the beginning of a text, so the prompt's last token
    // is decoded with them.
    private String after(List<Integer> before, List<Integer> ids) {
        List<Integer> last = before.isEmpty() ? List.of() : List.of(before.getLast());
        String known = codec.decode(last);
        List<Integer> all = new ArrayList<>(last);
        all.addAll(ids);
        String text = codec.decode(all);
        return text.startsWith(known) ? text.substring(known.length()) : codec.decode(ids);
    }
}
