package org.nd4j.nativeblas;

/**
 * Answers for Deeplearning4j 1.0.0-M2.1, whose layers look for this class to learn whether oneDNN is
 * there; the release moved its own elsewhere, so without this one convolutions never use oneDNN. It is
 * asked only where the property {@code org.eclipse.deeplearning4j.helpers.disable} is false.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** What is asked. */
    public static final class Environment {
        private static final Environment ONLY = new Environment();

        private Environment() {}

        public static Environment getInstance() {
            return ONLY;
        }

        public boolean isUseMKLDNN() {
            return true;
        }
    }
}
