package io.jacquard.ir.batching;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A function inside an operation, over all examples.
///
/// @param function what it does to all examples
/// @param stacked which of its results are stacked
record Body(Function function, List<Boolean> stacked) {
    /// What a function does to all examples.
    ///
    /// @param given which parameters are stacked
    /// @param wanted which results have to be stacked; others are if they depend on an example
    static Body of(Function function, int size, List<Boolean> given, List<Boolean> wanted) {
        Builder builder = new Builder(function.name());
        Batch batch = new Batch(new Sugar(builder), size);
        List<Batched> made = Replay.of(batch, function, parameters(batch, function, given));
        List<Boolean> stacked = new ArrayList<>();
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            stacked.add(wanted.get(i) || made.get(i).stacked());
            results.add(wanted.get(i) ? batch.stack(made.get(i)) : made.get(i).value());
        }
        return new Body(builder.build(results), stacked);
    }

    static List<Batched> parameters(Batch batch, Function function, List<Boolean> given) {
        List<Batched> made = new ArrayList<>();
        for (Value.Parameter p : function.parameters()) {
            boolean stacked = given.get(made.size());
            TensorType t = p.type();
            Shape shape = stacked ? t.shape().insert(0, batch.size()) : t.shape();
            made.add(new Batched(batch.builder().parameter(p.name(), t.with(shape)), stacked));
        }
        return made;
    }

    /// The same answer for so many.
    static List<Boolean> all(boolean answer, int count) {
        return Collections.nCopies(count, answer);
    }

    static List<Boolean> either(List<Boolean> some, List<Boolean> others) {
        List<Boolean> made = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            made.add(some.get(i) || others.get(i));
        }
        return List.copyOf(made);
    }

    static List<Boolean> stacked(List<Batched> values) {
        return values.stream().map(Batched::stacked).toList();
    }
}
