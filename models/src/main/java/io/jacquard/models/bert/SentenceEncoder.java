package io.jacquard.models.bert;

import io.jacquard.data.text.HuggingFaceTokenizer;
import io.jacquard.data.text.Tokenizer;
import io.jacquard.data.text.Tokens;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Network;
import io.jacquard.nn.Scope;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// A published model that gives one vector for a text, such that texts of like meaning have like
/// vectors: a folder of sentence-transformers with a {@link Bert} inside, such as all-MiniLM-L6-v2.
///
/// The vectors of the tokens are pooled (mean, first token or largest values) and normalized as the
/// folder's `modules.json` says. A text of more tokens than `max_seq_length` is cut, as
/// sentence-transformers does; {@link Embeddings#cut} tells which.
///
/// {@snippet file="io/jacquard/models/bert/MiniLmTest.java" region="sentences"}
///
/// For use by one thread.
///
/// Source: Reimers, Gurevych, *Sentence-BERT*, 2019, arXiv 1908.10084, section 3.
public final class SentenceEncoder implements AutoCloseable {
    private static final int[] TIMES = {8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512};
    private static final int TOKENS = 4096;
    private static final int TEXTS = 64;

    private final SentenceLayout layout;
    private final Tokenizer tokenizer;
    private final Model model;

    private SentenceEncoder(SentenceLayout layout, Tokenizer tokenizer, Model model) {
        this.layout = layout;
        this.tokenizer = tokenizer;
        this.model = model;
    }

    /// Opens a folder.
    ///
    /// @param folder with `modules.json`, `config.json`, `tokenizer.json`, `model.safetensors` and
    ///   what the first names
    /// @param device where the model is
    /// @throws io.jacquard.nn.checkpoint.CheckpointException if a file is missing, damaged or does
    ///   not fit the others, or asks for what is not computed here
    /// @throws io.jacquard.data.DataException if there is no such folder or no usable tokenizer
    public static SentenceEncoder open(Path folder, Device device) {
        SentenceLayout layout = SentenceLayout.read(folder);
        Path words = layout.folder().resolve("tokenizer.json");
        Tokenizer tokenizer = HuggingFaceTokenizer.read(words);
        try {
            Vocabulary.check(words, layout.config().tables().vocabulary());
            Model model = Model.create(device, Seed.of(0), scope -> network(scope, layout));
            try {
                BertCheckpoint.load(layout.folder(), model);
                return new SentenceEncoder(layout, tokenizer, model);
            } catch (RuntimeException e) {
                model.close();
                throw e;
            }
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static Network network(Scope scope, SentenceLayout layout) {
        Bert bert = new Bert(scope, layout.config(), Bert.Pooler.NONE);
        return in -> {
            BertInput input = BertInput.of(in);
            Tensor pooled = pooled(layout.pooling(), bert.forward(input), input);
            return Tensors.of("output", layout.normalized() ? normalized(pooled) : pooled);
        };
    }

    private static Tensor pooled(SentenceLayout.Pooling how, Tensor output, BertInput input) {
        Tensor tokens = input.mask().getFirst().expand(-1);
        return switch (how) {
            case CLS -> output.slice(1, 0, 1).squeeze(1);
            case MAX -> tokens.where(output, output.like(-Float.MAX_VALUE)).max(1);
            case MEAN -> {
                Tensor share = tokens.to(output.dtype());
                yield output.mul(share).sum(1).div(share.sum(1).maximum(1e-9));
            }
        };
    }

    private static Tensor normalized(Tensor x) {
        return x.div(x.square().sum(-1).sqrt().maximum(1e-12).expand(-1));
    }

    /// Features of a vector.
    public int width() {
        return layout.config().blocks().width();
    }

    /// Most tokens of a text, special ones included.
    public int limit() {
        return layout.limit();
    }

    /// The tokens of a text, not cut.
    public Tokens tokens(String text) {
        return tokenizer.encode(text);
    }

    /// The vectors of texts.
    ///
    /// @param vectors `f32[texts, width]`, in the order of the texts
    /// @param cut which texts, from 0, had more tokens than the limit
    public record Embeddings(Literal vectors, List<Integer> cut) {
        /// Copies the list.
        public Embeddings {
            cut = List.copyOf(cut);
        }

        /// The vector of a text.
        ///
        /// @param text from 0
        public float[] vector(int text) {
            int width = vectors.type().shape().size(1);
            float[] made = new float[width];
            for (int i = 0; i < width; i++) {
                made[i] = (float) vectors.get(text * width + i);
            }
            return made;
        }
    }

    /// The vectors of texts. Texts of like lengths are computed together.
    ///
    /// @param texts any texts, empty ones included
    public Embeddings embed(List<String> texts) {
        List<Tokens> all = new ArrayList<>();
        List<Integer> cut = new ArrayList<>();
        for (String text : texts) {
            Tokens tokens = tokens(text);
            if (tokens.size() > limit()) {
                cut.add(all.size());
            }
            all.add(tokens.cutTo(limit()));
        }
        Literal vectors = Literal.zeros(TensorType.of(DType.F32, texts.size(), width()));
        List<Integer> order =
                IntStream.range(0, all.size())
                        .boxed()
                        .sorted(Comparator.comparingInt((Integer i) -> all.get(i).size()))
                        .toList();
        int at = 0;
        while (at < order.size()) {
            int time = time(all.get(order.get(at)).size());
            int end = at;
            while (end < order.size()
                    && end - at < Math.min(TEXTS, Math.max(1, TOKENS / time))
                    && all.get(order.get(end)).size() <= time) {
                end++;
            }
            compute(all, order.subList(at, end), time, vectors);
            at = end;
        }
        return new Embeddings(vectors, cut);
    }

    private int time(int tokens) {
        for (int t : TIMES) {
            if (t >= tokens) {
                return Math.min(t, layout.config().tables().context());
            }
        }
        return layout.config().tables().context();
    }

    private void compute(List<Tokens> all, List<Integer> chosen, int time, Literal vectors) {
        int rows = Integer.highestOneBit(Math.max(1, 2 * chosen.size() - 1));
        Literal ids = Literal.zeros(TensorType.of(DType.I32, rows, time));
        Literal mask = Literal.zeros(TensorType.of(DType.I32, rows, time));
        for (int r = 0; r < rows; r++) {
            int[] own = r < chosen.size() ? all.get(chosen.get(r)).ids() : new int[1];
            for (int t = 0; t < own.length; t++) {
                ids.setLong(r * time + t, own[t]);
                mask.setLong(r * time + t, 1);
            }
        }
        Literal output =
                Objects.requireNonNull(
                        model.predict(Map.of(BertInput.IDS, ids, BertInput.MASK, mask))
                                .get("output"));
        long row = 4L * width();
        for (int r = 0; r < chosen.size(); r++) {
            vectors.segment()
                    .asSlice(chosen.get(r) * row, row)
                    .copyFrom(output.segment().asSlice(r * row, row));
        }
    }

    /// Frees the model and the tokenizer.
    @Override
    public void close() {
        model.close();
        tokenizer.close();
    }
}
