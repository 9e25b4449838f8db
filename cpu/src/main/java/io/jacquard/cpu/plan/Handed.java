package io.jacquard.cpu.plan;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// What a scan hands from step to step that is an element of an output too: it is written once.
///
/// @param outputs for each carry the position among the body's results of the output that it is, or
///   -1
record Handed(IntList outputs) {
    static Handed of(Control op) {
        return op instanceof Control.Scan s ? of(s) : new Handed(IntList.of());
    }

    private static Handed of(Control.Scan scan) {
        List<Value> results = scan.body().results();
        IntList inPlace = IntList.of(InPlace.operands(scan).toArray());
        return new Handed(
                IntList.generate(
                        scan.carries(),
                        i -> inPlace.contains(i) ? -1 : output(results, i, scan.carries())));
    }

    private static int output(List<Value> results, int carry, int carries) {
        boolean made = results.get(carry) instanceof Value.Result;
        int at = results.subList(carries, results.size()).indexOf(results.get(carry));
        return made && at >= 0 ? carries + at : -1;
    }

    boolean isOutput(int carry) {
        return carry < outputs.size() && outputs.at(carry) >= 0;
    }

    int output(int carry) {
        return outputs.at(carry);
    }

    /// The body without the results that are others too.
    Function body(Function whole) {
        if (outputs.stream().allMatch(o -> o < 0)) {
            return whole;
        }
        Builder b = new Builder(whole.name());
        List<Value> results = b.inline(whole, b.parametersOf(whole));
        List<Value> kept = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (!isOutput(i)) {
                kept.add(results.get(i));
            }
        }
        return b.build(kept);
    }

    /// The position among the results of {@link #body} of a result of the whole one.
    int position(int result) {
        int before = 0;
        for (int i = 0; i < result; i++) {
            before += isOutput(i) ? 0 : 1;
        }
        return before;
    }

    /// Addresses of the results of {@link #body} out of those of all results.
    long[] written(long[] results) {
        long[] made = new long[position(results.length)];
        int at = 0;
        for (int i = 0; i < results.length; i++) {
            if (!isOutput(i)) {
                made[at++] = results[i];
            }
        }
        return made;
    }
}
