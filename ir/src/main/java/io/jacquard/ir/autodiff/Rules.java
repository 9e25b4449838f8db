package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.each;
import static io.jacquard.ir.autodiff.Rule.none;

import io.jacquard.ir.Composite;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Control;
import io.jacquard.ir.Creation;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Fft;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Windowed;

/// The rule of every operation, found by its family.
final class Rules {
    private Rules() {}

    static Rule of(Op op) {
        return switch (op) {
            case Creation _ -> none();
            case Elementwise e -> ElementwiseRules.of(e);
            case Shaping s -> ShapingRules.of(s);
            case Indexing i -> IndexingRules.of(i);
            case Fft f -> FftRule.of(f);
            case Ordering o -> OrderingRules.of(o);
            case Contraction c -> ContractionRules.of(c);
            case Reduction r -> ReductionRules.of(r);
            case Windowed w -> WindowedRules.of(w);
            case Composite c -> CompositeRules.of(c);
            case Marker.StopGradient _ -> none();
            case Marker.Tap _ -> each(p -> p.d());
            case Marker.OptimizationBarrier _ ->
                    Rule.any((p, i) -> p.d(p.forward().results().get(i)));
            case Control c -> ControlRules.of(c);
        };
    }
}
