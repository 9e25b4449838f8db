package io.jacquard.nn.attention;

import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Tokens decoded a few at a time: self-attentions keep the keys and values of earlier tokens in
/// caches of a fixed size and see those too; positions count on.
///
/// A layer's `forward` is the same inside and outside. It is given the new tokens only:
///
/// {@snippet file="io/jacquard/nn/attention/SnippetsTest.java" region="decoding"}
///
/// What is in a cache behind the last token is never seen, so tokens of padding may be decoded at
/// the end and overwritten by the next ones. There is room for `capacity` tokens; the caller
/// counts.
public final class Decoding {
    private static final ScopedValue<Decoding> CURRENT = ScopedValue.newInstance();

    /// The cache of one attention: keys and values, each `[batch, groups, capacity, size]`.
    private record Entry(Tensor keys, Tensor values) {}

    private final Tensor start;
    private final List<MultiHeadAttention> layers;
    private final List<Tensor> wanted;
    private final Map<MultiHeadAttention, Entry> caches = new HashMap<>();

    private Decoding(Tensor start, List<MultiHeadAttention> layers, List<Tensor> wanted) {
        this.start = start;
        this.layers = List.copyOf(layers);
        this.wanted = List.copyOf(wanted);
    }

    /// A decoding that goes on from caches.
    ///
    /// @param start number of tokens that are in the caches, `i32[]`
    /// @param layers the self-attentions, in a fixed order
    /// @param caches for each of these its keys, then its values, of {@link
    ///   MultiHeadAttention#cacheType}
    /// @throws IllegalArgumentException if there are not two caches a layer
    public static Decoding from(
            Tensor start, List<MultiHeadAttention> layers, List<Tensor> caches) {
        if (caches.size() != 2 * layers.size()) {
            throw Refusal.argument(
                    "decoding",
                    "the caches are not those of the layers",
                    "%d caches for %d layers".formatted(caches.size(), layers.size()),
                    "two a layer, keys and values; make them of its cacheType");
        }
        Decoding made = new Decoding(start, layers, List.of());
        for (int i = 0; i < layers.size(); i++) {
            made.caches.put(layers.get(i), new Entry(caches.get(2 * i), caches.get(2 * i + 1)));
        }
        return made;
    }

    /// This, where one of the new tokens is all whose output is wanted: {@link #wanted} picks it.
    ///
    /// @param index of the new tokens, from 0, `i32[]`
    public Decoding only(Tensor index) {
        Decoding made = new Decoding(start, layers, List.of(index));
        made.caches.putAll(caches);
        return made;
    }

    /// The features of the tokens whose output is wanted: all, unless a decoding says otherwise.
    ///
    /// @param features `[batch, time, width]`
    /// @return `[batch, time, width]`, or `[batch, 1, width]`
    public static Tensor wanted(Tensor features) {
        if (!CURRENT.isBound() || CURRENT.get().wanted.isEmpty()) {
            return features;
        }
        return features.dynamicSlice(1, CURRENT.get().wanted.getFirst(), 1);
    }

    /// Runs layers on the tokens that come next.
    public <T> T run(Supplier<T> network) {
        return ScopedValue.where(CURRENT, this).call(network::get);
    }

    /// The caches after what was run, in the order in which they were given.
    public List<Tensor> caches() {
        List<Tensor> all = new ArrayList<>();
        for (MultiHeadAttention layer : layers) {
            Entry entry = entry(layer);
            all.add(entry.keys);
            all.add(entry.values);
        }
        return all;
    }

    /// The positions of the tokens that a layer is given: from 0 on, or inside of a decoding after
    /// those that are in the caches.
    ///
    /// @param time number of tokens
    /// @return `i32[time]`
    public static Tensor positions(int time) {
        Tensor here = Tensor.iota(time);
        return CURRENT.isBound() ? here.add(CURRENT.get().start) : here;
    }

    static boolean isActive() {
        return CURRENT.isBound();
    }

    static Decoding current() {
        return CURRENT.get();
    }

    /// Puts new keys into the cache; gives all.
    Tensor keys(MultiHeadAttention layer, Tensor fresh) {
        Entry old = entry(layer);
        Tensor all = old.keys.dynamicUpdateSlice(2, fresh.to(old.keys.dtype()), start);
        caches.put(layer, new Entry(all, old.values));
        return all.to(fresh.dtype());
    }

    /// Puts new values into the cache; gives all.
    Tensor values(MultiHeadAttention layer, Tensor fresh) {
        Entry old = entry(layer);
        Tensor all = old.values.dynamicUpdateSlice(2, fresh.to(old.values.dtype()), start);
        caches.put(layer, new Entry(old.keys, all));
        return all.to(fresh.dtype());
    }

    private Entry entry(MultiHeadAttention layer) {
        Entry found = caches.get(layer);
        if (found == null) {
            throw Refusal.argument(
                    "decoding",
                    "a self-attention has no cache",
                    layer.title(),
                    "each self-attention among the layers given; add it");
        }
        return found;
    }
}
