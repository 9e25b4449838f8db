package io.jacquard.data;

import java.lang.foreign.MemorySegment;
import java.util.Iterator;

/// The batches of one epoch, in order, read by one thread.
///
/// ```
/// try (var batches = dataset.batch(32).prefetch(4).batches(epoch)) {
///     while (batches.hasNext()) {
///         var batch = batches.next();
///         ...
///     }
/// }
/// ```
///
/// Closing it ends the threads that read ahead and frees the memory of its batches.
public interface Batches extends Iterator<Batch>, AutoCloseable {
    /// True if another batch follows.
    @Override
    boolean hasNext();

    /// The next batch, in memory that is used again: valid until the next call or until closing.
    ///
    /// @throws java.util.NoSuchElementException after the last one
    /// @throws DataException if the examples cannot be read
    @Override
    Batch next();

    /// The next batch, written to memory of the caller. The batch's arrays are views of it.
    ///
    /// @param into one a column, each large enough for a full batch
    /// @throws java.util.NoSuchElementException after the last one
    /// @throws DataException if the examples cannot be read
    Batch next(MemorySegment... into);

    /// Ends reading. Closing again does nothing.
    @Override
    void close();
}
