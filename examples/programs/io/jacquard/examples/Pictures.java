package io.jacquard.examples;

import io.jacquard.data.TrainTest;
import io.jacquard.data.image.Cifar10;
import java.nio.file.Path;

/// Finds the color pictures.
final class Pictures {
    private Pictures() {}

    /// The folder of a data set: in `JACQUARD_DATA`, or else in `~/.cache/jacquard/data`.
    static Path folder(String set) {
        String root = System.getenv("JACQUARD_DATA");
        return root == null || root.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "jacquard", "data", set)
                : Path.of(root, set);
    }

    /// CIFAR-10, no more than a run wants.
    static TrainTest cifar10(Run run) {
        TrainTest all = Cifar10.from(folder("cifar-10"));
        return new TrainTest(all.train().take(run.examples()), all.test().take(run.tests()));
    }
}
