package io.jacquard.pjrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.pjrt.api.PjrtException;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.DeviceException;
import io.jacquard.runtime.Executable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Uses that a device must survive: whatever would end the process natively is an exception.
class PjrtDeviceTest {
    private static final TensorType PAIR = TensorType.of(DType.F32, 2);

    private Device device;

    @BeforeEach
    void open() {
        device = XlaCpu.open();
    }

    @AfterEach
    void close() {
        if (device != null) {
            device.close();
        }
    }

    private static Function sum() {
        Builder b = new Builder("sum");
        Value x = b.parameter("x", PAIR);
        Value y = b.parameter("y", PAIR);
        return b.build(List.of(b.add(new Binary.Add(), x, y)));
    }

    private Executable compiled(Alias... aliases) {
        return device.compile(sum(), CompileOptions.standard().withAliases(List.of(aliases)));
    }

    private Buffer buffer(float... values) {
        Buffer made = device.allocate(TensorType.of(DType.F32, values.length));
        made.write(Literal.of(values, values.length).segment());
        return made;
    }

    @Test
    void manyStepsUpdateStateInPlace() {
        Executable e = compiled(new Alias(0, 0));
        Buffer state = buffer(0, 0);
        Buffer one = buffer(1, 2);
        long before = device.bytesInUse();

        for (int i = 0; i < 1000; i++) {
            e.run(List.of(state, one), List.of(state));
        }

        assertThat(state.literal().floats()).containsExactly(1000, 2000);
        assertThat(device.bytesInUse()).isEqualTo(before);
    }

    @Test
    void aResultMayReplaceAnArgumentThatIsNotDonated() {
        Executable e = compiled();
        Buffer x = buffer(1, 2);

        e.run(List.of(x, x), List.of(x));

        assertThat(x.literal().floats()).containsExactly(2, 4);
    }

