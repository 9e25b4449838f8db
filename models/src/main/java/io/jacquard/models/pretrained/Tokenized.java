package io.jacquard.models.pretrained;

import io.jacquard.data.text.Tokenizer;
import io.jacquard.models.TextCodec;
import java.util.Arrays;
import java.util.List;

/// A tokenizer from a `tokenizer.json`.
///
/// @param inner does the work
/// @param ends ids that end a text
record Tokenized(Tokenizer inner, List<Integer> ends) implements TextCodec, AutoCloseable {
    @Override
    public List<Integer> encode(String text) {
        return Arrays.stream(inner.encode(text).ids()).boxed().toList();
    }

    @Override
    public String decode(List<Integer> ids) {
        return inner.decode(ids.stream().mapToInt(i -> i).toArray());
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public void close() {
        inner.close();
    }
}
