package io.jacquard.cpu.onednn;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/// An operation on given shapes and layouts, for which oneDNN has chosen an implementation.
@SuppressWarnings("restricted")
final class PrimitiveDesc {
    private static final int LONGEST_NAME = 256;

    private final long handle;
    private final Supplier<String> what;
    private final String implementation;
    private final MemoryDesc scratch;
    private final long scratchBytes;

    private PrimitiveDesc(long handle, Supplier<String> what) {
        this.handle = handle;
        this.what = what;
        this.implementation = name(handle, what);
        this.scratch = layout(Query.SCRATCHPAD);
        this.scratchBytes = scratch.bytes();
    }

    /// Creates a descriptor that lives as long as its owner.
    static PrimitiveDesc create(Handles owner, Supplier<String> what, Handles.Creation creation) {
        Threads.one();
        return new PrimitiveDesc(owner.create(what, Dnnl.DESC_DESTROY, creation), what);
    }

    /// Pointer of a `dnnl_primitive_desc_t`.
    long handle() {
        return handle;
    }

    /// The operation with its shapes, for messages.
    Supplier<String> what() {
        return what;
    }

    /// Creates the primitive itself, compiling its code if oneDNN has none for it yet.
    ///
    /// @return pointer of a `dnnl_primitive_t`
    long primitive(Handles owner) {
        Threads.one();
        return owner.create(
                what,
                Dnnl.PRIMITIVE_DESTROY,
                cell -> (int) Dnnl.PRIMITIVE_CREATE.invokeExact(cell, handle));
    }

    /// Returns the name of the chosen implementation; one that begins with `ref` is a slow
    /// placeholder.
    String implementation() {
        return implementation;
    }

    private static String name(long handle, Supplier<String> what) {
        long name =
                Handles.call(
                        what,
                        cell ->
                                (int)
                                        Dnnl.DESC_QUERY.invokeExact(
                                                handle, Query.IMPL_INFO, 0, cell));
        return MemorySegment.ofAddress(name).reinterpret(LONGEST_NAME).getString(0);
    }

    /// Returns the layout chosen for one of the operands, owned by this descriptor.
    ///
    /// @param query one of [Query]
    MemoryDesc layout(int query) {
        try {
            return new MemoryDesc((long) Dnnl.DESC_QUERY_MD.invokeExact(handle, query, 0));
        } catch (Throwable e) {
            throw Handles.unchecked(e);
        }
    }

    /// Returns the layout of the scratch memory that one execution needs.
    MemoryDesc scratch() {
        return scratch;
    }

    /// Returns how many bytes of scratch memory one execution needs.
    long scratchBytes() {
        return scratchBytes;
    }
}
