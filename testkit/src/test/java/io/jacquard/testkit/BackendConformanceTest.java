package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Device;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BackendConformanceTest {
    @TestFactory
    Stream<DynamicNode> referenceConforms() {
        return BackendConformance.of(Device.open("reference")).tests();
    }

    @Test
    void everyOperationHasCases() {
        Set<Class<?>> seen = new HashSet<>();
        BackendConformance.operationCases()
                .forEach(
                        c -> c.function().instructions().forEach(i -> seen.add(i.op().getClass())));
        assertThat(seen).isEqualTo(operations(Op.class, new HashSet<>()));
    }

    static Set<Class<?>> operations(Class<?> type, Set<Class<?>> found) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                operations(permitted, found);
            }
        } else {
            found.add(type);
        }
        return found;
    }

    @Test
    void aWrongResultIsFound() {
        Builder b = new Builder("f");
        Value x = b.parameter("x", TensorType.of(DType.F32, 2));
        OpCase good =
                new OpCase(
                        "exponential",
                        "f",
                        b.build(List.of(b.add(new Unary.Exponential(), x))),
                        List.of(Literal.of(new float[] {1, 2}, 2)),
                        Tolerance.ELEMENTWISE);
        try (Device wrong = new WrongDevice(Device.open("reference"))) {
            BackendConformance conformance = BackendConformance.of(wrong);
            assertThatThrownBy(() -> conformance.check(good))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("exponential, f, result 0")
                    .hasMessageContaining("expected 7.389");
        }
    }
}
