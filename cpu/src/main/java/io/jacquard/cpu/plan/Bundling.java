package io.jacquard.cpu.plan;

import io.jacquard.runtime.CompileOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Makes bundles of neighboring items where the memory of none is written by another. The places in
/// the arena must be known: what two values take turns in is one memory.
final class Bundling {
    private final List<CompileOptions.Alias> aliases;
    private final List<Item> items = new ArrayList<>();
    private final List<Supplier<Work>> works = new ArrayList<>();
    private final List<Item> open = new ArrayList<>();
    private final List<Supplier<Work>> openWorks = new ArrayList<>();

    private Bundling(List<CompileOptions.Alias> aliases) {
        this.aliases = aliases;
    }

    /// Bundles items.
    ///
    /// @param aliases which results lie in the memory of an argument
    static Bundling of(
            List<Item> items, List<Supplier<Work>> works, List<CompileOptions.Alias> aliases) {
        Bundling made = new Bundling(aliases);
        for (int i = 0; i < items.size(); i++) {
            made.add(items.get(i), works.get(i));
        }
        made.end();
        return made;
    }

    /// What runs, in order.
    List<Item> items() {
        return List.copyOf(items);
    }

    /// What each computes.
    List<Supplier<Work>> works() {
        return List.copyOf(works);
    }

    private void add(Item item, Supplier<Work> work) {
        if (!item.isBundled() || !open.stream().allMatch(o -> mayRunBeside(o, item))) {
            end();
        }
        open.add(item);
        openWorks.add(work);
        if (!item.isBundled()) {
            end();
        }
    }

    private void end() {
        if (open.size() == 1) {
            items.add(open.getFirst());
            works.add(openWorks.getFirst());
        } else if (open.size() > 1) {
            List<Supplier<Work>> all = List.copyOf(openWorks);
            items.add(new Bundle(List.copyOf(open)));
            works.add(() -> Work.together(all.stream().map(Supplier::get).toList()));
        }
        open.clear();
        openWorks.clear();
    }

    private boolean mayRunBeside(Item a, Item b) {
        return areApart(a.written(), b.operands()) && areApart(b.written(), a.operands());
    }

    private boolean areApart(List<Place> some, List<Place> others) {
        return some.stream()
                .noneMatch(
                        p -> others.stream().anyMatch(o -> meet(p.slot().home(), o.slot().home())));
    }

    private boolean meet(Slot a, Slot b) {
        if (a == b) {
            return true;
        }
        if (a.isConstant() || b.isConstant() || isOutside(a) != isOutside(b)) {
            return false;
        }
        if (!isOutside(a)) {
            return a.offset() < b.offset() + b.bytes() && b.offset() < a.offset() + a.bytes();
        }
        return isDonated(a, b) || isDonated(b, a);
    }

    private static boolean isOutside(Slot s) {
        return s.isArgument() || s.isResult();
    }

    private boolean isDonated(Slot argument, Slot result) {
        return argument.isArgument()
                && result.isResult()
                && aliases.contains(new CompileOptions.Alias(argument.argument(), result.result()));
    }
}
