package io.jacquard.cpu.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {
    @ParameterizedTest
    @CsvSource({"1,0", "1,5", "2,0", "2,1", "2,2", "2,3", "3,7", "4,2", "4,64", "5,1000"})
    void runsEachTaskOnce(int threads, int tasks) {
        var runs = new AtomicIntegerArray(Math.max(tasks, 1));
        try (var team = new Team(threads);
                var turn = team.turn()) {
            for (int i = 1; i <= 200; i++) {
                turn.run(Phase.of(tasks, runs::incrementAndGet));
                for (int task = 0; task < tasks; task++) {
                    assertThat(runs.get(task)).isEqualTo(i);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void phasesOfChangingSizeSeeWhatThePhaseBeforeWrote(int threads) {
        int[] values = new int[100];
        try (var team = new Team(threads);
                var turn = team.turn()) {
            for (int step = 0; step < 20_000; step++) {
                int tasks = 1 + step * 7 % 100;
                int wanted = step;
                turn.run(Phase.of(tasks, task -> values[task] = wanted + task));
                turn.run(
                        Phase.of(
                                tasks,
                                task -> {
                                    int other = tasks - 1 - task;
                                    if (values[other] != wanted + other) {
                                        throw new IllegalStateException("step " + wanted);
                                    }
                                }));
            }
        }
        assertThat(values[0]).isEqualTo(19_999);
    }

    @Test
    void usesItsHelpers() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        try (var team = new Team(2)) {
            while (seen.size() < 2) {
                team.run(Phase.of(2, _ -> pauseIn(seen)));
            }
        }
        assertThat(seen).hasSize(2).contains(Thread.currentThread());
    }

    private static void pauseIn(Set<Thread> seen) {
        seen.add(Thread.currentThread());
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void throwsWhatATaskThrewAndGoesOn(int threads) {
        try (var team = new Team(threads);
                var turn = team.turn()) {
            for (int round = 0; round < 100; round++) {
                int bad = round % 8;
                assertThatThrownBy(() -> turn.run(Phase.of(8, task -> failAt(task, bad))))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("task " + bad);
                var runs = new AtomicInteger();
                turn.run(Phase.of(8, _ -> runs.incrementAndGet()));
                assertThat(runs).hasValue(8);
            }
        }
    }

    private static void failAt(int task, int bad) {
        if (task == bad) {
            throw new IllegalStateException("task " + task);
        }
    }

    @Test
    void throwsErrorsUnchanged() {
        var error = new AssertionError("broken");
        try (var team = new Team(2)) {
            Phase failing =
                    Phase.of(
                            4,
                            _ -> {
                                throw error;
                            });
            assertThatThrownBy(() -> team.run(failing)).isSameAs(error);
        }
    }

    @Test
    void aTaskMayAskForATurnOfItsOwn() {
        var runs = new AtomicInteger();
        try (var team = new Team(3)) {
            team.run(Phase.of(6, _ -> team.run(Phase.of(5, _ -> runs.incrementAndGet()))));
        }
        assertThat(runs).hasValue(30);
    }

    @Test
    void manyCallersOnVirtualThreadsAllGetTheirTasksRun() throws Exception {
        int callers = 64;
        try (var team = new Team(2);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> sums = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                sums.add(executor.submit(() -> sumOfSquares(team)));
            }
            for (Future<Long> sum : sums) {
                assertThat(sum.get(30, TimeUnit.SECONDS)).isEqualTo(200L * 2_470);
            }
        }
    }

    private static long sumOfSquares(Team team) {
        long[] squares = new long[20];
        long sum = 0;
        try (var turn = team.turn()) {
            for (int step = 0; step < 200; step++) {
                turn.run(Phase.of(20, task -> squares[task] = (long) task * task));
                for (long square : squares) {
                    sum += square;
                }
            }
        }
        return sum;
    }

    @Test
    void sleepsBetweenStepsAndWakesUp() throws InterruptedException {
        var runs = new AtomicInteger();
        try (var team = new Team(4)) {
            for (int step = 0; step < 150; step++) {
                team.run(Phase.of(8, _ -> runs.incrementAndGet()));
                if (step % 3 == 0) {
                    Thread.sleep(2);
                }
            }
        }
        assertThat(runs).hasValue(1_200);
    }

    @Test
    void waitsForATaskThatTakesLongerThanAnyoneSpins() {
        var done = new AtomicInteger();
        try (var team = new Team(2)) {
            for (int step = 0; step < 10; step++) {
                team.run(Phase.of(2, task -> sleepAndCount(20L * task, done)));
            }
        }
        assertThat(done).hasValue(20);
    }

    private static void sleepAndCount(long millis, AtomicInteger done) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        done.incrementAndGet();
    }

    @Test
    void finishesForAnInterruptedCaller() {
        var done = new AtomicInteger();
        try (var team = new Team(2)) {
            Thread.currentThread().interrupt();
            team.run(Phase.of(100, _ -> done.incrementAndGet()));
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasValue(100);
    }

    @Test
    void aTeamOfOneRunsOnTheCallerInOrder() {
        var order = new ArrayList<Integer>();
        try (var team = new Team(1)) {
            team.run(
                    Phase.of(
                            3,
                            task -> {
                                assertThat(Thread.currentThread().getName())
                                        .doesNotStartWith("jacquard-");
                                order.add(task);
                            }));
        }
        assertThat(order).containsExactly(0, 1, 2);
    }

    @Test
    void phasesBesideEachOtherRunInOneGo() {
        int[] left = new int[3];
        int[] right = new int[2];
        try (var team = new Team(2)) {
            Phase both =
                    Phase.of(3, task -> left[task]++).beside(Phase.of(2, task -> right[task]++));
            assertThat(both.tasks()).isEqualTo(5);
            team.run(both);
        }
        assertThat(left).containsOnly(1);
        assertThat(right).containsOnly(1);
    }

    @Test
    void readsTheNumberOfThreadsFromTheEnvironment() {
        assertThat(Team.threads(Map.of(Team.THREADS_VARIABLE, "3"))).isEqualTo(3);
        assertThat(Team.threads(Map.of())).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "1025", "99999999999"})
    void rejectsANumberOfThreadsThatIsNone(String value) {
        assertThatThrownBy(() -> Team.threads(Map.of(Team.THREADS_VARIABLE, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "JACQUARD_THREADS is \""
                                + value
                                + "\"; expected a whole number from 1 to 1024");
    }
}
