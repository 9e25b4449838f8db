package io.jacquard.ir.batching;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Op;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// An operation run once an example: a scan over the stacked operands.
final class Loop {
    private Loop() {}

    static List<Batched> of(Batch batch, Op op, List<Batched> operands) {
        List<Integer> order =
                IntStream.range(0, operands.size())
                        .boxed()
                        .sorted((i, j) -> rank(operands.get(i)) - rank(operands.get(j)))
                        .toList();
        List<Batched> given = order.stream().map(operands::get).toList();
        Builder b = new Builder(op.name());
        List<Value> parameters = Single.parameters(b, given);
        List<Value> arguments = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            arguments.add(parameters.get(order.indexOf(i)));
        }
        int sequences = (int) operands.stream().filter(Batched::stacked).count();
        Control.Scan scan =
                new Control.Scan(
                        b.build(b.append(op, arguments).results()),
                        0,
                        sequences,
                        batch.size(),
                        false);
        return batch.stacked(scan, given.stream().map(Batched::value).toList());
    }

    // Sequences before constants.
    private static int rank(Batched x) {
        return x.stacked() ? 0 : 1;
    }
}
