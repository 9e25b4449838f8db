package io.jacquard.cpu;

import io.jacquard.runtime.Device;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.OpCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every case of every operation over two examples.
class BatchedConformanceTest {
    @TestFactory
    Stream<DynamicTest> conforms() {
        Device device = Device.open("cpu");
        BackendConformance conformance = BackendConformance.of(device);
        Map<String, List<OpCase>> groups = new LinkedHashMap<>();
        BackendConformance.operationCases()
                .forEach(c -> groups.computeIfAbsent(c.group(), _ -> new ArrayList<>()).add(c));
        return groups.entrySet().stream()
                .map(g ->
                        DynamicTest.dynamicTest(
                                g.getKey(),
                                () -> g.getValue().forEach(c -> conformance.check(c.twice()))))
                .onClose(device::close);
    }
}
