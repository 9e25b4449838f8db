package io.jacquard.cpu.plan;

import io.jacquard.cpu.team.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Items of one phase each that do not disturb one another, run in one phase: so an item that is
/// the work of one thread has others beside it, and all share a barrier.
///
/// @param items the items, in order
record Bundle(List<Item> items) implements Item {
    /// A task of an item.
    private record Part(Phase phase, int task) {
        // Where it lies in its item, from 0 to 1.
        double position() {
            return (task + 0.5) / phase.tasks();
        }
    }

    @Override
    public List<Place> operands() {
        return items.stream().flatMap(i -> i.operands().stream()).toList();
    }

    @Override
    public List<Place> written() {
        return items.stream().flatMap(i -> i.written().stream()).toList();
    }

    @Override
    public void bind(long[] addresses) {
        int operands = operands().size();
        long scratch = wantsScratch() ? addresses[operands] : 0;
        int at = 0;
        for (Item item : items) {
            int size = item.operands().size();
            long[] own = new long[size + (item.wantsScratch() ? 1 : 0)];
            System.arraycopy(addresses, at, own, 0, size);
            if (item.wantsScratch()) {
                own[size] = scratch;
                scratch += Arena.padded(item.scratchBytes());
            }
            item.bind(own);
            at += size;
        }
    }

    // The members of a team begin with tasks that follow one another. So that each gets its share
    // of every item, the tasks are in the order of their positions.
    @Override
    public List<Phase> phases() {
        List<Part> parts = new ArrayList<>();
        for (Item item : items) {
            Phase phase = item.phases().getFirst();
            for (int t = 0; t < phase.tasks(); t++) {
                parts.add(new Part(phase, t));
            }
        }
        parts.sort(Comparator.comparingDouble(Part::position));
        Part[] all = parts.toArray(Part[]::new);
        return List.of(Phase.of(all.length, t -> all[t].phase.run(all[t].task)));
    }

    @Override
    public String kind() {
        return "together";
    }

    @Override
    public List<String> kinds() {
        return items.stream().flatMap(i -> i.kinds().stream()).toList();
    }

    @Override
    public String code() {
        return items.stream().map(Item::code).distinct().collect(Collectors.joining(", "));
    }

    @Override
    public boolean wantsScratch() {
        return items.stream().anyMatch(Item::wantsScratch);
    }

    @Override
    public long scratchBytes() {
        return items.stream().mapToLong(i -> Arena.padded(i.scratchBytes())).sum();
    }

    @Override
    public void close() {
        items.forEach(Item::close);
    }

    @Override
    public String toString() {
        return items.stream().map(Item::toString).collect(Collectors.joining("\n"));
    }
}
