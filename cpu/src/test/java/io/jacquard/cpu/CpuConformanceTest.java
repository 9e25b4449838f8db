package io.jacquard.cpu;

import io.jacquard.runtime.Device;
import io.jacquard.testkit.BackendConformance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class CpuConformanceTest {
    @TestFactory
    Stream<DynamicNode> conforms() {
        return BackendConformance.of(Device.open("cpu")).tests();
    }
}
