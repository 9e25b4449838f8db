package io.jacquard.pjrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.runtime.Device;
import io.jacquard.testkit.GraphAgreement;
import io.jacquard.testkit.RandomGraphs;
import org.junit.jupiter.api.Test;

class XlaRandomGraphsTest {
    private static final int GRAPHS = Integer.getInteger("jacquard.test.graphs.xla", 200);

    @Test
    void agreeWithTheInterpreter() {
        try (Device device = XlaCpu.open()) {
            GraphAgreement agreement = GraphAgreement.ofFlushing(device);
            for (long seed = 0; seed < GRAPHS; seed++) {
                agreement.check(RandomGraphs.any(seed));
            }
            assertThat(agreement.share()).isGreaterThan(0.6);
        }
    }
}
