package io.jacquard.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The wish, by SIGINT or SIGTERM, that the process ends.
///
/// A run that is being trained is given time to save its state; anything else ends at once.
final class Interruption {
    /// Exit status of a command that was interrupted.
    static final int CODE = 130;

    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean asked;
    private volatile boolean saving;
    private volatile boolean over;
    private volatile int code = CODE;
    private volatile Runnable last = () -> {};

    /// Watches the signals of this process from now on.
    void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endInOrder, "interruption"));
    }

    private void endInOrder() {
        if (over) {
            return;
        }
        asked = true;
        if (saving) {
            awaitEnd();
        }
        last.run();
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    private void awaitEnd() {
        System.err.println("interrupted: saving the state ...");
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the step did not end; what was saved before stays");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks for the end, as a signal does.
    void ask() {
        asked = true;
    }

    /// Whether the end was asked for.
    boolean isAsked() {
        return asked;
    }

    /// Says that there is a state to be saved first.
    void hold() {
        saving = true;
    }

    /// Says what must be done before the process ends, in place of what was said before.
    void before(Runnable action) {
        last = action;
    }

    /// Says that the command has ended and how.
    void end(int exitCode) {
        code = exitCode;
        over = !asked;
        ended.countDown();
    }
}
