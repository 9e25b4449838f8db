package io.jacquard.examples;

import java.util.Optional;

/// How near two curves of the same program on two devices must be.
///
/// Both devices compute in f32 but add in different orders, so from the first step on they differ
/// by roundings, some 1e-7 of the loss. Training makes such differences larger in jumps: where a
/// rectified unit lies on its kink, or a gradient is so near zero that Adam's division by its size
/// turns a rounding into a step, the two runs take different ways. The same happens between two
/// runs on one device whose weights differ by a rounding at the start. So the first steps are
/// compared tightly, which shows everything that is wrong with a program, its random streams or its
/// optimizer; what is allowed then grows by a factor a step up to a limit, which still shows a run
/// that loses its way later, through memory that is overwritten for example.
///
/// @param first steps that are compared tightly
/// @param growth factor a step from there on
/// @param most limit of the relative difference of a step's loss
/// @param accuracy limit of the difference of the accuracies, 0 to 1
record Closeness(int first, double growth, double most, double accuracy) {
    /// Relative difference of the loss in the first steps: some sixty roundings of f32.
    static final double TIGHT = 1e-5;

    /// The largest relative difference allowed.
    ///
    /// @param step from 1
    double allowed(int step) {
        return Math.min(most, TIGHT * Math.pow(growth, Math.max(0, step - first)));
    }

    /// The first thing that differs by too much; empty if nothing does.
    Optional<String> difference(Curve expected, Curve actual) {
        int steps = expected.losses().size();
        if (steps == 0 || actual.losses().size() != steps) {
            return Optional.of("%d and %d steps".formatted(steps, actual.losses().size()));
        }
        for (int step = 1; step <= steps; step++) {
            double a = expected.losses().get(step - 1);
            double b = actual.losses().get(step - 1);
            double seen = Math.abs(a - b) / Math.abs(a);
            if (!(seen <= allowed(step))) {
                return Optional.of(
                        "the losses of step %d are %s and %s, apart by %.1e, allowed is %.1e"
                                .formatted(step, a, b, seen, allowed(step)));
            }
        }
        if (!(Math.abs(expected.accuracy() - actual.accuracy()) <= accuracy)) {
            return Optional.of(
                    "the accuracies are %.4f and %.4f, allowed is a difference of %.4f"
                            .formatted(expected.accuracy(), actual.accuracy(), accuracy));
        }
        return Optional.empty();
    }
}
