package io.jacquard.pjrt;

import io.jacquard.runtime.Device;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.OpCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Cases of the operations over two examples: one of so many in each build, all in the nightly one.
class XlaBatchedConformanceTest {
    private static final int OF = Integer.getInteger("jacquard.test.batched.xla", 37);

    @TestFactory
    Stream<DynamicTest> conforms() {
        Device device = XlaCpu.open();
        BackendConformance conformance = BackendConformance.of(device);
        List<OpCase> all = BackendConformance.operationCases();
        Map<String, List<OpCase>> groups =
                IntStream.range(0, all.size())
                        .filter(i -> i % OF == 0)
                        .mapToObj(all::get)
                        .collect(
                                Collectors.groupingBy(
                                        OpCase::group, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(g ->
                        DynamicTest.dynamicTest(
                                g.getKey(),
                                () -> g.getValue().forEach(c -> conformance.check(c.twice()))))
                .onClose(device::close);
    }
}
