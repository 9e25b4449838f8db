package io.jacquard.cpu;

import io.jacquard.ir.Literal;
import io.jacquard.ir.batching.Batching;
import io.jacquard.runtime.Device;
import io.jacquard.testkit.BackendConformance;
import io.jacquard.testkit.OpCase;
import java.lang.foreign.MemorySegment;
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
                                () -> g.getValue().forEach(c -> conformance.check(twice(c)))))
                .onClose(device::close);
    }

    private static OpCase twice(OpCase c) {
        List<Literal> arguments = c.arguments().stream().map(x -> twice(x)).toList();
        return new OpCase(
                c.group(), c.name(), Batching.of(c.function(), 2), arguments, c.tolerance());
    }

    private static Literal twice(Literal x) {
        Literal made = Literal.zeros(x.type().with(x.type().shape().insert(0, 2)));
        MemorySegment to = made.segment();
        long bytes = x.segment().byteSize();
        to.asSlice(0, bytes).copyFrom(x.segment());
        to.asSlice(bytes, bytes).copyFrom(x.segment());
        return made;
    }
}
