package io.jacquard.examples;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Runs every program on the real data, on fewer examples and epochs than `main`, and asserts the
/// score that so much training gives.
class ExamplesTest {
    @Test
    void digitsWithAPerceptron() {
        var report = MnistMlp.train(Run.of(2, "examples=56000"));

        Score.requireAccuracy(report, 0.960);
    }

    @Test
    void digitsWithAConvolutionalNetwork() {
        var report = MnistCnn.train(Run.of(1, "examples=12000"));

        Score.requireAccuracy(report, 0.94);
    }

    @Test
    void digitsWithARecurrentNetwork() {
        var report = MnistLstm.train(Run.of(1, "examples=24000"));

        Score.requireAccuracy(report, 0.86);
    }

    @Test
    void colorPicturesWithAConvolutionalNetwork() {
        requirePictures();

        var report = CifarCnn.train(Run.of(2, "examples=8000"));

        Score.requireAccuracy(report, 0.38);
    }

    @Test
    void colorPicturesWithAResidualNetwork() {
        requirePictures();

        var report = CifarResNet.train(Run.of(2, "examples=8000"));

        Score.requireAccuracy(report, 0.40);
    }

    @Test
    void colorPicturesByPlainGradientDescent() {
        requirePictures();

        var report = SgdCnn.train(Run.of(3, "examples=16000"));

        Score.requireAccuracy(report, 0.30);
    }

    @Test
    void theFirstTokenByAttention() {
        AttentionLstm.train(Run.of(3)).require(0.2);
    }

    @Test
    void gradientsByHandAreThoseOfGrad() {
        assertThatCode(NetworkByHand::main).doesNotThrowAnyException();
    }

    @Test
    void stepOnPaperIsRight() {
        assertThatCode(WorkedExample::main).doesNotThrowAnyException();
    }

    @Test
    void wordsThatAreNoSettingAreNamed() {
        assertThatThrownBy(() -> Run.of(1, "epoch=3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected epochs=N, examples=N, seed=N or device=NAME, got 'epoch=3'");
    }

    static void requirePictures() {
        var folder = Pictures.folder("cifar-10");
        var missing = "the data set cifar-10 is missing: no folder " + folder;
        if (!Files.isDirectory(folder) && "true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        assumeTrue(Files.isDirectory(folder), missing);
    }
}
