package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.runtime.CompileOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// A function made into items and the memory they need.
///
/// @param items what runs, in order
/// @param works what each item computes
/// @param arenaBytes bytes of the arena, a multiple of 64
/// @param scratchBytes bytes of scratch that items share
/// @param constants fixed data; each item's constant operands are among them
/// @param interpreted names of the operations that the interpreter answers, with what the first of
///   each is and where it was traced
public record Plan(
        List<Item> items,
        List<Supplier<Work>> works,
        long arenaBytes,
        long scratchBytes,
        List<Literal> constants,
        Map<String, String> interpreted) {
    /// Plans a function.
    ///
    /// @param function the function
    /// @param options which arguments are donated
    /// @param kernels where generated kernels are kept
    /// @param checks whether memory is guarded
    /// @param watch measures the parts
    static Plan of(
            Function function,
            CompileOptions options,
            KernelCache kernels,
            Checks checks,
            Stopwatch watch) {
        Function f = watch.time("passes", () -> Rewrites.of(function));
        ProductItems products = new ProductItems();
        Lowering lowering = new Lowering(kernels, products, options.taps(), checks, watch);
        try {
            List<Unit> units = watch.time("grouping", () -> units(f, options, products));
            units.forEach(lowering::lower);
        } catch (RuntimeException e) {
            lowering.items().forEach(Item::close);
            products.close();
            throw e;
        }
        return watch.time("places", () -> placed(lowering, options, checks.guard()));
    }

    private static List<Unit> units(Function f, CompileOptions options, ProductItems products) {
        Set<Integer> donated = new HashSet<>();
        options.aliases().forEach(a -> donated.add(a.parameter()));
        Grouping grouping = Grouping.of(f, donated, products::begin);
        InPlace.join(grouping.units());
        Destinations.decide(grouping, f, options);
        return grouping.units();
    }

    private static Plan placed(Lowering lowering, CompileOptions options, long guard) {
        List<Item> items = List.copyOf(lowering.items());
        Set<Slot> arena = new LinkedHashSet<>();
        Set<Slot> constants = new LinkedHashSet<>();
        for (Item item : items) {
            for (Place p : item.operands()) {
                Slot s = p.slot().home();
                if (s.isConstant()) {
                    constants.add(s);
                } else if (!s.isArgument() && !s.isResult()) {
                    arena.add(s);
                }
            }
        }
        long bytes = Arena.plan(new ArrayList<>(arena), guard);
        List<Literal> data = data(constants, guard);
        Plan alone = new Plan(items, lowering.works(), bytes, 0, data, lowering.interpreted());
        // Guarded items run one after the other, so that each can be named.
        return guard > 0 ? alone.withScratch() : alone.bundled(options).withScratch();
    }

    private Plan bundled(CompileOptions options) {
        Bundling b = Bundling.of(items, works, options.aliases());
        return new Plan(b.items(), b.works(), arenaBytes, scratchBytes, constants, interpreted);
    }

    private Plan withScratch() {
        long scratch = items.stream().mapToLong(Item::scratchBytes).max().orElse(0);
        return new Plan(items, works, arenaBytes, scratch, constants, interpreted);
    }

    // Constants get their offsets one after the other.
    private static List<Literal> data(Set<Slot> constants, long guard) {
        List<Literal> data = new ArrayList<>();
        long at = 0;
        for (Slot s : constants) {
            s.placeAt(at + guard);
            at += Arena.padded(s.bytes()) + 2 * guard;
            data.add(s.data());
        }
        return List.copyOf(data);
    }
}
