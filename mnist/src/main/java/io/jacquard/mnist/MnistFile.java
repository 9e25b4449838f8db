package io.jacquard.mnist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/// One of the four files of MNIST, in the IDX format: a big-endian header, then one byte a value.
///
/// | file | values |
/// |---|---|
/// | `TRAIN_IMAGES` | `u8[60000, 28, 28]`, 0 is the background, 255 the ink |
/// | `TRAIN_LABELS` | `u8[60000]`, 0 to 9 |
/// | `TEST_IMAGES` | `u8[10000, 28, 28]` |
/// | `TEST_LABELS` | `u8[10000]` |
///
/// Source: LeCun, Bottou, Bengio, Haffner, *Gradient-Based Learning Applied to Document
/// Recognition*, Proceedings of the IEEE, 1998, section III.A.
public enum MnistFile {
    /// The 60,000 pictures to learn from.
    TRAIN_IMAGES("train-images-idx3-ubyte"),
    /// The digit that each training picture shows.
    TRAIN_LABELS("train-labels-idx1-ubyte"),
    /// The 10,000 pictures of the official test, by other writers than the training pictures.
    TEST_IMAGES("t10k-images-idx3-ubyte"),
    /// The digit that each test picture shows.
    TEST_LABELS("t10k-labels-idx1-ubyte");

    private final String idxName;

    MnistFile(String idxName) {
        this.idxName = idxName;
    }

    /// The published name of the compressed file, which is also the resource's name.
    ///
    /// @return such as `train-images-idx3-ubyte.gz`
    public String fileName() {
        return idxName + ".gz";
    }

    /// Opens the compressed file as it was published.
    ///
    /// @return gzip bytes, to be closed by the caller
    public InputStream openCompressed() {
        var stream = MnistFile.class.getResourceAsStream(fileName());
        if (stream == null) {
            throw new IllegalStateException(
                    "jacquard-mnist lacks its resource io/jacquard/mnist/%s; was the jar repackaged?"
                            .formatted(fileName()));
        }
        return stream;
    }

    /// Opens the file and unpacks it on the way.
    ///
    /// @return IDX bytes, to be closed by the caller
    public InputStream open() {
        try {
            return new GZIPInputStream(openCompressed(), 1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + fileName(), e);
        }
    }
}
