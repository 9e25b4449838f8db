package io.jacquard.ir.batching;

import io.jacquard.ir.Control;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// The rule of scan: a scan of as many steps, each over all examples. A carry is stacked if it
/// starts so or a step makes it so.
///
/// @param b the batch
/// @param op the scan of one example
record ScanRule(Batch b, Control.Scan op) {
    List<Batched> of(List<Batched> operands) {
        List<Boolean> given = Body.stacked(operands);
        Body body = body(given);
        List<Boolean> carries = given.subList(0, op.carries());
        while (!carries.equals(body.stacked().subList(0, op.carries()))) {
            carries = body.stacked().subList(0, op.carries());
            List<Boolean> more = new ArrayList<>(carries);
            more.addAll(given.subList(op.carries(), given.size()));
            given = more;
            body = body(given);
        }
        return made(body, arguments(operands, given));
    }

    private Body body(List<Boolean> given) {
        List<Boolean> wanted = new ArrayList<>(given.subList(0, op.carries()));
        wanted.addAll(Body.all(false, op.body().results().size() - op.carries()));
        return Body.of(op.body(), b.size(), given, wanted);
    }

    private List<Value> arguments(List<Batched> operands, List<Boolean> stacked) {
        List<Value> made = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Batched x = operands.get(i);
            boolean sequence = i >= op.carries() && i < op.carries() + op.sequences();
            Value value = stacked.get(i) ? b.stack(x) : x.value();
            made.add(sequence && stacked.get(i) ? b.moved(value, 0, 1) : value);
        }
        return made;
    }

    private List<Batched> made(Body body, List<Value> arguments) {
        Control.Scan all =
                new Control.Scan(
                        body.function(), op.carries(), op.sequences(), op.length(), op.reverse());
        List<Batched> results = new ArrayList<>();
        for (Value r : b.builder().append(all, arguments).results()) {
            boolean stacked = body.stacked().get(results.size());
            boolean output = results.size() >= op.carries();
            results.add(new Batched(stacked && output ? b.moved(r, 1, 0) : r, stacked));
        }
        return results;
    }
}
