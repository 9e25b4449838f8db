package io.jacquard.cpu.plan;

import io.jacquard.cpu.team.TimedTurn;
import io.jacquard.cpu.team.Turn;
import io.jacquard.runtime.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Measures an item.
final class Gauge {
    private final Item item;
    private final Supplier<Work> described;
    private final List<Consumer<Turn>> steps;
    private Profile.Time time = Profile.Time.NONE;
    private long runs;

    /// @param described what the item computes
    Gauge(Item item, Supplier<Work> described) {
        this.item = item;
        this.described = described;
        this.steps = item.work();
    }

    /// Runs the item.
    void run(Turn turn) {
        TimedTurn timed = new TimedTurn(turn);
        long start = System.nanoTime();
        for (Consumer<Turn> step : steps) {
            step.accept(timed);
        }
        long taken = System.nanoTime() - start;
        Profile.Waits waits =
                new Profile.Waits(timed.fewNanos(), timed.lateNanos(), timed.unevenNanos());
        time = time.plus(new Profile.Time(taken, timed.busyNanos(), waits));
        runs++;
    }

    /// The item without those inside it, then these.
    List<Profile.Item> items() {
        Work work = described.get();
        List<Profile.Item> inside = new ArrayList<>();
        Profile.Time own = time;
        for (Gauge g : item.routines().stream().flatMap(r -> r.gauges().stream()).toList()) {
            own = own.minus(g.time);
            inside.addAll(g.items());
        }
        Profile.Cost cost = new Profile.Cost(item.touchedBytes(), work.operations()).times(runs);
        Profile.Item mine =
                new Profile.Item(
                        work.kind(item.kind()), work.name(), work.source(), item.code(), cost, own);
        return Stream.concat(
                        Stream.of(mine),
                        inside.stream().map(i -> in(work.name().split(" ", 2)[0], i)))
                .toList();
    }

    private static Profile.Item in(String outer, Profile.Item i) {
        return new Profile.Item(
                i.kind(), outer + ": " + i.name(), i.source(), i.code(), i.cost(), i.time());
    }
}
