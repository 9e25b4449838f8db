package io.jacquard.testkit;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Functions made from seeds; a seed always gives the same function.
///
/// {@snippet :
/// RandomGraphs.Graph g = RandomGraphs.any(seed);
/// List<Literal> results = Interpreter.run(g.function(), g.arguments());
/// }
public final class RandomGraphs {
    private RandomGraphs() {}

    /// A function and arguments for it.
    ///
    /// @param function the function
    /// @param arguments one a parameter
    public record Graph(Function function, List<Literal> arguments) {
        /// A copy of the list is kept.
        public Graph {
            arguments = List.copyOf(arguments);
        }
    }

    /// A function of any operations and dtypes; many seeds together reach every operation.
    public static Graph any(long seed) {
        return new AnyGraph(seed).graph();
    }

    /// A function in f32 whose values stay near 1 and depend smoothly or exactly on one another, so
    /// that backends of different rounding stay near each other.
    public static Graph smooth(long seed) {
        return new SmoothGraph(seed).graph();
    }

    /// The smallest part of a function that fails: the first instruction whose result, computed
    /// alone, does; the whole function if none does.
    ///
    /// @param function a function that fails
    /// @param fails true for functions that fail; they have all of the parameters
    public static Function shrunk(Function function, Predicate<Function> fails) {
        for (Instruction i : function.instructions()) {
            Function part = part(function, i);
            if (fails.test(part)) {
                return part;
            }
        }
        return function;
    }

    private static Function part(Function function, Instruction last) {
        Set<Value> needed = new HashSet<>(last.results());
        for (Instruction i : function.instructions().reversed()) {
            if (i.results().stream().anyMatch(needed::contains)) {
                needed.addAll(i.operands());
            }
        }
        Builder builder = new Builder(function.name());
        Map<Value, Value> map = new HashMap<>();
        function.parameters().forEach(p -> map.put(p, builder.parameter(p.name(), p.type())));
        for (Instruction i : function.instructions()) {
            if (i.results().stream().anyMatch(needed::contains)) {
                builder.copy(i, map);
            }
        }
        List<Value> results = new ArrayList<>();
        last.results().forEach(r -> results.add(map.getOrDefault(r, r)));
        return builder.build(results);
    }
}
