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
    /// @param kind what it is: `matmul`, `convolution`, `pool`, `kernel`, `copy`, `indexing`,
    ///   `control`, `java` or `interpreter`
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
    ///   they waited for each other
    public record Time(long nanos, long busyNanos) {
        /// This without a part.
        public Time minus(Time part) {
            return new Time(
                    Math.max(0, nanos - part.nanos), Math.max(0, busyNanos - part.busyNanos));
        }

        /// This and another.
        public Time plus(Time other) {
            return new Time(nanos + other.nanos, busyNanos + other.busyNanos);
        }
    }
}
