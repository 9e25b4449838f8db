package io.jacquard.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArenaTest {
    private static Slot slot(int first, int last, long bytes) {
        Slot s = Slot.written(first, bytes);
        s.readBy(last);
        return s;
    }

    @Test
    void valuesNeededAtTheSameTimeDoNotOverlap() {
        Random random = new Random(3);
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int first = random.nextInt(50);
            slots.add(slot(first, first + random.nextInt(9), 1 + random.nextInt(5000)));
        }

        long bytes = Arena.plan(slots, 0);

        for (Slot a : slots) {
            assertThat(a.offset() % 64).isZero();
            assertThat(a.offset() + a.bytes()).isLessThanOrEqualTo(bytes);
            for (Slot b : slots) {
                boolean together = a.unit() <= b.lastRead() && b.unit() <= a.lastRead();
                boolean apart =
                        a.offset() + a.bytes() <= b.offset()
                                || b.offset() + b.bytes() <= a.offset();
                assertThat(a == b || !together || apart).isTrue();
            }
        }
    }

    @Test
    void memoryIsUsedAgain() {
        assertThat(Arena.plan(List.of(slot(0, 1, 640), slot(2, 3, 640), slot(4, 5, 600)), 0))
                .isEqualTo(640);
    }
}
