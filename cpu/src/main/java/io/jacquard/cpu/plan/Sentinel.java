package io.jacquard.cpu.plan;

import io.jacquard.cpu.team.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Guards the memory of a plan while its items run: makes each block unwritten before its first
/// item, and looks at the canaries of all blocks in use after each item.
final class Sentinel {
    private final Plan plan;
    private final Memory memory;
    private final Checks checks;
    private final List<List<Block>> begins = new ArrayList<>();
    private final List<List<Block>> lives = new ArrayList<>();

    /// A block of the arena, and the items from the first to the last that use it.
    private record Block(Slot slot, int first, int last) {}

    Sentinel(Plan plan, Memory memory, Checks checks) {
        this.plan = plan;
        this.memory = memory;
        this.checks = checks;
        plan.items()
                .forEach(_ -> {
                    begins.add(new ArrayList<>());
                    lives.add(new ArrayList<>());
                });
        for (Block b : blocks(plan)) {
            begins.get(b.first).add(b);
            for (int i = b.first; i <= b.last; i++) {
                lives.get(i).add(b);
            }
        }
    }

    private static List<Block> blocks(Plan plan) {
        Map<Slot, Block> all = new LinkedHashMap<>();
        for (int i = 0; i < plan.items().size(); i++) {
            for (Place p : plan.items().get(i).operands()) {
                Slot home = p.slot().home();
                if (!home.isArgument() && !home.isResult() && !home.isConstant()) {
                    all.merge(
                            home,
                            new Block(home, i, i),
                            (known, now) -> new Block(home, known.first, now.last));
                }
            }
        }
        return List.copyOf(all.values());
    }

    /// What runs an item and guards the memory around it.
    Consumer<Turn> guarded(int index) {
        Item item = plan.items().get(index);
        List<Consumer<Turn>> steps = item.work();
        Object named = new Named(index);
        return turn -> {
            begin(index, item);
            steps.forEach(step -> step.accept(turn));
            check(index, item, named);
        };
    }

    private void begin(int index, Item item) {
        for (Block b : begins.get(index)) {
            Canary.clear(memory.address(b.slot), b.slot.bytes());
            Canary.plant(memory.address(b.slot), b.slot.bytes());
        }
        Canary.clear(memory.scratch(), item.scratchBytes());
        Canary.plant(memory.scratch(), item.scratchBytes());
    }

    private void check(int index, Item item, Object named) {
        for (Block b : lives.get(index)) {
            long address = memory.address(b.slot);
            if (Canary.damage(address, b.slot.bytes()).isPresent()) {
                Checks.require(named, text(b), address, b.slot.bytes());
            }
        }
        Checks.require(named, "the scratch memory", memory.scratch(), item.scratchBytes());
        memory.checkConstants(named);
        item.check(named);
        checks.outside().accept(named);
    }

    private String text(Block b) {
        return "a block of %d bytes that %s writes first"
                .formatted(b.slot.bytes(), new Named(b.first));
    }

    /// An item in messages.
    private final class Named {
        private final int index;

        Named(int index) {
            this.index = index;
        }

        @Override
        public String toString() {
            Work work = plan.works().get(index).get();
            String kind = work.kind(plan.items().get(index).kind());
            String where = work.source().isEmpty() ? "" : ", at " + work.source();
            return "item %d, %s %s%s,".formatted(index + 1, kind, work.name(), where);
        }
    }
}
