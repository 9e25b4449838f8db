package io.jacquard.data.image;

import io.jacquard.data.DataException;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Reads and writes pictures: JPEG, PNG, GIF, BMP, WBMP and TIFF.
///
/// A picture is `u8[height, width, channels]` with 1 channel (gray) or 3 (red, green, blue). What
/// is transparent in a file is read as if it were not.
public final class Images {
    static {
        // Pictures are read from memory; a cache on the disk would only slow it down.
        ImageIO.setUseCache(false);
    }

    private Images() {}

    /// The picture in a file.
    ///
    /// @return `u8[height, width, 1]` for gray pictures, `u8[height, width, 3]` for the others
    /// @throws DataException if the file is missing, or is no picture of a known format
    public static Literal read(Path file) {
        try {
            return decode(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file; check the path", e);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read (%s)".formatted(file, e), e);
        }
    }

    /// The picture in a file's bytes.
    ///
    /// @param name what to call the bytes in messages
    /// @return as {@link #read}
    /// @throws DataException if the bytes are no picture of a known format
    public static Literal decode(String name, byte[] bytes) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            if (image == null) {
                throw noPicture(name, "found %d bytes of something else".formatted(bytes.length));
            }
            return of(image);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw noPicture(name, "found " + e.getMessage());
        }
    }

    private static DataException noPicture(String name, String found) {
        return DataException.of(
                name,
                "this is no picture, or it is damaged",
                "expected JPEG, PNG, GIF, BMP or TIFF, " + found,
                "give a picture in one of these formats");
    }

    /// A picture of the Java library as an array.
    ///
    /// @return as {@link #read}
    static Literal of(BufferedImage image) {
        int channels = image.getRaster().getNumBands() < 3 && !isIndexed(image) ? 1 : 3;
        TensorType type = TensorType.of(DType.U8, image.getHeight(), image.getWidth(), channels);
        byte[] pixels = new byte[type.shape().elements()];
        if (channels == 1) {
            copyGray(image.getRaster(), pixels);
        } else {
            copyColors(image, pixels);
        }
        return Literal.of(type, MemorySegment.ofArray(pixels));
    }

    private static boolean isIndexed(BufferedImage image) {
        return image.getColorModel() instanceof IndexColorModel;
    }

    // The stored values themselves: getRGB would change the gamma of gray pictures.
    private static void copyGray(Raster raster, byte[] pixels) {
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                int value = shift > 0 ? row[x] >> shift : row[x];
                pixels[y * row.length + x] = (byte) value;
            }
        }
    }

    private static void copyColors(BufferedImage image, byte[] pixels) {
        int width = image.getWidth();
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                pixels[at] = (byte) (row[x] >> 16);
                pixels[at + 1] = (byte) (row[x] >> 8);
                pixels[at + 2] = (byte) row[x];
            }
        }
    }

    /// A picture with that number of channels: gray becomes three equal channels, colors become
    /// their luma (ITU-R BT.601, as in Pillow).
    ///
    /// @param picture `u8[height, width, 1 or 3]`
    /// @param channels 1 or 3
    public static Literal withChannels(Literal picture, int channels) {
        requirePicture(picture);
        if (channels != 1 && channels != 3) {
            throw new DataException("a picture has 1 or 3 channels, found " + channels);
        }
        if (picture.type().shape().size(2) == channels) {
            return picture;
        }
        Literal made = Literal.zeros(picture.type().with(picture.type().shape().with(2, channels)));
        int pixels = made.elements() / channels;
        for (int i = 0; i < pixels; i++) {
            if (channels == 1) {
                made.setLong(i, luma(picture, 3 * i));
            } else {
                long value = picture.getLong(i);
                made.setLong(3 * i, value);
                made.setLong(3 * i + 1, value);
                made.setLong(3 * i + 2, value);
            }
        }
        return made;
    }

    // Weights 0.299, 0.587 and 0.114 in 16-bit fixed point, rounded.
    private static long luma(Literal picture, int at) {
        return (picture.getLong(at) * 19595
                        + picture.getLong(at + 1) * 38470
                        + picture.getLong(at + 2) * 7471
                        + 0x8000)
                >> 16;
    }

    /// A picture in another size: bilinear, and with antialiasing where it becomes smaller, as
    /// Pillow's `resize(..., BILINEAR)`.
    ///
    /// @param picture `u8[height, width, channels]`
    /// @param height in pixels, 1 or more
    /// @param width in pixels, 1 or more
    public static Literal resize(Literal picture, int height, int width) {
        requirePicture(picture);
        if (height < 1 || width < 1) {
            throw new DataException(
                    "a picture is 1 pixel or more on each side, found %d by %d"
                            .formatted(height, width));
        }
        return Resample.bilinear(picture, height, width);
    }

    /// Writes a picture as PNG.
    ///
    /// @param picture `u8[height, width, 1 or 3]`
    /// @throws DataException if the file cannot be written
    public static void write(Path file, Literal picture) {
        requirePicture(picture);
        int[] sizes = picture.type().shape().sizes();
        int kind = sizes[2] == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(sizes[1], sizes[0], kind);
        image.getRaster().setPixels(0, 0, sizes[1], sizes[0], picture.ints());
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        } catch (IOException | UncheckedIOException e) {
            throw new DataException("%s: cannot be written (%s)".formatted(file, e), e);
        }
    }

    private static void requirePicture(Literal picture) {
        TensorType type = picture.type();
        if (type.dtype() != DType.U8
                || type.rank() != 3
                || (type.shape().size(2) != 1 && type.shape().size(2) != 3)) {
            throw new DataException("expected a picture u8[height, width, 1 or 3], found " + type);
        }
    }
}
