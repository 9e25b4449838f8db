package io.jacquard.cpu.winograd;

import io.jacquard.cpu.onednn.Matmul;
import io.jacquard.cpu.onednn.MovingMatmul;
import io.jacquard.cpu.onednn.PostOp;
import java.util.Set;

/// Products of which the first begins a sum and the others add to it.
final class SummedProducts implements AutoCloseable {
    private final MovingMatmul first;
    private final MovingMatmul next;

    /// @param lanes how many sums may be made at the same time
    SummedProducts(Matmul.Spec product, int lanes) {
        this.first = new MovingMatmul(product, lanes);
        this.next = new MovingMatmul(product.then(new PostOp.Sum(1)), lanes);
    }

    long scratchBytes() {
        return Math.max(first.scratchBytes(), next.scratchBytes());
    }

    MovingMatmul at(boolean begins) {
        return begins ? first : next;
    }

    Set<String> implementations() {
        return Set.of(first.implementation());
    }

    @Override
    public void close() {
        first.close();
        next.close();
    }
}
