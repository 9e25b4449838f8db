package io.jacquard.train.optimizer;

import io.jacquard.train.schedule.Schedule;

/// {@link Adam} with decoupled weight decay.
public final class AdamW {
    private AdamW() {}

    /// AdamW with PyTorch's weight decay of 0.01.
    ///
    /// @param rate learning rate, from 0
    public static Adam of(double rate) {
        return Adam.of(rate).withWeightDecay(0.01);
    }

    /// AdamW with a changing rate and PyTorch's weight decay of 0.01.
    public static Adam of(Schedule rate) {
        return Adam.of(rate).withWeightDecay(0.01);
    }
}
