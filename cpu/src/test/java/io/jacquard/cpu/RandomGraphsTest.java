package io.jacquard.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.runtime.Device;
import io.jacquard.testkit.GraphAgreement;
import io.jacquard.testkit.RandomGraphs;
import org.junit.jupiter.api.Test;

class RandomGraphsTest {
    private static final int GRAPHS = Integer.getInteger("jacquard.test.graphs", 2000);

    @Test
    void agreeWithTheInterpreterAndThePasses() {
        try (Device cpu = Device.open("cpu")) {
            GraphAgreement agreement = GraphAgreement.of(cpu);
            for (long seed = 0; seed < GRAPHS; seed++) {
                agreement.check(RandomGraphs.any(seed));
            }
            assertThat(agreement.share()).isGreaterThan(0.6);
        }
    }
}
