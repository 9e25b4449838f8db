package io.jacquard.train.optimizer;

import io.jacquard.ir.TensorType;
import io.jacquard.nn.Parameter;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/// An optimizer that is asked once in so many batches, with the mean of their gradients: for
/// batches that are larger than the memory.
///
/// It walks as with one batch of them all, up to rounding, where batches are of one size and no
/// layer looks at the whole batch (batch normalization does). Give it what clips and averages, so
/// that those see the mean of the gradients too. A step of the schedule is an update here. Batches
/// whose number does not make an update at the end of an epoch count for the next one.
///
/// {@snippet file="io/jacquard/train/SnippetsTest.java" region="groups"}
public final class Accumulated implements Optimizer {
    private static final String SLOT = "accumulated";
    private static final String DUE = "accumulated.due";

    private final Optimizer inner;
    private final OwnSlot own;
    private final int batches;

    private Accumulated(Optimizer inner, int batches) {
        this.inner = inner;
        this.own = new OwnSlot(inner, SLOT);
        this.batches = batches;
    }

    /// An optimizer that is asked once in so many batches.
    ///
    /// @param batches from 1
    public static Accumulated of(Optimizer optimizer, int batches) {
        if (batches < 1) {
            throw new IllegalArgumentException(
                    "an update takes 1 batch or more, got %d".formatted(batches));
        }
        return new Accumulated(optimizer, batches);
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
        Map<String, LongToDoubleFunction> all = new LinkedHashMap<>();
        inner.scalars()
                .forEach((name, f) -> all.put(name, step -> f.applyAsDouble(step / batches)));
        all.put(DUE, step -> (step + 1) % batches == 0 ? 1 : 0);
        return all;
    }

    @Override
    public Next update(Current parameter, Map<String, Tensor> scalars) {
        Current summed = summed(parameter);
        return chosen(parameter, summed, inner.update(summed, scalars), scalars);
    }

    @Override
    public List<Next> step(
            List<Parameter> parameters, List<Current> before, Map<String, Tensor> scalars) {
        List<Current> summed = before.stream().map(this::summed).toList();
        List<Next> updated = inner.step(parameters, summed, scalars);
        List<Next> all = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            all.add(chosen(before.get(i), summed.get(i), updated.get(i), scalars));
        }
        return all;
    }

    /// What the inner optimizer would see: the mean of the gradients so far.
    private Current summed(Current p) {
        return OwnSlot.inside(p, OwnSlot.of(p).add(p.gradient().div(batches)));
    }

    /// The update if it is due, else the parameter as it was and the sum.
    private static Next chosen(
            Current before, Current summed, Next updated, Map<String, Tensor> scalars) {
        Tensor due = Scalars.of(scalars, DUE, before.value()).gt(0.5);
        List<Tensor> slots = new ArrayList<>();
        for (int i = 0; i < summed.slots().size(); i++) {
            slots.add(due.where(updated.slots().get(i), summed.slots().get(i)));
        }
        Tensor sum = summed.gradient();
        slots.add(due.where(sum.like(0), sum));
        return new Next(due.where(updated.value(), before.value()), slots);
    }

    @Override
    public Optimizer rule(Parameter parameter) {
        return new Accumulated(inner.rule(parameter), batches);
    }

    @Override
    public void check(List<Parameter> parameters) {
        inner.check(parameters);
    }
}
