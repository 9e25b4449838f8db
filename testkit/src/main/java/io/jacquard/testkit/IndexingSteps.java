package io.jacquard.testkit;

import io.jacquard.ir.GatherDimensions;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Indexing.Gather;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.ScatterDimensions;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Steps of random graphs that read or write at computed positions.
///
/// @param maker where to append
/// @param positions small integers in one axis, some outside of any array
record IndexingSteps(GraphMaker maker, Value positions) {
    void step(Value x) {
        switch (maker.random.nextInt(4)) {
            case 0 -> slice(x);
            case 1 -> gather(x);
            case 2 -> scatter(x);
            default -> update(x);
        }
    }

    private void slice(Value x) {
        TensorType t = x.type();
        IntList sizes = IntList.generate(t.rank(), i -> maker.between(0, t.shape().size(i)));
        List<Value> operands = new ArrayList<>(List.of(x));
        operands.addAll(starts(t.rank()));
        maker.add(new Indexing.DynamicSlice(sizes), operands.toArray(Value[]::new));
    }

    private void update(Value x) {
        TensorType t = x.type();
        Value box = maker.pick(o -> o.rank() == t.rank() && o.dtype() == t.dtype(), x);
        List<Value> operands = new ArrayList<>(List.of(x, box));
        operands.addAll(starts(t.rank()));
        maker.add(new Indexing.DynamicUpdateSlice(), operands.toArray(Value[]::new));
    }

    private void gather(Value x) {
        TensorType t = x.type();
        if (t.rank() > 0) {
            int axis = maker.random.nextInt(t.rank());
            maker.add(Gather.along(t.shape(), axis, 1), x, indices());
            maker.add(windows(t), x, indices());
        }
    }

    // Windows of any size that start along the first axis.
    private Gather windows(TensorType t) {
        int rank = t.rank();
        IntList none = IntList.of();
        IntList sizes = IntList.generate(rank, i -> maker.between(0, t.shape().size(i)));
        IntList behind = IntList.range(1, rank + 1);
        IntList first = IntList.of(0);
        return new Gather(new GatherDimensions(behind, none, none, none, first, 1), sizes, false);
    }

    private void scatter(Value x) {
        TensorType t = x.type();
        if (t.rank() == 0 || t.shape().size(0) == 0) {
            return;
        }
        Update how = maker.oneOf(List.of(Update.values()));
        Gather read = maker.random.nextBoolean() ? Gather.along(t.shape(), 0, 1) : windows(t);
        Value at = indices();
        TensorType updates = read.infer(List.of(t, at.type())).getFirst();
        Value by = maker.pick(updates::equals, x);
        if (!by.type().equals(updates)) {
            maker.add(read, x, at);
            by = maker.pick(updates::equals, x);
        }
        ScatterDimensions d = ScatterDimensions.of(read.dimensionNumbers());
        maker.add(new Scatter(how, d, false, false), x, at, by);
    }

    private Value indices() {
        int end = maker.between(0, positions.type().shape().elements());
        return maker.builder.add(Shaping.sliceOf(positions.type().shape(), 0, 0, end), positions);
    }

    private List<Value> starts(int count) {
        List<Value> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = maker.between(0, positions.type().shape().elements() - 1);
            Value one =
                    maker.builder.add(
                            Shaping.sliceOf(positions.type().shape(), 0, at, at + 1), positions);
            starts.add(maker.builder.add(new Shaping.Reshape(Shape.SCALAR), one));
        }
        return starts;
    }
}
