package io.jacquard.cpu;

import io.jacquard.runtime.Device;
import io.jacquard.testkit.BackendConformance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every case of every operation over two examples.
class BatchedConformanceTest {
    @TestFactory
    Stream<DynamicTest> conforms() {
        return BackendConformance.of(Device.open("cpu")).batchedTests(1);
    }
}
