package io.jacquard.testkit;

import io.jacquard.ir.interpret.Interpreter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The interpreter against what JAX computed.
class OpFixtureTest {
    @TestFactory
    Stream<DynamicNode> interpreterComputesWhatJaxComputes() {
        Map<String, List<OpFixture>> groups =
                OpFixture.all().stream().collect(Collectors.groupingBy(OpFixture::op));
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> DynamicContainer.dynamicContainer(e.getKey(), tests(e.getValue())));
    }

    private static Stream<DynamicTest> tests(List<OpFixture> fixtures) {
        return fixtures.stream()
                .map(f ->
                        DynamicTest.dynamicTest(
                                f.text(),
                                () -> f.check(Interpreter.run(f.function(), f.arguments()))));
    }
}
