package io.jacquard.pjrt.api;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// A struct of the C API.
///
/// Every struct begins with its own size and a pointer to extensions; fields are only added at its
/// end, so a plugin of another version knows how much of it the caller knows.
///
/// @param name its name in the header
/// @param fields those after the first two
public record Struct(String name, List<Field> fields) {
    private static final long PREFIX = 16;
    private static final long SLACK = 64;
    private static final long ALIGNMENT = 8;

    /// A field.
    ///
    /// @param name its name in the header
    /// @param offset in bytes
    /// @param bytes its size
    /// @param since minor version of the API that brought it, 0 if all we talk to have it
    public record Field(String name, long offset, long bytes, int since) {}

    /// A copy of the list is kept.
    public Struct {
        fields = List.copyOf(fields);
    }

    /// A field by its name.
    public Field field(String field) {
        return fields.stream()
                .filter(f -> f.name().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no " + field));
    }

    /// Where a field begins, in bytes.
    public long offset(String field) {
        return field(field).offset();
    }

    /// The size that C code of a version gives: up to the end of its last field, without padding.
    ///
    /// @param minor version of the API
    public long bytes(int minor) {
        return fields.stream()
                .filter(f -> f.since() <= minor)
                .mapToLong(f -> f.offset() + f.bytes())
                .reduce(PREFIX, Math::max);
    }

    /// New memory for it, zeros but for its size. There is more than it takes: a newer plugin that
    /// looks further than it should finds zeros.
    ///
    /// @param minor version of the API that both sides know
    public MemorySegment allocate(SegmentAllocator allocator, int minor) {
        MemorySegment made =
                allocator.allocate(bytes(Integer.MAX_VALUE) + SLACK, ALIGNMENT).fill((byte) 0);
        made.set(ValueLayout.JAVA_LONG, 0, bytes(minor));
        return made;
    }
}
