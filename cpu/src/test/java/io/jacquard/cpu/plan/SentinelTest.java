package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.team.Phase;
import io.jacquard.cpu.team.Team;
import io.jacquard.cpu.team.Turn;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Site;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Items that write where they must not are found out and named.
class SentinelTest {
    private static final TensorType TABLE = TensorType.of(DType.F32, 3, 5);
    private static final int BYTES = 60;

    private final List<String> after = new ArrayList<>();
    private final Checks checks = Checks.canaries(item -> after.add(item.toString()));
    private final KernelCache kernels = new KernelCache(8);

    /// `(exp(x) exp(x)^T) + c`: a kernel into the arena, a product into the arena, a kernel.
    private static Function function() {
        Builder b = new Builder("f", () -> new Site("Net.java:7", "net"));
        Sugar s = new Sugar(b);
        Value e = s.exp(b.parameter("x", TABLE));
        IntList columns = IntList.of(1);
        Value p = b.add(new DotGeneral(IntList.of(), IntList.of(), columns, columns), e, e);
        float[] numbers = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        return b.build(List.of(s.add(p, b.add(constant(Literal.of(numbers, 3, 3))))));
    }

    private static io.jacquard.ir.Op constant(Literal value) {
        return new io.jacquard.ir.Creation.Constant(value);
    }

    /// An item that does something else, knowing the addresses of the operands and of scratch.
    private record Changed(Item inner, Damage damage, List<long[]> bound) implements Item {
        private interface Damage {
            void run(Item inner, long[] addresses, Turn turn);
        }

        Changed(Item inner, Damage damage) {
            this(inner, damage, new ArrayList<>());
        }

        @Override
        public List<Place> operands() {
            return inner.operands();
        }

        @Override
        public void bind(long[] addresses) {
            bound.add(addresses.clone());
            inner.bind(addresses);
        }

        @Override
        public List<Phase> phases() {
            return inner.phases();
        }

        @Override
        public List<java.util.function.Consumer<Turn>> work() {
            return List.of(turn -> damage.run(inner, bound.getLast(), turn));
        }

        @Override
        public String kind() {
            return inner.kind();
        }

        @Override
        public long scratchBytes() {
            return 64;
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private static Changed.Damage poke(int operand, long offset) {
        return (inner, addresses, turn) -> {
            inner.phases().forEach(turn::run);
            at(addresses[operand] + offset).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
        };
    }

    @SuppressWarnings("restricted")
    private static MemorySegment at(long address) {
        return MemorySegment.ofAddress(address).reinterpret(1);
    }

    /// Runs the function with one of its items changed, twice.
    private float[] run(int item, UnaryOperator<Item> change) {
        Plan plan =
                Plan.of(function(), CompileOptions.standard(), kernels, checks, new Stopwatch());
        assertThat(plan.items()).hasSize(3);
        List<Item> items = new ArrayList<>(plan.items());
        items.set(item, change.apply(items.get(item)));
        Plan changed =
                new Plan(
                        items,
                        plan.works(),
                        plan.arenaBytes(),
                        Math.max(64, plan.scratchBytes()),
                        plan.constants(),
                        plan.interpreted());
        try (Routine routine = Routine.of(changed, checks);
                Arena arena = Arena.ofConfined();
                Turn turn = Team.shared().turn()) {
            MemorySegment x = arena.allocate(BYTES, 64).fill((byte) 0);
            MemorySegment y = arena.allocate(36, 64);
            routine.run(turn, new long[] {x.address()}, new long[] {y.address()});
            routine.run(turn, new long[] {x.address()}, new long[] {y.address()});
            return y.toArray(ValueLayout.JAVA_FLOAT);
        }
    }

    @Test
    void whatIsRightRunsAsWithoutCanaries() {
        assertThat(run(0, item -> item)).containsExactly(6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(after).hasSize(6).first().asString().contains("item 1, kernel exponential");
    }

    @Test
    void anItemThatWritesBehindItsResultIsNamedWithTheBlock() {
        assertThatThrownBy(() -> run(0, item -> new Changed(item, poke(1, BYTES))))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("[cpu] an item wrote outside of its memory")
                .hasMessageContaining("item 1, kernel exponential over [3, 5], at net, wrote")
                .hasMessageContaining("1 bytes behind its end of a block of 60 bytes that item 1,");
    }

    @Test
    void anItemThatWritesBeforeAnOperandIsNamedWithWhoMadeIt() {
        assertThatThrownBy(() -> run(1, item -> new Changed(item, poke(0, -64))))
                .hasMessageContaining("item 2, matmul [3, 5] x [5, 3], at net, wrote")
                .hasMessageContaining(
                        "64 bytes before its start of a block of 60 bytes that item 1,");
    }

    @Test
    void damageAroundAConstantIsFound() {
        assertThatThrownBy(() -> run(2, item -> new Changed(item, poke(1, 36))))
                .hasMessageContaining("item 3, kernel add over [3, 3], at net, wrote")
                .hasMessageContaining("1 bytes behind its end of a constant f32[3, 3]");
    }

    @Test
    void damageBehindScratchIsFound() {
        assertThatThrownBy(() ->
                        run(
                                1,
                                item ->
                                        new Changed(
                                                item,
                                                (inner, addresses, turn) ->
                                                        poke(addresses.length - 1, 64)
                                                                .run(inner, addresses, turn))))
                .hasMessageContaining("item 2, matmul")
                .hasMessageContaining("1 bytes behind its end of the scratch memory");
    }

    @Test
    void whatNobodyWroteIsNotANumber() {
        assertThat(run(1, item -> new Changed(item, (_, _, _) -> {})))
                .hasSize(9)
                .containsOnly(Float.NaN);
    }

    @Test
    void damageAroundTheBuffersOfALoopIsFound() {
        try (Blocks blocks = new Blocks(checks)) {
            long address = blocks.allocate(12);
            blocks.check("nobody");
            at(address + 12).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
            assertThatThrownBy(() -> blocks.check("somebody"))
                    .hasMessageContaining("somebody wrote 1 bytes behind its end of buffer 0");
        }
    }

    @Test
    void itemsInsideLoopsAreWatchedToo() {
        Builder body = new Builder("body");
        Function step = body.build(List.of(new Sugar(body).exp(body.parameter("c", TABLE))));
        Builder b = new Builder("f");
        Value x = b.parameter("x", TABLE);
        Function f =
                b.build(b.append(new Control.Scan(step, 1, 0, 4, false), List.of(x)).results());
        try (Routine routine = Routine.of(f, CompileOptions.standard(), kernels, checks);
                Arena arena = Arena.ofConfined();
                Turn turn = Team.shared().turn()) {
            long in = arena.allocate(BYTES, 64).address();
            long out = arena.allocate(BYTES, 64).address();
            routine.run(turn, new long[] {in}, new long[] {out});
        }
        assertThat(after).hasSize(5).last().asString().contains("control scan");
    }
}
