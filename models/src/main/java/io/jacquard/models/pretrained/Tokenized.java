package io.jacquard.models.pretrained;

import io.jacquard.data.text.Tokenizer;
import io.jacquard.models.TextCodec;
import java.util.Arrays;
import java.util.List;

/// A tokenizer of Hugging Face's library.
///
/// @param inner does the work
/// @param size number of different tokens; 0 if it is not known
/// @param ends ids that end a text
record Tokenized(Tokenizer inner, int size, List<Integer> ends)
        implements TextCodec, AutoCloseable {
    @Override
    public List<Integer> encode(String text) {
        return Arrays.stream(inner.encode(text).ids()).boxed().toList();
    }

    @Override
    public String decode(List<Integer> ids) {
        return inner.decode(ids.stream().mapToInt(i -> i).toArray());
    }

    @Override
    public void close() {
        inner.close();
    }
}
