package io.jacquard.data.image;

import io.jacquard.data.DataException;
import io.jacquard.data.Idx;
import io.jacquard.data.TrainTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The MNIST digits in their official split: 60,000 for training, 10,000 for test.
///
/// | column | type |
/// |---|---|
/// | `features` | `u8[28, 28, 1]`, 0 is the background, 255 the ink |
/// | `labels` | `i32[]`, 0 to 9 |
///
/// Source: LeCun, Bottou, Bengio, Haffner, *Gradient-Based Learning Applied to Document
/// Recognition*, Proceedings of the IEEE, 1998, section III.A.
public final class Mnist {
    private static final String RESOURCES = "io/jacquard/mnist/";

    private Mnist() {}

    /// The classes' names: the digits.
    public static List<String> classes() {
        return IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    }

    /// The digits that the artifact `jacquard-mnist` brings; nothing is downloaded.
    ///
    /// @throws DataException if that artifact is not on the class path or module path
    public static TrainTest embedded() {
        return IdxImages.load(Mnist::resource, classes());
    }

    /// Digits in four IDX files in a folder, of any number and size of pictures.
    ///
    /// @param folder holds `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`,
    ///   `t10k-images-idx3-ubyte`, `t10k-labels-idx1-ubyte`; gzipped (`.gz`) or not, the last dash
    ///   but one may be a dot
    /// @throws DataException if a file is missing or damaged, the numbers of images and labels
    ///   differ, or a label is not 0 to 9
    public static TrainTest from(Path folder) {
        return IdxImages.from("MNIST", folder, classes());
    }

    private static IdxImages.Part resource(String name) {
        String path = RESOURCES + name + ".gz";
        try (InputStream in = open(path)) {
            if (in == null) {
                throw DataException.of(
                        "MNIST",
                        "the embedded digits are not there",
                        "expected the resource " + path,
                        "add the artifact io.jacquard:jacquard-mnist, or give a folder of your own");
            }
            return new IdxImages.Part(path, Idx.read(path, in));
        } catch (IOException e) {
            throw new DataException("%s: cannot be read (%s)".formatted(path, e), e);
        }
    }

    private static @Nullable InputStream open(String path) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream found = context == null ? null : context.getResourceAsStream(path);
        return found == null ? ClassLoader.getSystemResourceAsStream(path) : found;
    }
}
