package io.jacquard.pjrt;

import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Ordering;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Executable;
import java.util.List;

/// A process that asks XLA's CPU for more memory than its limit lets it have, and goes on.
final class LittleMemory {
    private static final TensorType ROW = TensorType.of(DType.F64, 1_000_000);
    private static final TensorType HUGE = TensorType.of(DType.F64, 2000, 1_000_000);

    private LittleMemory() {}

    static void main() {
        try (Device device = Device.open("xla:cpu");
                Buffer held = device.allocate(TensorType.of(DType.F32, 1000, 10))) {
            device.allocate(ROW.with(Shape.of(7)));
            held.literal();
            fails(() -> run(device, sorted(), device.allocate(ROW)));
            fails(() -> run(device, firstRow(), device.allocate(HUGE)));
            IO.println("goes on: " + held.literal().get(0));
        }
    }

    private static void fails(Runnable task) {
        try {
            task.run();
            IO.println("does not fail");
        } catch (DeviceException e) {
            IO.println(e.getMessage());
        }
    }

    private static void run(Device device, Function f, Buffer argument) {
        try (argument;
                Executable e = device.compile(f, CompileOptions.standard());
                Buffer result = device.allocate(f.resultTypes().getFirst())) {
            e.run(List.of(argument), List.of(result));
            result.literal();
        }
    }

    // Needs the whole array between its argument and its result.
    private static Function sorted() {
        Builder b = new Builder("sorted");
        Value x = b.parameter("x", ROW);
        Value all = b.add(new Shaping.BroadcastInDim(HUGE.shape(), IntList.of(1)), x);
        Value sorted = b.append(Ordering.Sort.ascending(0), List.of(all)).results().getFirst();
        return b.build(List.of(b.add(first(), sorted)));
    }

    private static Function firstRow() {
        Builder b = new Builder("first_row");
        return b.build(List.of(b.add(first(), b.parameter("x", HUGE))));
    }

    private static Shaping.Slice first() {
        return new Shaping.Slice(
                IntList.of(0, 0), IntList.of(1, ROW.shape().size(0)), IntList.of(1, 1));
    }
}
