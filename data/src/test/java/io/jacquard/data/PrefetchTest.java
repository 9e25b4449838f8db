package io.jacquard.data;

import static io.jacquard.data.DatasetTest.counting;
import static io.jacquard.data.DatasetTest.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Seed;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrefetchTest {
    @Test
    void givesWhatReadingOnTheSpotGives() {
        BatchedDataset set = counting(1000).shuffle(Seed.of(1)).batch(7);

        for (int depth = 1; depth < 5; depth++) {
            for (int epoch = 0; epoch < 3; epoch++) {
                assertThat(labels(set.prefetch(depth), epoch)).isEqualTo(labels(set, epoch));
            }
        }
    }

    @Test
    void batchesAreUntouchedUntilTheNextIsAskedFor() {
        try (Batches batches = counting(64).batch(2).prefetch(2).batches(0)) {
            for (int i = 0; batches.hasNext(); i++) {
                Batch batch = batches.next();
                Thread.yield();
                assertThat(batch.labels().ints()).containsExactly(2 * i, 2 * i + 1);
            }
        }
    }

    @Test
    void readsAheadNoFurtherThanItsDepth() throws InterruptedException {
        var source = new Slow(100);
        try (Batches batches = Dataset.from(source).batch(1).prefetch(3).batches(0)) {
            batches.next();
            source.reached(4).await();
            Thread.sleep(20);
            assertThat(source.read.get()).isEqualTo(4);
        }
    }

    @Test
    void failuresReachTheReader() {
        var source = new Slow(5);
        try (Batches batches = Dataset.from(source).batch(1).prefetch(2).batches(0)) {
            for (int i = 0; i < 5; i++) {
                batches.next();
            }
            assertThatThrownBy(batches::next)
                    .isInstanceOf(DataException.class)
                    .hasMessage("example 5 is broken");
            assertThat(batches.hasNext()).isFalse();
        }
    }

    @Test
    void closingEarlyEndsTheThread() {
        for (int taken = 0; taken < 5; taken++) {
            Batches batches = counting(1000).batch(1).prefetch(2).batches(0);
            for (int i = 0; i < taken; i++) {
                batches.next();
            }
            batches.close();
            batches.close();
            assertThat(batches.hasNext()).isFalse();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().equals("jacquard-prefetch"));
    }

    @Test
    void anInterruptedReaderIsToldAndStaysInterrupted() {
        var source = new Slow(100);
        source.gate = new CountDownLatch(1);
        try (Batches batches = Dataset.from(source).batch(1).prefetch(1).batches(0)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(batches::next)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            source.gate.countDown();
        }
    }

    @Test
    void depthIsAtLeastOne() {
        assertThatThrownBy(() -> counting(1).batch(1).prefetch(0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1 or more, found 0");
    }

    /// Counts what is read and fails at one example.
    private static final class Slow implements Source {
        final AtomicInteger read = new AtomicInteger();
        final int broken;
        CountDownLatch gate = new CountDownLatch(0);
        private final CountDownLatch fourth = new CountDownLatch(4);

        Slow(int broken) {
            this.broken = broken;
        }

        CountDownLatch reached(int count) {
            assertThat(count).isEqualTo(4);
            return fourth;
        }

        @Override
        public Schema schema() {
            return Schema.of(Column.feature("x", TensorType.of(DType.F32)));
        }

        @Override
        public int size() {
            return 100;
        }

        @Override
        public void read(int index, Row into) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new DataException("interrupted", e);
            }
            if (index == broken) {
                throw new DataException("example %d is broken".formatted(index));
            }
            into.set(0, 0, index);
            read.incrementAndGet();
            fourth.countDown();
        }
    }
}
