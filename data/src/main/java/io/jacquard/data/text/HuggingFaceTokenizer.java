package io.jacquard.data.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import io.jacquard.data.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A tokenizer from a `tokenizer.json`, as Hugging Face's library writes it: WordPiece, byte-level
/// BPE, Unigram and its other kinds, with the file's normalization. The file's truncation and
/// padding are switched off.
///
/// The work is done by Hugging Face's own library through DJL. Its native part lies in the artifact
/// `ai.djl.huggingface:tokenizers` for Linux x64 and arm64, macOS arm64 and Windows x64, and is
/// unpacked once to `~/.djl.ai` (or where `DJL_CACHE_DIR` says); nothing is downloaded.
///
/// {@snippet file="io/jacquard/data/text/SnippetsTest.java" region="tokenizer"}
public final class HuggingFaceTokenizer implements Tokenizer {
    private static final String FLAVOR = "RUST_FLAVOR";
    private static final String SLF4J = "slf4j.internal.verbosity";

    private final ai.djl.huggingface.tokenizers.HuggingFaceTokenizer inner;

    private HuggingFaceTokenizer(ai.djl.huggingface.tokenizers.HuggingFaceTokenizer inner) {
        this.inner = inner;
    }

    /// Reads a file.
    ///
    /// @param file a `tokenizer.json`
    /// @throws DataException if it is missing or no description of a tokenizer, or if there is no
    ///   native library for this machine
    public static HuggingFaceTokenizer read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw DataException.of(
                    file,
                    "there is no such file",
                    "expected a tokenizer.json",
                    "get it from where the model is; a vocab.txt alone is not enough");
        }
        try {
            return of(Files.readString(file), file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /// Makes one of its description.
    ///
    /// @param description what a `tokenizer.json` holds
    /// @param from where it comes from, for the message
    /// @throws DataException if it describes no tokenizer, or if there is no native library for
    ///   this machine
    public static HuggingFaceTokenizer of(String description, Path from) {
        Map<String, String> options =
                Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true");
        try {
            loadLibrary();
            return new HuggingFaceTokenizer(
                    ai.djl.huggingface.tokenizers.HuggingFaceTokenizer.newInstance(
                            new ByteArrayInputStream(description.getBytes(UTF_8)), options));
        } catch (IOException | RuntimeException e) {
            throw unusable(from, e);
        } catch (LinkageError e) {
            throw new DataException(
                    "the native tokenizers library cannot be loaded: %s\n  expected Linux x64 or arm64, macOS arm64 or Windows x64"
                            .formatted(e),
                    e);
        }
    }

    private static DataException unusable(Path file, Exception e) {
        return new DataException(
                "%s: cannot be used as a tokenizer: %s\n  expected a tokenizer.json of Hugging Face's tokenizers"
                        .formatted(file, e.getMessage()),
                e);
    }

    // On a machine with CUDA, DJL would download a library for it; and SLF4J without a provider
    // writes three lines of warning to the standard error.
    private static synchronized void loadLibrary() {
        boolean flavored = System.getProperty(FLAVOR) != null || System.getenv(FLAVOR) != null;
        boolean quieted = System.getProperty(SLF4J) != null;
        try {
            if (!flavored) {
                System.setProperty(FLAVOR, "cpu");
            }
            if (!quieted) {
                System.setProperty(SLF4J, "ERROR");
            }
            LibUtils.checkStatus();
        } finally {
            if (!flavored) {
                System.clearProperty(FLAVOR);
            }
            if (!quieted) {
                System.clearProperty(SLF4J);
            }
        }
    }

    @Override
    public Tokens encode(String text) {
        return tokens(inner.encode(text));
    }

    @Override
    public Tokens encode(String first, String second) {
        return tokens(inner.encode(first, second));
    }

    private static Tokens tokens(Encoding e) {
        return new Tokens(
                ints(e.getIds()),
                ints(e.getTypeIds()),
                ints(e.getSpecialTokenMask()),
                List.of(e.getTokens()));
    }

    private static int[] ints(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public String decode(int... ids) {
        return inner.decode(Arrays.stream(ids).mapToLong(i -> i).toArray(), true);
    }

    @Override
    public void close() {
        inner.close();
    }
}
