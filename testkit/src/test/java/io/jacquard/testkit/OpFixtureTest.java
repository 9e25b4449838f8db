package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Op;
import io.jacquard.ir.interpret.Interpreter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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

    @Test
    void everyOperationHasFixtures() {
        Set<String> wanted = new TreeSet<>();
        BackendConformanceTest.operations(Op.class, new HashSet<>())
                .forEach(c -> wanted.add(Op.nameOf(c.asSubclass(Op.class))));
        Set<String> found = OpFixture.all().stream().map(OpFixture::op).collect(Collectors.toSet());
        // JAX has no like of a tap, which returns its operand.
        wanted.remove("tap");
        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static Stream<DynamicTest> tests(List<OpFixture> fixtures) {
        return fixtures.stream()
                .map(f ->
                        DynamicTest.dynamicTest(
                                f.text(),
                                () -> f.check(Interpreter.run(f.function(), f.arguments()))));
    }
}
