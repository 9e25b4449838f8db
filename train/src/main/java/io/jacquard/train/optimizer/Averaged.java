package io.jacquard.train.optimizer;

import io.jacquard.ir.TensorType;
import io.jacquard.nn.Parameter;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/// An optimizer beside which a moving average of the parameters is kept: `average = decay average +
/// (1 - decay) w`, and `w` itself after the first step.
///
/// A trainer validates the averages, stops early by them, and leaves them in the model at the end
/// of `fit`; until then the model has the values that are trained.
///
/// Source: Polyak, Juditsky, *Acceleration of stochastic approximation by averaging*, 1992;
/// PyTorch's `AveragedModel` with `get_ema_multi_avg_fn`.
public final class Averaged implements Optimizer {
    /// Name of the state that has the average.
    public static final String SLOT = "average";

    private static final String SHARE = "average.share";

    private final Optimizer inner;
    private final OwnSlot own;
    private final double decay;

    private Averaged(Optimizer inner, double decay) {
        this.inner = inner;
        this.own = new OwnSlot(inner, SLOT);
        this.decay = decay;
    }

    /// An optimizer with averages.
    ///
    /// @param decay share of the old average, from 0 to less than 1, usually 0.999
    public static Averaged of(Optimizer optimizer, double decay) {
        return new Averaged(optimizer, Ranges.share(decay, "the decay of the average"));
    }

    @Override
    public List<String> slots() {
        return own.slots();
    }

    @Override
    public TensorType slotType(String slot, TensorType parameter) {
        return own.type(slot, parameter);
    }

    @Override
    public Map<String, LongToDoubleFunction> scalars() {
        Map<String, LongToDoubleFunction> all = new LinkedHashMap<>(inner.scalars());
        all.put(SHARE, step -> step == 0 ? 1 : 1 - decay);
        return all;
    }

    @Override
    public Next update(Current p, Map<String, Tensor> scalars) {
        Next next = inner.update(OwnSlot.inside(p, p.gradient()), scalars);
        Tensor share = Scalars.of(scalars, SHARE, p.value());
        Tensor average = OwnSlot.of(p);
        Tensor moved = average.add(next.value().sub(average).mul(share));
        List<Tensor> slots = new ArrayList<>(next.slots());
        slots.add(moved);
        return new Next(next.value(), slots);
    }

    @Override
    public List<Tensor> gradients(List<Tensor> gradients) {
        return inner.gradients(gradients);
    }

    @Override
    public Optimizer rule(Parameter parameter) {
        return new Averaged(inner.rule(parameter), decay);
    }

    @Override
    public void check(List<Parameter> parameters) {
        inner.check(parameters);
    }
}
