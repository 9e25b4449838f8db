package io.jacquard.ir.autodiff;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// The function that runs another one backwards.
final class Transposed {
    private Transposed() {}

    /// From the parameters of a function, then cotangents of some of its results, to the cotangents
    /// of some of its parameters.
    ///
    /// @param function what is differentiated
    /// @param results positions of the results that have a cotangent, floating
    /// @param parameters positions of the parameters that want one, floating
    static Function of(Function function, IntList results, IntList parameters) {
        Builder b = new Builder(function.name() + "_gradient");
        List<Value> arguments = b.parametersOf(function);
        List<Value> cotangents = new ArrayList<>();
        List<Value> given = List.copyOf(arguments);
        results.stream()
                .forEach(i ->
                        cotangents.add(b.parameter("d" + i, function.results().get(i).type())));
        List<Value> made = b.inline(function, given);
        List<Value> roots = results.stream().mapToObj(made::get).toList();
        List<Value> selected = parameters.stream().mapToObj(given::get).toList();
        return b.build(new Walk(new Sugar(b), 0, selected).from(roots, cotangents));
    }
}
