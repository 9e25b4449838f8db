package io.jacquard.models.generate;

import io.jacquard.models.LanguageModel;
import io.jacquard.nn.Model;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// Writes ids with a language model, one after the other, keeping the keys and values of the tokens
/// before.
///
/// The prompt is read in one run, padded to the next power of two; each further token is one run of
/// one compiled step that updates the caches in place. What is written equals what the whole
/// network would say of all tokens each time. Not for use by several threads at once; the model's
/// values must not change while it writes.
///
/// {@snippet file="io/jacquard/models/generate/SnippetsTest.java" region="generate"}
public final class Generator implements AutoCloseable {
    private final Model model;
    private final LanguageModel network;
    private final CachedModel single;

    private Generator(Model model, LanguageModel network) {
        this.model = model;
        this.network = network;
        this.single = new CachedModel(model, network, 1);
    }

    /// A generator for a model, which it does not close.
    ///
    /// @throws IllegalArgumentException if the model's network is no {@link LanguageModel}
    public static Generator of(Model model) {
        if (!(model.original() instanceof LanguageModel network)) {
            throw new IllegalArgumentException(
                    """
                    [generate] the model's network is no language model
                      it is %s
                      expected one that implements LanguageModel, such as Gpt or Llama
                      make the model of such a network alone\
                    """
                            .formatted(model.original().getClass().getSimpleName()));
        }
        return new Generator(model, network);
    }

    /// Largest number of tokens of prompt and text together.
    public int context() {
        return network.context();
    }

    /// Number of different tokens.
    public int vocabulary() {
        return network.vocabulary();
    }

    /// Goes on from a prompt.
    ///
    /// @param prompt ids, at least one, fewer than the context
    /// @return the new ids, without the one that ended the text
    /// @throws GenerationException if the prompt is empty, as long as the context, or has an id
    ///   that is no token
    public List<Integer> generate(List<Integer> prompt, Generation how) {
        return generate(prompt, how, _ -> true);
    }

    /// Goes on from a prompt, handing over each id at once; with several beams all at the end.
    ///
    /// @param prompt ids, at least one, fewer than the context
    /// @param each is told of each new id and says whether to go on
    /// @return the new ids, without the one that ended the text
    /// @throws GenerationException if the prompt is empty, as long as the context, or has an id
    ///   that is no token
    public List<Integer> generate(List<Integer> prompt, Generation how, IntPredicate each) {
        check(prompt);
        int most = Math.min(how.limit(), network.context() - prompt.size());
        if (how.beams() == 1) {
            return single(prompt, how, most, each);
        }
        try (var caches = new CachedModel(model, network, how.beams())) {
            List<Integer> made = new BeamSearch(caches, how, most).search(prompt);
            for (int i = 0; i < made.size(); i++) {
                if (!each.test(made.get(i))) {
                    return List.copyOf(made.subList(0, i + 1));
                }
            }
            return made;
        }
    }

    private List<Integer> single(
            List<Integer> prompt, Generation how, int most, IntPredicate each) {
        Chooser chooser = new Chooser(how.sampling());
        Set<Integer> before = new HashSet<>(prompt);
        List<Integer> made = new ArrayList<>();
        float[] logits = single.next(0, new int[][] {ints(prompt)}, 0)[0];
        while (true) {
            int id = chooser.next(logits, before, made.size());
            if (how.ends().contains(id)) {
                break;
            }
            made.add(id);
            before.add(id);
            if (!each.test(id) || made.size() == most) {
                break;
            }
            int at = prompt.size() + made.size() - 1;
            logits = single.next(at, new int[][] {{id}}, 0)[0];
        }
        return List.copyOf(made);
    }

    static int[] ints(List<Integer> ids) {
        return ids.stream().mapToInt(i -> i).toArray();
    }

    private void check(List<Integer> prompt) {
        int context = network.context();
        if (prompt.isEmpty() || prompt.size() >= context) {
            throw new GenerationException(
                    """
                    [generate] the prompt leaves nothing to go on from or no room
                      it has %d tokens, the model's context %d
                      expected 1 to %d tokens
                      %s\
                    """
                            .formatted(
                                    prompt.size(),
                                    context,
                                    context - 1,
                                    prompt.isEmpty()
                                            ? "give some text"
                                            : "shorten the prompt, or keep its last tokens"));
        }
        int size = network.vocabulary();
        for (int id : prompt) {
            if (id < 0 || id >= size) {
                throw new GenerationException(
                        """
                        [generate] the prompt has an id that is no token
                          id %d, the model knows %d tokens
                          expected ids from 0 to %d
                          use the tokenizer that belongs to the model\
                        """
                                .formatted(id, size, size - 1));
            }
        }
    }

    /// Frees caches and what was compiled.
    @Override
    public void close() {
        single.close();
    }
}
