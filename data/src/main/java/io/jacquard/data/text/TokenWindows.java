package io.jacquard.data.text;

import io.jacquard.data.Column;
import io.jacquard.data.DataException;
import io.jacquard.data.Dataset;
import io.jacquard.data.Draw;
import io.jacquard.data.Row;
import io.jacquard.data.Schema;
import io.jacquard.data.Source;
import io.jacquard.data.Transform;
import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Seed;

/// Pieces of one long text as examples for a language model: `features` are the ids of a piece,
/// `labels` those one position further, both `i32[length]`.
///
/// {@snippet file="io/jacquard/data/text/TokenWindowsTest.java" region="windows"}
public final class TokenWindows {
    private TokenWindows() {}

    /// Pieces side by side; what is left at the end is not used.
    ///
    /// @param ids of the text
    /// @param length ids of a piece, from 1
    /// @throws DataException if the text is not longer than a piece
    public static Dataset sideBySide(int[] ids, int length) {
        check(ids, length);
        return Dataset.from(new Pieces(ids.clone(), length));
    }

    /// Pieces at random places, other ones in each epoch.
    ///
    /// @param ids of the text
    /// @param length ids of a piece, from 1
    /// @param count pieces an epoch, from 1
    /// @param seed decides, with the epoch
    /// @throws DataException if the text is not longer than a piece
    public static Dataset random(int[] ids, int length, int count, Seed seed) {
        check(ids, length);
        int[] own = ids.clone();
        return Dataset.from(new Blank(length, count)).map(new Drawn(own, length), seed);
    }

    private static void check(int[] ids, int length) {
        if (length < 1 || ids.length <= length) {
            throw DataException.of(
                    "a text of %d tokens".formatted(ids.length),
                    "it has no piece of %d tokens and the one behind".formatted(length),
                    "expected more tokens than a piece has, and pieces from 1",
                    "give a longer text or a smaller context");
        }
    }

    private static Schema schema(int length) {
        TensorType type = TensorType.of(DType.I32, length);
        return Schema.of(Column.feature(Column.FEATURES, type), Column.label(Column.LABELS, type));
    }

    private static void write(int[] ids, int at, int length, Row into) {
        for (int i = 0; i < length; i++) {
            into.set(0, i, ids[at + i]);
            into.set(1, i, ids[at + i + 1]);
        }
    }

    private static final class Pieces implements Source {
        private final int[] ids;
        private final int length;

        Pieces(int[] ids, int length) {
            this.ids = ids;
            this.length = length;
        }

        @Override
        public int size() {
            return (ids.length - 1) / length;
        }

        @Override
        public Schema schema() {
            return TokenWindows.schema(length);
        }

        @Override
        public void read(int index, Row into) {
            write(ids, index * length, length, into);
        }
    }

    /// So many examples, whose ids are drawn later.
    private record Blank(int length, int size) implements Source {
        @Override
        public Schema schema() {
            return TokenWindows.schema(length);
        }

        @Override
        public void read(int index, Row into) {
            into.segment(0).asSlice(into.offset(0), into.bytes(0)).fill((byte) 0);
            into.segment(1).asSlice(into.offset(1), into.bytes(1)).fill((byte) 0);
        }
    }

    private static final class Drawn implements Transform {
        private final int[] ids;
        private final int length;

        Drawn(int[] ids, int length) {
            this.ids = ids;
            this.length = length;
        }

        @Override
        public Schema schema(Schema in) {
            return in;
        }

        @Override
        public void apply(Row in, Row out, Draw draw) {
            write(ids, draw.nextInt(ids.length - length), length, out);
        }
    }
}
