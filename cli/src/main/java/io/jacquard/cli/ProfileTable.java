package io.jacquard.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The items of a step as lines of text.
final class ProfileTable {
    private static final int MOST_ROWS = 40;
    private static final double BUSY = 1.5;
    private static final int NAME = 46;
    private static final int SOURCE = 26;
    private static final String HEADER =
            "%4s %-11s %-46s %-26s %9s %6s %8s %8s %7s %7s %5s %5s %s"
                    .formatted(
                            "item",
                            "kind",
                            "what",
                            "layer or line",
                            "us",
                            "share",
                            "MB",
                            "Mflop",
                            "GF/s",
                            "GB/s",
                            "roof",
                            "wait",
                            "why");

    private final StepProfile profile;
    private final Ceiling ceiling;

    ProfileTable(StepProfile profile, Ceiling ceiling) {
        this.profile = profile;
        this.ceiling = ceiling;
    }

    /// The lines: the longest items, the kinds, and what the parts make of the whole.
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        List<StepProfile.Row> all = profile.longestFirst();
        all.stream().limit(MOST_ROWS).forEach(r -> lines.add(line(r)));
        if (all.size() > MOST_ROWS) {
            double rest = all.stream().skip(MOST_ROWS).mapToDouble(StepProfile.Row::micros).sum();
            lines.add(
                    "     and %d more, %.1f us together; --json has them all"
                            .formatted(all.size() - MOST_ROWS, rest));
        }
        lines.add("");
        lines.add(kinds());
        lines.addAll(whole());
        lines.addAll(limits());
        return lines;
    }

    private String kinds() {
        return profile.kinds().entrySet().stream()
                .map(e ->
                        "%s %.1f us (%.0f %%)"
                                .formatted(
                                        e.getKey(),
                                        e.getValue(),
                                        100 * e.getValue() / profile.parts()))
                .collect(Collectors.joining(", ", "by kind: ", ""));
    }

    private List<String> whole() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "a whole step takes %.1f us (the fastest %.1f); its %d items %.1f us together (%.1f %% of it), measured in other steps whose clocks make them %.1f us"
                        .formatted(
                                profile.whole(),
                                profile.fastest(),
                                profile.rows().size(),
                                profile.parts(),
                                100 * profile.parts() / profile.whole(),
                                profile.clocked()));
        lines.add(waits());
        lines.add(
                "between items %.1f us were lost; between two steps the program did other things for %.1f us"
                        .formatted(profile.between(), profile.outside()));
        if (profile.whole() > BUSY * profile.fastest()) {
            lines.add(
                    "other work used the machine: half of the steps took %.1f times the fastest or more; measure again when it is quiet"
                            .formatted(profile.whole() / profile.fastest()));
        }
        return lines;
    }

    private String waits() {
        double few = profile.waiting(StepProfile.Waits::few);
        double late = profile.waiting(StepProfile.Waits::late);
        double uneven = profile.waiting(StepProfile.Waits::uneven);
        double rest = Math.max(0, profile.waiting() - few - late - uneven);
        return "within items %d %s waited %.0f %% of the time: %.0f %% for want of tasks (few), %.0f %% asleep or off their core (late), %.0f %% for slower threads (uneven), %.0f %% before and after tasks (ends)"
                .formatted(
                        profile.threads(),
                        profile.threads() == 1 ? "thread" : "threads",
                        100 * profile.waiting(),
                        100 * few,
                        100 * late,
                        100 * uneven,
                        100 * rest);
    }

    private List<String> limits() {
        double least = profile.least(ceiling);
        return List.of(
                "the machine could do the items in %.1f us; the step takes %.2f times that"
                        .formatted(least, profile.whole() / least),
                ceiling.bandwidths().entrySet().stream()
                        .map(e -> "%.0f in %s".formatted(e.getValue(), size(e.getKey())))
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "roofs of this run: %.0f GF/s f32; GB/s "
                                                .formatted(ceiling.gigaflops()),
                                        "")));
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
    }

    private String line(StepProfile.Row r) {
        var cost = r.item().cost();
        double all = profile.threads() * r.micros();
        double waited = Math.max(0, all - r.busy());
        return "%4d %-11s %-46s %-26s %9.1f %5.1f%% %8.3f %8.2f %7s %7.1f %4.0f%% %4.0f%% %s"
                .formatted(
                        r.number(),
                        r.item().kind(),
                        cut(r.item().name(), NAME),
                        cut(r.item().source(), SOURCE),
                        r.micros(),
                        100 * r.micros() / profile.parts(),
                        cost.bytes() / 1e6,
                        cost.operations() / 1e6,
                        cost.operations() == 0 ? "-" : "%.1f".formatted(r.gigaflops()),
                        r.bandwidth(),
                        100 * ceiling.leastMicros(cost) / r.micros(),
                        100 * waited / all,
                        r.waits().word(waited, all));
    }

    /// A text of at most so many characters.
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
