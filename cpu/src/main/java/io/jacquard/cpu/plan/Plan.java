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
import java.util.Optional;
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
        ProductItems products = new ProductItems(kernels);
        Lowering lowering = new Lowering(kernels, products, options.taps(), checks, watch);
        Optional<Signature> signature =
                watch.time("passes", () -> Signature.of(function, options, checks.guard()));
        Optional<Blueprint> known = signature.flatMap(Blueprints.SHARED::find);
        List<Unit> units;
        try {
            units =
                    known.map(b -> begun(b.units(), products))
                            .orElseGet(() -> decided(function, options, products, watch));
            units.forEach(lowering::lower);
        } catch (RuntimeException e) {
            lowering.items().forEach(Item::close);
            products.close();
            throw e;
        }
        return watch.time(
                "places",
                () -> {
                    Blueprint b = known.orElseGet(() -> placed(units, lowering, checks.guard()));
                    signature.ifPresent(s -> Blueprints.SHARED.keep(s, b));
                    return of(b, lowering, options, checks.guard());
                });
    }

    private static Plan of(Blueprint b, Lowering made, CompileOptions options, long guard) {
        List<Item> items = List.copyOf(made.items());
        long bytes = b.arenaBytes();
        Plan alone = new Plan(items, made.works(), bytes, 0, b.constants(), made.interpreted());
        // Guarded items run one after the other, so that each can be named.
        return guard > 0 ? alone.withScratch() : alone.bundled(options).withScratch();
    }

    private static List<Unit> begun(List<Unit> units, ProductItems products) {
        for (Unit u : units) {
            if (u instanceof Unit.Product p) {
                products.begin(p);
            }
        }
        return units;
    }

    private static List<Unit> decided(
            Function function, CompileOptions options, ProductItems products, Stopwatch watch) {
        Function f = watch.time("passes", () -> Rewrites.of(function));
        return watch.time("grouping", () -> units(f, options, products));
    }

    private static List<Unit> units(Function f, CompileOptions options, ProductItems products) {
        Set<Integer> donated = new HashSet<>();
        options.aliases().forEach(a -> donated.add(a.parameter()));
        Grouping grouping = Grouping.of(f, donated, products::begin);
        InPlace.join(grouping.units());
        Destinations.decide(grouping, f, options);
        return grouping.units();
    }

    private static Blueprint placed(List<Unit> units, Lowering lowering, long guard) {
        Set<Slot> arena = new LinkedHashSet<>();
        Set<Slot> constants = new LinkedHashSet<>();
        for (Item item : lowering.items()) {
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
        return new Blueprint(List.copyOf(units), bytes, data(constants, guard));
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
