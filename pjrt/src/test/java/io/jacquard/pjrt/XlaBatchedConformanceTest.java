package io.jacquard.pjrt;

import io.jacquard.testkit.BackendConformance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Cases of the operations over two examples: one of so many in each build, all in the nightly one.
class XlaBatchedConformanceTest {
    private static final int OF = Integer.getInteger("jacquard.test.batched.xla", 37);

    @TestFactory
    Stream<DynamicTest> conforms() {
        return BackendConformance.of(XlaCpu.open()).batchedTests(OF);
    }
}
