package io.jacquard.models.llama;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.attention.Heads;
import io.jacquard.nn.attention.Rotary;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.PyTorch;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of llama2.c, version 0: seven sizes, then all weights in f32.
///
/// Source: Karpathy, llama2.c, `export.py` (`legacy_export`) and `run.c`, 2023.
///
/// @param config the sizes
/// @param values by the names of {@link Llama}
public record Llama2c(LlamaConfig config, Map<String, Literal> values) {
    private static final int HEADER = 28;
    private static final long LARGEST = 1L << 31;
    private static final double BASE = 10_000;

    /// Copies the map.
    public Llama2c {
        values = Map.copyOf(values);
    }

    /// One array of the file.
    private record Part(String name, TensorType type) {
        static Part of(String name, int... sizes) {
            return new Part(name, TensorType.of(DType.F32, sizes));
        }
    }

    /// The seven sizes.
    private record Header(
            int width,
            int hidden,
            int blocks,
            int heads,
            int groups,
            int vocabulary,
            int context,
            boolean tied) {
        int size() {
            return width / heads;
        }

        boolean plausible() {
            return width > 0
                    && hidden > 0
                    && blocks > 0
                    && heads > 0
                    && groups > 0
                    && vocabulary > 0
                    && context > 0
                    && width % heads == 0
                    && size() % 2 == 0
                    && heads % groups == 0;
        }
    }

    /// Reads a file.
    ///
    /// @param file for example `stories15M.bin`
    /// @throws CheckpointException if it is absent, too large (2 GiB), or its length is not what
    ///   its sizes say
    public static Llama2c read(Path file) {
        ByteBuffer bytes = bytes(file);
        Header header = header(file, bytes);
        List<Part> parts = parts(header);
        long wanted = HEADER + parts.stream().mapToLong(p -> p.type.bytes()).sum();
        if (bytes.capacity() != wanted) {
            throw wrong(
                    file,
                    "its length is not what its sizes say",
                    "%d bytes where the sizes %s need %d"
                            .formatted(bytes.capacity(), header, wanted));
        }
        Map<String, Literal> stateDict = new LinkedHashMap<>();
        int at = HEADER;
        for (Part part : parts) {
            put(stateDict, part, bytes, at);
            at += Math.toIntExact(part.type.bytes());
        }
        LlamaConfig config = config(header);
        return new Llama2c(config, PyTorch.values(stateDict, n -> n.contains("embed_tokens")));
    }

    static ByteBuffer bytes(Path file) {
        try {
            if (Files.size(file) >= LARGEST) {
                throw wrong(file, "it is too large", Files.size(file) + " bytes");
            }
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (NoSuchFileException e) {
            throw new CheckpointException("no file " + file, e);
        } catch (IOException e) {
            throw new CheckpointException("cannot read %s: %s".formatted(file, e), e);
        }
    }

    static CheckpointException wrong(Path file, String problem, String came) {
        return new CheckpointException(
                """
                [llama2.c] %s: %s
                  it has %s
                  expected a file of version 0 of llama2.c's export
                  get it again, or give the file of the other kind (model or tokenizer)\
                """
                        .formatted(file, problem, came));
    }

    private static Header header(Path file, ByteBuffer bytes) {
        if (bytes.capacity() < HEADER) {
            throw wrong(file, "it is too short", bytes.capacity() + " bytes");
        }
        int[] n = new int[7];
        bytes.asIntBuffer().get(n);
        Header header = new Header(n[0], n[1], n[2], n[3], n[4], Math.abs(n[5]), n[6], n[5] > 0);
        if (!header.plausible()) {
            throw wrong(file, "these are no sizes of a model", header.toString());
        }
        return header;
    }

    private static LlamaConfig config(Header h) {
        Heads heads = new Heads(h.heads, h.groups, h.size(), rotary(h));
        LlamaConfig config =
                LlamaConfig.of(
                        h.vocabulary,
                        h.context,
                        h.blocks,
                        new LlamaConfig.Sizes(h.width, h.hidden, heads));
        return h.tied ? config.withHead(LlamaConfig.Head.TIED) : config;
    }

    private static Rotary rotary(Header h) {
        return Rotary.of(BASE, h.size()).paired(Rotary.Pairing.NEIGHBORS);
    }

    private static List<Part> parts(Header h) {
        int keys = h.groups * h.size();
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of("model.embed_tokens.weight", h.vocabulary, h.width));
        each(parts, h, "input_layernorm", h.width);
        each(parts, h, "self_attn.q_proj", h.width, h.width);
        each(parts, h, "self_attn.k_proj", keys, h.width);
        each(parts, h, "self_attn.v_proj", keys, h.width);
        each(parts, h, "self_attn.o_proj", h.width, h.width);
        each(parts, h, "post_attention_layernorm", h.width);
        each(parts, h, "mlp.gate_proj", h.hidden, h.width);
        each(parts, h, "mlp.down_proj", h.width, h.hidden);
        each(parts, h, "mlp.up_proj", h.hidden, h.width);
        parts.add(Part.of("model.norm.weight", h.width));
        // Cosines and sines that the program computes itself.
        parts.add(Part.of("", h.context, h.size()));
        if (!h.tied) {
            parts.add(Part.of("lm_head.weight", h.vocabulary, h.width));
        }
        return parts;
    }

    private static void each(List<Part> parts, Header h, String name, int... sizes) {
        for (int i = 0; i < h.blocks; i++) {
            parts.add(Part.of("model.layers.%d.%s.weight".formatted(i, name), sizes));
        }
    }

    private static void put(Map<String, Literal> all, Part part, ByteBuffer bytes, int at) {
        if (!part.name.isEmpty()) {
            Literal value = Literal.zeros(part.type);
            MemorySegment.copy(
                    MemorySegment.ofBuffer(bytes), at, value.segment(), 0, part.type.bytes());
            all.put(part.name, value);
        }
    }
}
