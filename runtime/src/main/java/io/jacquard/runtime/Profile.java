package io.jacquard.runtime;

import java.util.List;

/// One run of an executable, measured item by item.
///
/// @param threads how many threads ran it
/// @param nanos time of the whole run, in nanoseconds; the clocks of the items take a part of it
/// @param items what ran, in order
public record Profile(int threads, long nanos, List<Item> items) {
    /// A copy of the list is kept.
    public Profile {
        items = List.copyOf(items);
    }

    /// A piece of work, and what it took in this run. Of what runs inside a loop the runs are added
    /// up.
    ///
    /// @param kind what it is: `matmul`, `convolution`, `attention`, `pool`, `kernel`, `copy`,
    ///   `indexing`, `control`, `java` or `interpreter`; `together` for several in one phase
    /// @param name what it computes, in a few words
    /// @param source layers or lines where its operations were traced; empty if not known
    /// @param code what runs it, for example the name of a library's implementation
    /// @param cost what it has to do
    /// @param time what it took
    public record Item(
            String kind, String name, String source, String code, Cost cost, Time time) {}

    /// What an item has to do, from its shapes.
    ///
    /// @param bytes read and written if each element of an operand is touched once
    /// @param operations additions, multiplications and the like on numbers; an exponential counts
    ///   as one
    public record Cost(long bytes, long operations) {
        /// This, done so many times.
        public Cost times(long times) {
            return new Cost(times * bytes, times * operations);
        }
    }

    /// What an item took.
    ///
    /// @param nanos from its beginning to its end, in nanoseconds
    /// @param busyNanos time that all threads worked on it, added up; the rest of `threads * nanos`
    ///   they waited
    /// @param waits why they did
    public record Time(long nanos, long busyNanos, Waits waits) {
        /// Nothing.
        public static final Time NONE = new Time(0, 0, Waits.NONE);

        /// This without a part.
        public Time minus(Time part) {
            return new Time(
                    Math.max(0, nanos - part.nanos),
                    Math.max(0, busyNanos - part.busyNanos),
                    waits.minus(part.waits));
        }

        /// This and another.
        public Time plus(Time other) {
            return new Time(
                    nanos + other.nanos, busyNanos + other.busyNanos, waits.plus(other.waits));
        }
    }

    /// How long threads waited within an item and for what, in nanoseconds, added up over the
    /// threads. What these do not explain passes between tasks: until work is handed out, and until
    /// its end is noticed.
    ///
    /// @param few of threads for which there was no task: the item is the work of fewer
    /// @param late until a thread took its first task: it slept, or other work had its core
    /// @param uneven from a thread's last task until the slowest thread was done
    public record Waits(long few, long late, long uneven) {
        /// Nothing.
        public static final Waits NONE = new Waits(0, 0, 0);

        /// This without a part.
        public Waits minus(Waits part) {
            return new Waits(
                    Math.max(0, few - part.few),
                    Math.max(0, late - part.late),
                    Math.max(0, uneven - part.uneven));
        }

        /// This and another.
        public Waits plus(Waits other) {
            return new Waits(few + other.few, late + other.late, uneven + other.uneven);
        }
    }
}
