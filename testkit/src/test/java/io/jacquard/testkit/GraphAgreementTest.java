package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphAgreementTest {
    private static final float SUBNORMAL = 1e-40f;

    private final Device doubling = new WrongDevice(Device.open("reference"));

    private static RandomGraphs.Graph maximum(float... numbers) {
        Literal x = Literal.of(numbers, numbers.length);
        Builder b = new Builder("maximum");
        Value v = b.parameter("x", x.type());
        return new RandomGraphs.Graph(
                b.build(List.of(b.add(new Binary.Maximum(), v, v))), List.of(x));
    }

    @Test
    void numbersThatDifferAreRefused() {
        RandomGraphs.Graph graph = maximum(1);
        assertThatThrownBy(() -> GraphAgreement.of(doubling).check(graph))
                .hasMessageContaining("expected 1.0 but was 2.0");
        assertThatThrownBy(() -> GraphAgreement.ofFlushing(doubling).check(graph))
                .hasMessageContaining("expected 1.0 but was 2.0");
    }

    @Test
    void subnormalNumbersMayDifferWhereADeviceFlushesThem() {
        RandomGraphs.Graph graph = maximum(SUBNORMAL, 0);
        assertThatThrownBy(() -> GraphAgreement.of(doubling).check(graph))
                .hasMessageContaining("element 0");
        assertThatCode(() -> GraphAgreement.ofFlushing(doubling).check(graph))
                .doesNotThrowAnyException();
    }

    @Test
    void whatFollowsFromAFlushedNumberIsNotCompared() {
        Literal x = Literal.of(new float[] {SUBNORMAL}, 1);
        Builder b = new Builder("divide");
        Value v = b.parameter("x", x.type());
        RandomGraphs.Graph graph =
                new RandomGraphs.Graph(
                        b.build(List.of(b.add(new Binary.Divide(), v, v))), List.of(x));
        assertThatThrownBy(() -> GraphAgreement.of(doubling).check(graph))
                .hasMessageContaining("expected 1.0 but was 2.0");
        assertThatCode(() -> GraphAgreement.ofFlushing(doubling).check(graph))
                .doesNotThrowAnyException();
    }
}
