package io.jacquard.pjrt;

import io.jacquard.testkit.BackendConformance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class XlaConformanceTest {
    @TestFactory
    Stream<DynamicNode> conforms() {
        return BackendConformance.of(XlaCpu.open()).tests();
    }
}
