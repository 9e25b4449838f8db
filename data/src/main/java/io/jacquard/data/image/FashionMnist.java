package io.jacquard.data.image;

import io.jacquard.data.DataException;
import io.jacquard.data.TrainTest;
import java.nio.file.Path;
import java.util.List;

/// Fashion-MNIST: 60,000 pictures of clothes for training, 10,000 for test, in the form of {@link
/// Mnist}.
///
/// Source: Xiao, Rasul, Vollgraf, *Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine
/// Learning Algorithms*, 2017, arXiv 1708.07747.
public final class FashionMnist {
    private static final List<String> CLASSES =
            List.of(
                    "t-shirt/top",
                    "trouser",
                    "pullover",
                    "dress",
                    "coat",
                    "sandal",
                    "shirt",
                    "sneaker",
                    "bag",
                    "ankle boot");

    private FashionMnist() {}

    /// The classes' names in the order of the index.
    public static List<String> classes() {
        return CLASSES;
    }

    /// The four IDX files in a folder, named as those of {@link Mnist#from}.
    ///
    /// @throws DataException if a file is missing or damaged, the numbers of images and labels
    ///   differ, or a label is not 0 to 9
    public static TrainTest from(Path folder) {
        return IdxImages.from("Fashion-MNIST", folder, classes());
    }
}
