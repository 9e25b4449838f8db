package io.jacquard.nn.checkpoint;

import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// PyTorch's layout of weights, to and from Jacquard's, which has the channels last.
///
/// | weight of | there | here |
/// |---|---|---|
/// | convolution | `[out, in / groups, kernel...]` | `[kernel..., in / groups, out]` |
/// | `Linear` | `[out, in]` | `[in, out]` |
/// | anything with one axis | `[features]` | `[features]` |
///
/// It is for networks of these layers and of ones without weights. An `Embedding` has the same
/// layout in both: name its table. A `Linear` behind a flattened picture reads its rows in another
/// order.
///
/// {@snippet file="io/jacquard/nn/SnippetsTest.java" region="py-torch"}
public final class PyTorch {
    private static final String COUNTER = "num_batches_tracked";

    private PyTorch() {}

    /// The values of a state dict in Jacquard's layout. The counters `num_batches_tracked` of batch
    /// normalizations are left out.
    ///
    /// @param stateDict values by name, such as those of a safetensors file
    public static Map<String, Literal> values(Map<String, Literal> stateDict) {
        return values(stateDict, _ -> false);
    }

    /// The values of a state dict in Jacquard's layout, some of which are the same in both.
    ///
    /// @param stateDict values by name, such as those of a safetensors file
    /// @param table says by its name whether a value has the same layout in both, as the table of
    ///   an `Embedding`
    public static Map<String, Literal> values(
            Map<String, Literal> stateDict, Predicate<String> table) {
        Map<String, Literal> values = new LinkedHashMap<>();
        stateDict.forEach((name, value) -> {
            if (!name.equals(COUNTER) && !name.endsWith("." + COUNTER)) {
                values.put(name, table.test(name) ? value : here(value));
            }
        });
        return values;
    }

    /// The values of a model as a state dict in PyTorch's layout. There are no counters {@code
    /// num_batches_tracked}: load it with `strict=False`.
    ///
    /// @param values values by name, such as those of `Model.values`
    public static Map<String, Literal> stateDict(Map<String, Literal> values) {
        Map<String, Literal> stateDict = new LinkedHashMap<>();
        values.forEach((name, value) -> stateDict.put(name, there(value)));
        return stateDict;
    }

    private static Literal here(Literal there) {
        Shape shape = there.type().shape();
        if (shape.rank() < 2) {
            return there;
        }
        int[] sizes = shape.sizes();
        int kernel = sizes.length - 2;
        int[] turned = new int[sizes.length];
        System.arraycopy(sizes, 2, turned, 0, kernel);
        turned[kernel] = sizes[1];
        turned[kernel + 1] = sizes[0];
        return turned(there, sizes[0], sizes[1], Shape.of(turned));
    }

    private static Literal there(Literal here) {
        Shape shape = here.type().shape();
        if (shape.rank() < 2) {
            return here;
        }
        int[] sizes = shape.sizes();
        int kernel = sizes.length - 2;
        int[] turned = new int[sizes.length];
        turned[0] = sizes[kernel + 1];
        turned[1] = sizes[kernel];
        System.arraycopy(sizes, 0, turned, 2, kernel);
        int positions = here.elements() / Math.max(1, turned[0] * turned[1]);
        return turned(here, positions, turned[1], Shape.of(turned));
    }

    /// What is `[first, middle, last]` becomes `[last, middle, first]`.
    private static Literal turned(Literal value, int first, int middle, Shape shape) {
        Literal made = Literal.zeros(value.type().with(shape));
        int last = value.elements() / Math.max(1, first * middle);
        long size = value.type().dtype().bytes();
        long at = 0;
        for (int f = 0; f < first; f++) {
            for (int m = 0; m < middle; m++) {
                for (int l = 0; l < last; l++) {
                    long to = ((long) l * middle + m) * first + f;
                    MemorySegment.copy(value.segment(), at, made.segment(), to * size, size);
                    at += size;
                }
            }
        }
        return made;
    }
}
