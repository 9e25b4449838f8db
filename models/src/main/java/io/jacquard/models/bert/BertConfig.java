package io.jacquard.models.bert;

import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.Config;
import java.nio.file.Path;

/// Sizes of a BERT.
///
/// {@snippet file="io/jacquard/models/bert/SnippetsTest.java" region="config"}
///
/// @param tables what is looked up
/// @param blocks the encoder
/// @param dropout probability that an element is left out while training, from 0 to below 1; of
///   what is looked up, of what attention and perceptrons give, and of the shares of attention
/// @param epsilon added to variances, from 0
public record BertConfig(Tables tables, Blocks blocks, double dropout, double epsilon) {
    /// Sizes of the tables.
    ///
    /// @param vocabulary number of kinds of tokens, from 1
    /// @param context largest number of tokens of a text, from 1
    /// @param types number of kinds of texts, from 1: 2, for the first and the second of a pair
    public record Tables(int vocabulary, int context, int types) {
        /// Checks the ranges.
        public Tables {
            atLeastOne(vocabulary, "the vocabulary");
            atLeastOne(context, "the context");
            atLeastOne(types, "the number of types");
        }
    }

    /// Sizes of the encoder.
    ///
    /// @param depth number of blocks, from 1
    /// @param width features of a token, a multiple of the heads
    /// @param heads number of heads, from 1
    /// @param hidden features inside a perceptron, from 1
    public record Blocks(int depth, int width, int heads, int hidden) {
        /// Checks the ranges.
        public Blocks {
            atLeastOne(depth, "the depth");
            atLeastOne(width, "the width");
            atLeastOne(heads, "the number of heads");
            atLeastOne(hidden, "the hidden width");
            if (width % heads != 0) {
                throw new IllegalArgumentException(
                        "the width is a multiple of the heads, got %d and %d"
                                .formatted(width, heads));
            }
        }
    }

    private static void atLeastOne(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " is from 1, got " + number);
        }
    }

    /// BERT base, uncased: 12 blocks of 768; 109,482,240 values.
    public static BertConfig base() {
        return published(new Blocks(12, 768, 12, 3072));
    }

    /// BERT large, uncased: 24 blocks of 1,024; 335,141,888 values.
    public static BertConfig large() {
        return published(new Blocks(24, 1024, 16, 4096));
    }

    /// MiniLM with 6 blocks of 384, as in all-MiniLM-L6-v2; 22,713,216 values.
    ///
    /// Source: Wang et al., *MiniLM*, 2020, arXiv 2002.10957.
    public static BertConfig miniLm() {
        return published(new Blocks(6, 384, 12, 1536));
    }

    private static BertConfig published(Blocks blocks) {
        return new BertConfig(new Tables(30_522, 512, 2), blocks, 0.1, 1e-12);
    }

    /// The sizes in a file of Hugging Face's.
    ///
    /// @param file a `config.json`
    /// @throws CheckpointException if it is missing, of another family, or of a variant that is not
    ///   computed here
    public static BertConfig read(Path file) {
        Config c = Config.read(file);
        requireText(file, c, "model_type", "bert");
        requireText(file, c, "hidden_act", "gelu");
        requireText(file, c, "position_embedding_type", "absolute");
        try {
            return new BertConfig(
                    new Tables(
                            c.integer("vocab_size"),
                            c.integer("max_position_embeddings"),
                            c.has("type_vocab_size") ? c.integer("type_vocab_size") : 2),
                    new Blocks(
                            c.integer("num_hidden_layers"),
                            c.integer("hidden_size"),
                            c.integer("num_attention_heads"),
                            c.integer("intermediate_size")),
                    c.has("hidden_dropout_prob") ? c.number("hidden_dropout_prob") : 0.1,
                    c.has("layer_norm_eps") ? c.number("layer_norm_eps") : 1e-12);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void requireText(Path file, Config c, String key, String expected) {
        if (c.has(key) && !c.text(key).equals(expected)) {
            throw new CheckpointException(
                    "%s: '%s' is %s\n  expected %s; this is another kind of model"
                            .formatted(file, key, c.text(key), expected));
        }
    }

    /// These sizes with another probability of dropout.
    ///
    /// @param rate from 0 to below 1
    public BertConfig withDropout(double rate) {
        return new BertConfig(tables, blocks, rate, epsilon);
    }
}
