package io.jacquard.data;

import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Several examples side by side: one host array a column, with the examples along axis 0.
///
/// A batch that comes from {@link Batches#next()} lives in memory that the next batch takes over;
/// {@link #copy()} makes one that stays.
///
/// @param schema the columns
/// @param arrays one a column, in the schema's order, `dtype[size, ...]`
/// @param epoch the epoch it belongs to, from 0
/// @param index the batch's number within the epoch, from 0
public record Batch(Schema schema, List<Literal> arrays, int epoch, int index) {
    /// Keeps the arrays in the schema's order.
    public Batch {
        arrays = List.copyOf(arrays);
    }

    /// Number of examples.
    public int size() {
        return arrays.getFirst().type().shape().size(0);
    }

    /// The array of that column.
    ///
    /// @throws DataException if there is no such column
    public Literal array(String column) {
        return arrays.get(schema.index(column));
    }

    /// The array of the first feature column.
    ///
    /// @throws DataException if there is none
    public Literal features() {
        return first(Role.FEATURE);
    }

    /// The array of the first label column.
    ///
    /// @throws DataException if there is none
    public Literal labels() {
        return first(Role.LABEL);
    }

    /// The arrays of all columns of a role, in the schema's order.
    public List<Literal> arrays(Role role) {
        return IntStream.range(0, schema.size())
                .filter(c -> schema.column(c).role() == role)
                .mapToObj(arrays::get)
                .toList();
    }

    private Literal first(Role role) {
        return arrays(role).stream()
                .findFirst()
                .orElseThrow(() ->
                        new DataException(
                                "the data have no %s column, only %s"
                                        .formatted(role.name().toLowerCase(Locale.ROOT), schema)));
    }

    /// The same batch in memory of its own.
    public Batch copy() {
        return new Batch(schema, arrays.stream().map(Batch::copy).toList(), epoch, index);
    }

    private static Literal copy(Literal array) {
        Literal made = Literal.zeros(array.type());
        made.segment().copyFrom(array.segment());
        return made;
    }

    /// A batch whose arrays are the beginnings of given memory.
    static Batch over(Schema schema, MemorySegment[] memory, int size, int epoch, int index) {
        Literal[] arrays = new Literal[memory.length];
        for (int c = 0; c < memory.length; c++) {
            TensorType type = schema.column(c).batched(size);
            arrays[c] = Literal.of(type, memory[c].asSlice(0, type.bytes()));
        }
        return new Batch(schema, List.of(arrays), epoch, index);
    }
}
