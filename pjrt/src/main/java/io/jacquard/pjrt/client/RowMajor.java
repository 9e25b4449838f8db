package io.jacquard.pjrt.client;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jacquard.pjrt.api.Api;
import io.jacquard.pjrt.api.Header;
import io.jacquard.pjrt.api.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The row-major layout of each rank, as the C API describes layouts: the axes, the last first.
final class RowMajor {
    private static final int MOST_AXES = 64;
    private static final Struct LAYOUT = Header.struct("PJRT_Buffer_MemoryLayout");
    private static final Struct TILED = Header.struct("PJRT_Buffer_MemoryLayout_Tiled");

    private final MemorySegment layout;
    private final MemorySegment axes;
    private final MemorySegment tiled;

    RowMajor(Api api, Arena arena) {
        this.layout = LAYOUT.allocate(arena, api.minor());
        this.axes = arena.allocate(JAVA_LONG, MOST_AXES);
        this.tiled = layout.asSlice(LAYOUT.offset("tiled"));
        for (int i = 0; i < MOST_AXES; i++) {
            axes.setAtIndex(JAVA_LONG, i, MOST_AXES - 1L - i);
        }
        tiled.set(JAVA_LONG, 0, TILED.bytes(api.minor()));
        layout.set(
                JAVA_INT,
                LAYOUT.offset("type"),
                Header.value("PJRT_Buffer_MemoryLayout_Type_Tiled"));
    }

    /// Its address, valid until the next call.
    long of(int rank) {
        tiled.set(
                JAVA_LONG,
                TILED.offset("minor_to_major"),
                axes.address() + (MOST_AXES - (long) rank) * Long.BYTES);
        tiled.set(JAVA_LONG, TILED.offset("minor_to_major_size"), rank);
        return layout.address();
    }
}
