package io.jacquard.tensor;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Value;
import io.jacquard.ir.batching.Batched;
import java.util.LinkedHashMap;
import java.util.Map;

/// The random keys that one example of a batch asked for; each stands for as many as there are
/// examples.
final class ExampleKeys {
    private final Map<Value, Value> whole = new LinkedHashMap<>();

    /// What one example gets for a key of the whole batch.
    Value ofOneExample(Builder builder, Value key) {
        Value one = builder.placeholder(key.type());
        whole.put(one, key);
        return one;
    }

    /// The keys of all examples: random bits of the key of the whole batch.
    ///
    /// @return what stands for the key of one example
    Map<Value, Batched> ofAllExamples(Builder builder, int size) {
        Map<Value, Batched> made = new LinkedHashMap<>();
        whole.forEach((one, key) -> {
            Value all = builder.add(new Composite.RandomBits(Shape.of(size, 2)), key);
            made.put(one, Batched.stacked(all));
        });
        return made;
    }
}
