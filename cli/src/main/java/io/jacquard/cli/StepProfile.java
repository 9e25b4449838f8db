package io.jacquard.cli;

import io.jacquard.runtime.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// The items of a training step with their median times over some steps.
///
/// @param threads how many threads ran it
/// @param whole microseconds of a whole step without clocks inside, the median
/// @param fastest microseconds of the fastest of them
/// @param clocked microseconds of a step with them, the median
/// @param between microseconds of such a step in which no item ran, the median
/// @param outside microseconds between two steps, in which the program did other things, the median
/// @param rows the items in the order in which they run
record StepProfile(
        int threads,
        double whole,
        double fastest,
        double clocked,
        double between,
        double outside,
        List<Row> rows) {
    /// An item.
    ///
    /// @param number its place in the order, from 1
    /// @param item what it is; its times are those of one step
    /// @param micros microseconds, the median
    /// @param busy microseconds that threads worked, added up, the median
    /// @param waits microseconds that threads waited for each cause, means of the middle half
    record Row(int number, Profile.Item item, double micros, double busy, Waits waits) {
        /// 10^9 operations a second.
        double gigaflops() {
            return item.cost().operations() / micros / 1e3;
        }

        /// 10^9 bytes a second.
        double bandwidth() {
            return item.cost().bytes() / micros / 1e3;
        }
    }

    /// Why threads waited, in microseconds added up over the threads.
    ///
    /// @param few there was no task for them
    /// @param late they slept when a phase began, or other work had their core
    /// @param uneven others had more to do
    record Waits(double few, double late, double uneven) {
        // Medians would not add up where a thread is late in every other step.
        private static Waits of(List<Profile> profiles, int item) {
            List<Profile.Time> times =
                    profiles.stream().map(p -> p.items().get(item).time()).toList();
            List<Profile.Waits> middle =
                    times.stream()
                            .sorted(Comparator.comparingLong(Profile.Time::nanos))
                            .skip(times.size() / 4)
                            .limit((times.size() + 1) / 2)
                            .map(Profile.Time::waits)
                            .toList();
            return new Waits(
                    mean(middle, Profile.Waits::few),
                    mean(middle, Profile.Waits::late),
                    mean(middle, Profile.Waits::uneven));
        }

        private static double mean(List<Profile.Waits> waits, ToLongFunction<Profile.Waits> nanos) {
            return waits.stream().mapToLong(nanos).average().orElse(0) / 1e3;
        }

        /// The greatest cause, `ends` being what no cause explains, and a dash where threads waited
        /// for less than a twentieth of their time.
        String word(double waited, double all) {
            if (waited < all / 20) {
                return "-";
            }
            double rest = waited - few - late - uneven;
            double most = Math.max(Math.max(few, late), Math.max(uneven, rest));
            return most == few ? "few" : most == late ? "late" : most == uneven ? "uneven" : "ends";
        }
    }

    static StepProfile of(StepWatch watch) {
        List<Profile> profiles = watch.profiles();
        Profile first = profiles.getFirst();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < first.items().size(); i++) {
            int at = i;
            rows.add(
                    new Row(
                            i + 1,
                            first.items().get(i),
                            median(profiles, p -> p.items().get(at).time().nanos()),
                            median(profiles, p -> p.items().get(at).time().busyNanos()),
                            Waits.of(profiles, at)));
        }
        return new StepProfile(
                first.threads(),
                median(watch.wholes()),
                Collections.min(watch.wholes()),
                median(profiles, Profile::nanos),
                median(profiles, StepProfile::outsideItems),
                median(watch.outside()),
                List.copyOf(rows));
    }

    private static long outsideItems(Profile p) {
        return p.nanos() - p.items().stream().mapToLong(i -> i.time().nanos()).sum();
    }

    private static double median(List<Profile> profiles, ToLongFunction<Profile> nanos) {
        return median(profiles.stream().map(p -> nanos.applyAsLong(p) / 1e3).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    /// Microseconds of all items.
    double parts() {
        return rows.stream().mapToDouble(Row::micros).sum();
    }

    /// The share of the threads' time within items that they waited: for each other, or because an
    /// item is the work of one.
    double waiting() {
        double busy = rows.stream().mapToDouble(Row::busy).sum();
        return Math.max(0, 1 - busy / (threads * parts()));
    }

    /// The share of the threads' time within items that they waited for a cause.
    double waiting(ToDoubleFunction<Waits> cause) {
        double waited = rows.stream().mapToDouble(r -> cause.applyAsDouble(r.waits)).sum();
        return waited / (threads * parts());
    }

    /// The rows that take the most time first.
    List<Row> longestFirst() {
        return rows.stream().sorted(Comparator.comparingDouble(Row::micros).reversed()).toList();
    }

    /// Microseconds of each kind of item, the most first.
    Map<String, Double> kinds() {
        Map<String, Double> sums = new LinkedHashMap<>();
        longestFirst().forEach(r -> sums.merge(r.item().kind(), r.micros(), Double::sum));
        Map<String, Double> sorted = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    /// Microseconds in which the machine could do all items one after the other.
    double least(Ceiling ceiling) {
        return rows.stream().mapToDouble(r -> ceiling.leastMicros(r.item().cost())).sum();
    }

    /// Its numbers by name.
    Map<String, Object> tree(Ceiling ceiling) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("threads", threads);
        tree.put("step_us", whole);
        tree.put("fastest_us", fastest);
        tree.put("clocked_us", clocked);
        tree.put("between_us", between);
        tree.put("parts_us", parts());
        tree.put("limit_us", least(ceiling));
        tree.put("outside_us", outside);
        tree.put("waiting", waiting());
        tree.put("waiting_few", waiting(Waits::few));
        tree.put("waiting_late", waiting(Waits::late));
        tree.put("waiting_uneven", waiting(Waits::uneven));
        tree.put("kinds_us", kinds());
        tree.put("items", rows.stream().map(r -> tree(r, ceiling)).toList());
        return tree;
    }

    private Map<String, Object> tree(Row r, Ceiling ceiling) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("number", r.number());
        tree.put("kind", r.item().kind());
        tree.put("name", r.item().name());
        tree.put("source", r.item().source());
        tree.put("code", r.item().code());
        tree.put("us", r.micros());
        tree.put("busy_us", r.busy());
        tree.put("few_us", r.waits().few());
        tree.put("late_us", r.waits().late());
        tree.put("uneven_us", r.waits().uneven());
        tree.put("share", r.micros() / parts());
        tree.put("bytes", r.item().cost().bytes());
        tree.put("operations", r.item().cost().operations());
        tree.put("gflops", r.gigaflops());
        tree.put("gigabytes_per_second", r.bandwidth());
        tree.put("roof", ceiling.leastMicros(r.item().cost()) / r.micros());
        return tree;
    }
}
