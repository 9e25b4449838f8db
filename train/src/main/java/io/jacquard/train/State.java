package io.jacquard.train;

import io.jacquard.data.Column;
import io.jacquard.data.Role;
import io.jacquard.data.Schema;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Parameter;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import io.jacquard.train.optimizer.Averaged;
import io.jacquard.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that a training step reads and changes, and where in the data training is.
final class State implements AutoCloseable {
    private final Task task;
    private final TensorType predictions;
    private final Map<String, Array> slots = new LinkedHashMap<>();
    private final Map<String, Array> sums = new LinkedHashMap<>();
    private long step;
    private int epoch;
    private int position;

    private State(Task task, Schema schema, int size) {
        this.task = task;
        this.predictions = predictions(task, schema, size);
        for (TensorType t : task.sums(predictions)) {
            sums.put("sums." + sums.size(), new Array(task.model().device().allocate(t)));
        }
    }

    /// What a training changes: the optimizer's state and the sums.
    static State ofTraining(Task task, Schema schema, int size) {
        State made = new State(task, schema, size);
        made.addSlots(task.model().device());
        return made;
    }

    /// What an evaluation changes: the sums.
    static State ofEvaluation(Task task, Schema schema, int size) {
        return new State(task, schema, size);
    }

    private void addSlots(Device device) {
        task.optimizer().check(task.trainable());
        for (Parameter p : task.trainable()) {
            Optimizer rule = task.optimizer().rule(p);
            for (String slot : rule.slots()) {
                slots.put(
                        slotName(slot, p),
                        new Array(device.allocate(rule.slotType(slot, p.type()))));
            }
        }
        if (task.model().policy().scalesLoss()) {
            LossScale.initial().forEach((name, l) -> slots.put(name, Array.of(device, l)));
        }
    }

    private static String slotName(String slot, Parameter p) {
        return "optimizer." + slot + "." + p.name();
    }

    /// The averages that the optimizer keeps, by the parameters' names; empty if it keeps none.
    Map<String, Literal> averages() {
        Map<String, Literal> all = new LinkedHashMap<>();
        for (Parameter p : task.trainable()) {
            Array average = slots.get(slotName(Averaged.SLOT, p));
            if (average != null) {
                all.put(p.name(), average.literal());
            }
        }
        return all;
    }

    // The type of a batch's first output, by tracing the model once.
    private static TensorType predictions(Task task, Schema schema, int size) {
        return Trace.of(
                        "shapes",
                        Mode.INFERENCE,
                        t -> {
                            task.model().bind(t);
                            Tensors features = Tensors.none();
                            for (Column c : schema.columns()) {
                                if (c.role() == Role.FEATURE) {
                                    features =
                                            features.and(
                                                    c.name(), t.input(c.name(), c.batched(size)));
                                }
                            }
                            return List.of(
                                    task.model().network().apply(features).list().getFirst());
                        })
                .function()
                .resultTypes()
                .getFirst();
    }

    Map<String, Array> slots() {
        return slots;
    }

    Map<String, Array> sums() {
        return sums;
    }

    /// The arrays that a step of a mode takes, in order.
    List<Array> arrays(Mode mode) {
        List<Array> all = new ArrayList<>();
        task.model().parameters().forEach(p -> all.add(task.model().array(p)));
        if (mode == Mode.TRAINING) {
            all.addAll(slots.values());
        }
        all.addAll(sums.values());
        return all;
    }

    /// Bytes of the device's memory that the optimizer's state takes.
    long slotBytes() {
        return bytes(slots.values());
    }

    /// Bytes of the device's memory that the sums take.
    long sumBytes() {
        return bytes(sums.values());
    }

    private static long bytes(Collection<Array> arrays) {
        return arrays.stream().mapToLong(a -> a.buffer().heldBytes()).sum();
    }

    /// Everything by name, for saving and going back.
    Map<String, Array> named() {
        Map<String, Array> all = new LinkedHashMap<>();
        task.model().parameters().forEach(p -> all.put("model." + p.name(), task.model().array(p)));
        all.putAll(slots);
        all.putAll(sums);
        return all;
    }

    long step() {
        return step;
    }

    int epoch() {
        return epoch;
    }

    int position() {
        return position;
    }

    void moveTo(long newStep, int newEpoch, int newPosition) {
        step = newStep;
        epoch = newEpoch;
        position = newPosition;
    }

    void stepDone() {
        step++;
        position++;
    }

    void epochDone() {
        epoch++;
        position = 0;
    }

    void clearSums() {
        sums.values().forEach(a -> a.buffer().write(Literal.zeros(a.type()).segment()));
    }

    /// The sum of losses divided by the number of examples so far.
    double meanLoss() {
        var it = sums.values().iterator();
        double loss = it.next().literal().get(0);
        return loss / it.next().literal().get(0);
    }

    Report report() {
        return task.report(sums.values().stream().map(Array::literal).toList(), predictions);
    }

    /// A copy of everything on the host.
    Snapshot snapshot() {
        Map<String, Literal> copies = new LinkedHashMap<>();
        named().forEach((name, a) -> copies.put(name, a.literal()));
        return new Snapshot(copies, step, epoch, position);
    }

    /// Goes back to a copy.
    ///
    /// @throws TrainingException if it is of another model, optimizer or metrics
    void restore(Snapshot s) {
        Map<String, Array> all = named();
        if (!all.keySet().equals(s.arrays().keySet())) {
            throw new TrainingException(
                    "the checkpoint is of another model or optimizer\n  it has %s\n  expected %s"
                            .formatted(s.arrays().keySet(), all.keySet()));
        }
        all.forEach((name, array) -> {
            Literal saved = s.array(name);
            if (!saved.type().equals(array.type())) {
                throw new TrainingException(
                        "the checkpoint's %s is %s, expected %s"
                                .formatted(name, saved.type(), array.type()));
            }
        });
        all.forEach((name, array) -> array.buffer().write(s.array(name).segment()));
        moveTo(s.step(), s.epoch(), s.position());
    }

    @Override
    public void close() {
        slots.values().forEach(Array::close);
        sums.values().forEach(Array::close);
    }
}
