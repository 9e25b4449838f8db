package io.jacquard.data;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Java arrays of rows as arrays of the host.
final class Rows {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Rows() {}

    /// An array `f32[rows, columns]`.
    static Literal of(String name, float[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        Literal made = Literal.zeros(TensorType.of(DType.F32, rows.length, columns));
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != columns) {
                throw DataException.of(
                        "column " + name,
                        "row %d (counted from 0) has another length than the first".formatted(r),
                        "expected %d values, found %d".formatted(columns, rows[r].length),
                        "give all rows the same number of values");
            }
            MemorySegment.copy(rows[r], 0, made.segment(), FLOAT, 4L * r * columns, columns);
        }
        return made;
    }

    /// The same integers as i32.
    static Literal toInts(Literal array) {
        return Literal.of(array.ints(), array.type().shape().sizes());
    }
}
