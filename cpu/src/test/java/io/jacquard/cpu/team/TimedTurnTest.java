package io.jacquard.cpu.team;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimedTurnTest {
    private static final int THREADS = 3;

    private static void spend(int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void threadsWithoutATaskWaitForWantOfOne() {
        try (Team team = new Team(THREADS);
                Turn turn = team.turn()) {
            TimedTurn timed = new TimedTurn(turn);

            timed.run(Phase.of(1, _ -> spend(2)));

            assertThat(timed.busyNanos()).isPositive();
            assertThat(timed.fewNanos()).isGreaterThanOrEqualTo(2 * timed.busyNanos());
            assertThat(timed.unevenNanos()).isZero();
        }
    }

    @Test
    void workAndWaitsTogetherAreAtMostTheThreadsTime() {
        try (Team team = new Team(THREADS);
                Turn turn = team.turn()) {
            TimedTurn timed = new TimedTurn(turn);
            long start = System.nanoTime();

            for (int tasks = 0; tasks < 8; tasks++) {
                timed.run(Phase.of(tasks, task -> spend(task)));
            }

            long all = THREADS * (System.nanoTime() - start);
            long waited = timed.fewNanos() + timed.lateNanos() + timed.unevenNanos();
            assertThat(timed.busyNanos() + waited).isBetween(1L, all);
        }
    }

    @Test
    void aCallerAloneNeverWaits() {
        TimedTurn timed = new TimedTurn(Alone.INSTANCE);

        timed.run(Phase.of(3, _ -> spend(1)));

        assertThat(timed.fewNanos()).isZero();
        assertThat(timed.unevenNanos()).isZero();
        assertThat(timed.lateNanos()).isLessThan(timed.busyNanos());
    }
}
