package io.jacquard.data.image;

import io.jacquard.data.Column;
import io.jacquard.data.DataException;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Decodes many small JPEG files of one size, on all cores.
final class Jpegs {
    private static final int PIECE = 500;

    private Jpegs() {}

    /// The pictures side by side in the order of the entries.
    ///
    /// @param archive where they come from, for messages
    /// @param picture the type that each must have, three channels
    static Literal decode(Path archive, List<TarReader.Entry> entries, TensorType picture) {
        ImageIO.setUseCache(false);
        TensorType type = Column.feature(Column.FEATURES, picture).batched(entries.size());
        byte[] pixels = new byte[type.shape().elements()];
        int pieces = Math.ceilDiv(entries.size(), PIECE);
        IntStream.range(0, pieces)
                .parallel()
                .forEach(p -> {
                    int from = p * PIECE;
                    int to = Math.min(entries.size(), from + PIECE);
                    var piece = new Piece(archive, picture, pixels);
                    piece.decode(entries.subList(from, to), from);
                });
        return Literal.of(type, MemorySegment.ofArray(pixels));
    }

    // One reader serves many pictures: making a reader takes longer than a small picture.
    private record Piece(Path archive, TensorType picture, MemorySegment pixels) {
        Piece(Path archive, TensorType picture, byte[] pixels) {
            this(archive, picture, MemorySegment.ofArray(pixels));
        }

        void decode(List<TarReader.Entry> entries, int first) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
            try {
                for (int i = 0; i < entries.size(); i++) {
                    copy(read(reader, entries.get(i)), first + i);
                }
            } finally {
                reader.dispose();
            }
        }

        private Literal read(ImageReader reader, TarReader.Entry entry) {
            String name = archive + ", " + entry.name();
            try (var in =
                    new MemoryCacheImageInputStream(new ByteArrayInputStream(entry.bytes()))) {
                reader.setInput(in, true, true);
                Literal read = array(reader.read(0));
                if (!read.type().equals(picture)) {
                    throw DataException.of(
                            name,
                            "the picture has another size",
                            "expected %s, found %s".formatted(picture, read.type()),
                            "give the archive of this set");
                }
                return read;
            } catch (IOException e) {
                throw DataException.of(
                        name,
                        "this is no picture, or it is damaged",
                        "expected JPEG, found " + e.getMessage(),
                        "get the archive again");
            }
        }

        private void copy(Literal read, int index) {
            long bytes = picture.bytes();
            MemorySegment.copy(read.segment(), 0, pixels, index * bytes, bytes);
        }
    }

    // The reader's own layout is blue, green, red; anything else takes the long way.
    private static Literal array(BufferedImage image) {
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            return Images.withChannels(Images.of(image), 3);
        }
        byte[] stored = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < stored.length; i += 3) {
            byte blue = stored[i];
            stored[i] = stored[i + 2];
            stored[i + 2] = blue;
        }
        return Literal.of(stored, image.getHeight(), image.getWidth(), 3);
    }
}
