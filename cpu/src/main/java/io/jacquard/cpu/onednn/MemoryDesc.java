package io.jacquard.cpu.onednn;

import java.util.Arrays;

/// The shape, element type and layout of a piece of memory.
///
/// @param handle pointer of a `dnnl_memory_desc_t`
record MemoryDesc(long handle) {
    private static final int TAG_ANY = 1;

    /// The absent descriptor, for a bias that is not there.
    static final MemoryDesc NONE = new MemoryDesc(0);

    /// Describes memory by sizes and strides, both in elements.
    static MemoryDesc strided(Handles owner, DataType type, long[] sizes, long[] strides) {
        long size = owner.array(sizes);
        long stride = owner.array(strides);
        return new MemoryDesc(
                owner.create(
                        () -> describe(type, sizes) + " strides " + Arrays.toString(strides),
                        Dnnl.MD_DESTROY,
                        cell ->
                                (int)
                                        Dnnl.MD_STRIDES.invokeExact(
                                                cell, sizes.length, size, type.code(), stride)));
    }

    /// Describes memory whose layout oneDNN may choose.
    static MemoryDesc any(Handles owner, DataType type, long[] sizes) {
        long size = owner.array(sizes);
        return new MemoryDesc(
                owner.create(
                        () -> describe(type, sizes) + " in any layout",
                        Dnnl.MD_DESTROY,
                        cell ->
                                (int)
                                        Dnnl.MD_TAG.invokeExact(
                                                cell, sizes.length, size, type.code(), TAG_ANY)));
    }

    /// Describes a part of this memory; the part's offset is in the descriptor, so the data address
    /// stays that of the whole.
    MemoryDesc part(Handles owner, long[] sizes, long[] offsets) {
        long size = owner.array(sizes);
        long offset = owner.array(offsets);
        return new MemoryDesc(
                owner.create(
                        () -> "part " + Arrays.toString(sizes) + " at " + Arrays.toString(offsets),
                        Dnnl.MD_DESTROY,
                        cell -> (int) Dnnl.MD_SUBMEMORY.invokeExact(cell, handle, size, offset)));
    }

    boolean isPresent() {
        return handle != 0;
    }

    /// Returns the number of bytes the memory takes, padding included.
    long bytes() {
        if (handle == 0) {
            return 0;
        }
        try {
            return (long) Dnnl.MD_SIZE.invokeExact(handle);
        } catch (Throwable e) {
            throw Handles.unchecked(e);
        }
    }

    boolean sameAs(MemoryDesc other) {
        try {
            return (int) Dnnl.MD_EQUAL.invokeExact(handle, other.handle) != 0;
        } catch (Throwable e) {
            throw Handles.unchecked(e);
        }
    }

    static String describe(DataType type, long[] sizes) {
        return type.name().toLowerCase(java.util.Locale.ROOT) + Arrays.toString(sizes);
    }
}
