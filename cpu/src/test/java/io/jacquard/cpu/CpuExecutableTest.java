package io.jacquard.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CpuExecutableTest {
    private static final TensorType THREE = TensorType.of(DType.F32, 3);

    private final Device device = Device.open("cpu");
    private final Builder builder = new Builder("test");

    @AfterEach
    void close() {
        device.close();
        assertThat(device.bytesInUse()).isZero();
    }

    private Buffer buffer(float... values) {
        Buffer b = device.allocate(TensorType.of(DType.F32, values.length));
        b.write(Literal.of(values, values.length).segment());
        return b;
    }

    private Executable compiled(List<Value> results, Alias... aliases) {
        Function f = builder.build(results);
        return device.compile(f, CompileOptions.standard().withAliases(List.of(aliases)));
    }

    @Test
    void theReportSaysHowMuchMemoryIsHeld() {
        Value x = builder.parameter("x", TABLE);
        Sugar s = new Sugar(builder);
        IntList columns = IntList.of(1);
        DotGeneral gram = new DotGeneral(IntList.of(), IntList.of(), columns, columns);
        Value y = builder.add(gram, s.exp(x), x);
        long before = device.bytesInUse();
        try (Executable e = compiled(List.of(s.add(y, y)))) {
            assertThat(device.bytesInUse() - before).isEqualTo(e.report().heldBytes());
            assertThat(e.report().heldBytes()).isGreaterThan(e.report().arenaBytes());
        }
    }

    @Test
    void aDonatedArgumentIsUpdatedInPlace() {
        Value x = builder.parameter("x", THREE);
        Value y = builder.parameter("y", THREE);
        Buffer held = buffer(1, 2, 3);
        try (Executable e =
                compiled(List.of(builder.add(new Binary.Add(), x, y)), new Alias(0, 0))) {
            Buffer step = buffer(1, 1, 1);
            e.run(List.of(held, step), List.of(held));
            e.run(List.of(held, step), List.of(held));
        }
        assertThat(held.literal().floats()).containsExactly(3, 4, 5);
    }

    @Test
    void donatedArgumentsMayChangePlaces() {
        Value x = builder.parameter("x", THREE);
        Value y = builder.parameter("y", THREE);
        Buffer a = buffer(1, 2, 3);
        Buffer b = buffer(4, 5, 6);
        try (Executable e = compiled(List.of(y, x), new Alias(0, 0), new Alias(1, 1))) {
            e.run(List.of(a, b), List.of(a, b));
        }
        assertThat(a.literal().floats()).containsExactly(4, 5, 6);
        assertThat(b.literal().floats()).containsExactly(1, 2, 3);
    }

    @Test
    void aDonatedArgumentIsReadByOthersBeforeItIsOverwritten() {
        Value x = builder.parameter("x", THREE);
        Sugar s = new Sugar(builder);
        Value next = s.add(x, s.like(x, 10));
        Value turned = builder.add(new Shaping.Reverse(IntList.of(0)), x);
        Value other = s.mul(s.exp(turned), 1);
        Buffer held = buffer(0, 1, 2);
        Buffer out = device.allocate(THREE);
        try (Executable e = compiled(List.of(next, other), new Alias(0, 0))) {
            e.run(List.of(held), List.of(held, out));
        }
        assertThat(held.literal().floats()).containsExactly(10, 11, 12);
        assertThat(out.literal().get(2)).isEqualTo(1);
        assertThat(out.literal().get(1)).isCloseTo(Math.E, within(1e-6));
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    @Test
    void aResultMayStandTwiceAndBeAnArgumentOrAConstant() {
        Value x = builder.parameter("x", THREE);
        Value y = new Sugar(builder).neg(x);
        Value c = new Sugar(builder).like(x, 7);
        List<Buffer> out =
                List.of(
                        device.allocate(THREE),
                        device.allocate(THREE),
                        device.allocate(THREE),
                        device.allocate(THREE));
        try (Executable e = compiled(List.of(y, y, x, c))) {
            e.run(List.of(buffer(1, 2, 3)), out);
        }
        assertThat(out.get(0).literal().floats()).containsExactly(-1, -2, -3);
        assertThat(out.get(1).literal().floats()).containsExactly(-1, -2, -3);
        assertThat(out.get(2).literal().floats()).containsExactly(1, 2, 3);
        assertThat(out.get(3).literal().floats()).containsExactly(7, 7, 7);
    }

    @Test
    void biasAndReluAreFusedBehindAProduct() {
        TensorType wide = TensorType.of(DType.F32, 4, 6);
        Value x = builder.parameter("x", TensorType.of(DType.F32, 4, 5));
        Value w = builder.parameter("w", TensorType.of(DType.F32, 5, 6));
        Value b = builder.parameter("b", TensorType.of(DType.F32, 6));
        Sugar s = new Sugar(builder);
        Value z =
                s.add(
                        builder.add(DotGeneral.matmul(), x, w),
                        s.broadcast(b, wide.shape(), IntList.of(1)));
        Value zero = s.like(z, 0);
        Value relu =
                builder.add(
                        new Elementwise.Select(),
                        builder.add(new Elementwise.Compare(Direction.LE), z, zero),
                        zero,
                        z);
        try (Executable e = compiled(List.of(relu))) {
            assertThat(e.report().items()).containsEntry("onednn", 1).doesNotContainKey("kernel");
        }
    }

    @Test
    void theReportSaysHowLongThePartsOfCompilingTook() {
        Value x = builder.parameter("x", TensorType.of(DType.F32, 4, 4));
        Value y = builder.add(DotGeneral.matmul(), x, x);
        try (Executable e = compiled(List.of(new Sugar(builder).neg(y)))) {
            assertThat(e.report().parts().keySet())
                    .containsExactly(
                            "passes", "grouping", "primitives", "kernels", "places", "memory");
            assertThat(e.report().parts().values())
                    .allMatch(part -> part.compareTo(e.report().duration()) <= 0);
        }
    }

    @Test
    void buffersThatDoNotFitAreRefused() {
        Value x = builder.parameter("x", THREE);
        Value y = new Sugar(builder).neg(x);
        Buffer held = buffer(1, 2, 3);
        Buffer longer = buffer(1, 2, 3, 4);
        Buffer out = device.allocate(THREE);
        Executable e = compiled(List.of(y), new Alias(0, 0));

        assertThatThrownBy(() -> e.run(List.of(), List.of(held)))
                .hasMessageContaining("1 arguments expected, got 0");
        assertThatThrownBy(() -> e.run(List.of(longer), List.of(longer)))
                .hasMessageContaining("argument 0 is f32[4]; expected f32[3]");
        assertThatThrownBy(() -> e.run(List.of(held), List.of(out)))
                .hasMessageContaining("donated");
        held.close();
        assertThatThrownBy(() -> e.run(List.of(held), List.of(held)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        e.close();
        e.close();
        assertThatThrownBy(() -> e.run(List.of(out), List.of(out))).hasMessageContaining("closed");
    }

    @Test
    void anEmptyArrayNeedsNoWork() {
        Value x = builder.parameter("x", new TensorType(DType.F32, Shape.of(0, 3)));
        Value y = new Sugar(builder).neg(x);
        Buffer in = device.allocate(x.type());
        Buffer out = device.allocate(x.type());
        try (Executable e = compiled(List.of(y))) {
            e.run(List.of(in), List.of(out));
        }
        assertThat(out.literal().elements()).isZero();
    }

    private static final TensorType TABLE = TensorType.of(DType.F32, 100, 8);
    private static final TensorType ROW = TensorType.of(DType.F32, 1, 8);
    private static final TensorType COUNT = TensorType.of(DType.I32);

    private static Value changed(Builder b, Value table, Value row, Value at) {
        List<Value> operands = List.of(table, row, at, new Sugar(b).like(at, 0));
        return b.append(new Indexing.DynamicUpdateSlice(), operands).result();
    }

    @Test
    void partsOfADonatedArgumentAreChangedInItsMemory() {
        Value table = builder.parameter("table", TABLE);
        Value row = builder.parameter("row", ROW);
        Value at = builder.parameter("at", COUNT);
        Value once = changed(builder, table, row, at);
        Op add = Indexing.Scatter.along(Indexing.Update.ADD, TABLE.shape(), 0, 1);
        Value where = new Sugar(builder).reshape(at, Shape.of(1));
        Value twice = builder.add(add, once, where, row);
        try (Executable e = compiled(List.of(twice), new Alias(0, 0))) {
            assertThat(e.report().arenaBytes()).isLessThan(TABLE.bytes());
            Buffer held = device.allocate(TABLE);
            held.write(Literal.filled(TABLE, 1).segment());
            Buffer ones = device.allocate(ROW);
            ones.write(Literal.filled(ROW, 3).segment());
            Buffer third = device.allocate(COUNT);
            third.write(Literal.scalar(DType.I32, 2).segment());
            e.run(List.of(held, ones, third), List.of(held));
            assertThat(held.literal().get(15)).isEqualTo(1);
            assertThat(held.literal().get(16)).isEqualTo(6);
            assertThat(held.literal().get(24)).isEqualTo(1);
        }
    }

    @Test
    void aDonatedArgumentThatIsReadAfterwardsKeepsItsNumbers() {
        Value table = builder.parameter("table", TABLE);
        Value row = builder.parameter("row", ROW);
        Value at = builder.parameter("at", COUNT);
        Value made = changed(builder, table, row, at);
        Value difference = new Sugar(builder).sub(made, table);
        try (Executable e = compiled(List.of(made, difference), new Alias(0, 0))) {
            Buffer held = device.allocate(TABLE);
            Buffer ones = device.allocate(ROW);
            ones.write(Literal.filled(ROW, 3).segment());
            Buffer first = device.allocate(COUNT);
            Buffer change = device.allocate(TABLE);
            e.run(List.of(held, ones, first), List.of(held, change));
            assertThat(held.literal().get(7)).isEqualTo(3);
            assertThat(change.literal().get(7)).isEqualTo(3);
            assertThat(change.literal().get(8)).isZero();
        }
    }

    @Test
    void aLoopThatChangesPartsOfAnArrayHoldsNoOtherCopyOfIt() {
        Builder b = new Builder("step");
        Value table = b.parameter("table", TABLE);
        Value at = b.parameter("at", COUNT);
        Value row = b.parameter("row", ROW);
        Sugar s = new Sugar(b);
        Function body = b.build(List.of(changed(b, table, row, at), s.add(at, s.like(at, 1))));
        Value all = builder.parameter("table", TABLE);
        Value from = builder.parameter("from", COUNT);
        Value rows = builder.parameter("rows", ROW.with(ROW.shape().insert(0, 50)));
        List<? extends Value> made =
                builder.append(new Control.Scan(body, 2, 1, 50, false), List.of(all, from, rows))
                        .results();
        try (Executable e = compiled(List.of(made.getFirst()), new Alias(0, 0))) {
            assertThat(e.report().arenaBytes()).isLessThan(TABLE.bytes());
        }
    }
}