    @Test
    void aDonatedArgumentMustNotComeTwice() {
        Executable e = compiled(new Alias(0, 0));
        Buffer x = buffer(1, 2);

        assertThatThrownBy(() -> e.run(List.of(x, x), List.of(x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argument 0 is donated and passed as argument 1 too");
        assertThat(x.literal().floats()).containsExactly(1, 2);
    }

    @Test
    void aDonatedArgumentComesBackAtItsPlace() {
        Executable e = compiled(new Alias(0, 0));
        Buffer x = buffer(1, 2);
        Buffer y = buffer(3, 4);

        assertThatThrownBy(() -> e.run(List.of(x, y), List.of(y)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pass one buffer at both places");
    }

    @Test
    void nothingIsRunOnWhatIsNotOurs() {
        Executable e = compiled();
        Buffer x = buffer(1, 2);
        try (Device reference = Device.open("reference")) {
            Buffer foreign = reference.allocate(PAIR);

            assertThatThrownBy(() -> e.run(List.of(x, foreign), List.of(x)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("argument 1 is f32[2] on another device");
            assertThatThrownBy(() -> e.run(List.of(x, x), List.of(foreign)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> e.run(Collections.nCopies(2, null), List.of(x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argument 0 is null");
    }

    @Test
    void whatIsClosedSaysSo() {
        Executable e = compiled();
        Buffer x = buffer(1, 2);
        Buffer y = buffer(1, 2);
        y.close();

        assertThatThrownBy(() -> e.run(List.of(x, y), List.of(x)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> e.run(List.of(x, x), List.of(y)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> y.write(Literal.zeros(PAIR).segment()))
                .isInstanceOf(IllegalStateException.class);
        e.close();
        e.close();
        assertThatThrownBy(() -> e.run(List.of(x, x), List.of(x)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClosedDeviceFreesAllAndSaysSo() {
        Executable e = compiled();
        Buffer x = buffer(1, 2);

        device.close();
        device.close();

        assertThat(device.bytesInUse()).isZero();
        assertThatThrownBy(x::literal).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> e.run(List.of(x, x), List.of(x)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> device.allocate(PAIR)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(this::compiled).isInstanceOf(IllegalStateException.class);
        x.close();
        e.close();
    }

    @Test
    void devicesOfOnePluginShareAClientUntilTheLastIsClosed() {
        Buffer mine = buffer(1, 2);
        try (Device other = XlaCpu.open()) {
            Buffer theirs = other.allocate(PAIR);
            compiled().run(List.of(mine, mine), List.of(theirs));
            assertThat(theirs.literal().floats()).containsExactly(2, 4);
        }
        assertThat(mine.literal().floats()).containsExactly(1, 2);
    }

    @Test
    void whatNobodyReachesIsFreed() throws InterruptedException {
        long before = device.bytesInUse();
        for (int i = 0; i < 10; i++) {
            buffer(1, 2, 3);
        }

        for (int i = 0; i < 100 && device.bytesInUse() > before; i++) {
            System.gc();
            Thread.sleep(20);
        }

        assertThat(device.bytesInUse()).isEqualTo(before);
    }

    @Test
    void memoryThatRunsOutIsTriedOnceMoreAndNamesTheLargest() {
        Buffer _ = device.allocate(TensorType.of(DType.F32, 1000, 10));
        Buffer _ = buffer(1, 2);
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() ->
                        ((PjrtDevice) device)
                                .retrying(
                                        "f32[9, 9]",
                                        () -> {
                                            tries.incrementAndGet();
                                            throw new PjrtException(8, "Out of memory");
                                        }))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("no memory for f32[9, 9]")
                .hasMessageContaining("XLA says: Out of memory")
                .hasMessageContaining("the largest are: f32[1000, 10], 40,000 bytes");
        assertThat(tries).hasValue(2);
    }

    @Test
    void aFlagOfOursThatAPluginDoesNotKnowIsLeftOut() {
        PjrtDevice own = (PjrtDevice) device;
        var ours = new PjrtException(3, "No such compile option: 'xla_cpu_enable_fast_min_max'");

        assertThat(own.dropsOwnFlags(new PjrtException(3, "No such compile option: 'x'")))
                .isFalse();
        assertThat(own.dropsOwnFlags(ours)).isTrue();
        assertThat(own.dropsOwnFlags(ours)).isFalse();
        compiled().run(List.of(buffer(1, 2), buffer(1, 2)), List.of(buffer(0, 0)));
    }

    @Test
    void threadsThatRunReadAndCloseEndNothingButTheirOwn() {
        Executable e = compiled();
        List<Buffer> shared = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            shared.add(buffer(1, 2));
        }
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Random random = new Random(t);
            all.add(CompletableFuture.runAsync(() -> abuse(e, shared, random)));
        }
        all.forEach(CompletableFuture::join);

        Buffer x = buffer(1, 2);
        e.run(List.of(x, x), List.of(x));
        assertThat(x.literal().floats()).containsExactly(2, 4);
    }

    private void abuse(Executable e, List<Buffer> shared, Random random) {
        for (int i = 0; i < 500; i++) {
            int place = random.nextInt(8);
            Buffer x = shared.get(place);
            Buffer y = shared.get(random.nextInt(8));
            try {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        shared.set(place, buffer(1, 2));
                        x.close();
                    }
                    case 1 -> x.literal();
                    case 2 -> x.write(Literal.zeros(PAIR).segment());
                    default -> e.run(List.of(x, y), List.of(y));
                }
            } catch (IllegalStateException closed) {
                assertThat(closed).hasMessageContaining("closed");
            }
        }
    }

    @Test
    void aDeviceMayBeClosedWhileOthersUseIt() {
        for (int i = 0; i < 5; i++) {
            Device one = XlaCpu.open();
            CompletableFuture<Void> user =
                    CompletableFuture.runAsync(() -> {
                        try {
                            Executable e = one.compile(sum(), CompileOptions.standard());
                            Buffer x = one.allocate(PAIR);
                            while (true) {
                                e.run(List.of(x, x), List.of(x));
                                x.literal();
                            }
                        } catch (IllegalStateException closed) {
                            assertThat(closed).hasMessageContaining("closed");
                        }
                    });
            try {
                Thread.sleep(10L * i);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            one.close();
            user.join();
        }
    }
}
