package io.jacquard.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jacquard.ir.DType;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final TensorType PAIR = TensorType.of(DType.F32, 2);

    @Test
    void recordsInputsAndResultsInOrder() {
        var traced =
                Trace.of(
                        "pair",
                        Mode.INFERENCE,
                        t -> {
                            var a = t.input("a", PAIR);
                            var b = t.input("b", PAIR);
                            return List.of(b.sum(), a);
                        });

        assertThat(traced.function().name()).isEqualTo("pair");
        assertThat(traced.function().parameters())
                .extracting(Value.Parameter::name)
                .containsExactly("a", "b");
        assertThat(traced.function().resultTypes()).containsExactly(TensorType.of(DType.F32), PAIR);
        assertThat(traced.randomSites()).isEmpty();
    }

    @Test
    void aBoundKeyStandsForItsTensorUntilItIsUpdated() {
        Trace.of(
                "update",
                Mode.TRAINING,
                t -> {
                    var mean = t.input("mean", PAIR);
                    t.bind("mean", mean);
                    assertThat(t.bound("mean")).isSameAs(mean);
                    var next = mean.mul(0.9);
                    t.update("mean", next);
                    assertThat(t.bound("mean")).isSameAs(next);
                    assertThat(t.updates()).containsExactly(java.util.Map.entry("mean", next));
                    return List.of(next);
                });
    }

    @Test
    void updatesKeepTheirOrder() {
        Trace.of(
                "updates",
                Mode.TRAINING,
                t -> {
                    var keys = IntStream.range(0, 50).mapToObj(i -> "state." + i).toList();
                    var x = t.input("x", PAIR);
                    keys.forEach(k -> t.bind(k, x));
                    keys.forEach(k -> t.update(k, x));
                    assertThat(new ArrayList<>(t.updates().keySet())).isEqualTo(keys);
                    return List.of(x);
                });
    }

    @Test
    void anUpdateKeepsTheType() {
        Trace.of(
                "update",
                Mode.TRAINING,
                t -> {
                    var x = t.input("x", PAIR);
                    t.bind("x", x);
                    assertThatExceptionOfType(ShapeException.class)
                            .isThrownBy(() -> t.update("x", x.sum()))
                            .withMessageContaining("f32[2]");
                    return List.of(x);
                });
    }

    @Test
    void aKeyWithoutAValueIsNamed() {
        Trace.of(
                "bound",
                Mode.INFERENCE,
                t -> {
                    assertThatExceptionOfType(TraceException.class)
                            .isThrownBy(() -> t.bound("dense.weight"))
                            .withMessageStartingWith("dense.weight has no value here");
                    return List.of();
                });
    }

    @Test
    void eachRandomKeyHasASiteOfItsOwn() {
        var traced =
                Trace.of(
                        "keys",
                        Mode.TRAINING,
                        t -> {
                            var a = t.randomKey();
                            t.input("x", PAIR);
                            var b = t.in("block", () -> t.in("drop", t::randomKey));
                            var c = t.at("block.drop", t::randomKey);
                            return List.of(a, b, c);
                        });

        assertThat(traced.randomSites())
                .containsExactly(
                        new Traced.RandomSite(0, "#0"),
                        new Traced.RandomSite(2, "block.drop#0"),
                        new Traced.RandomSite(3, "block.drop#1"));
        assertThat(traced.function().resultTypes())
                .containsOnly(TensorType.of(DType.U32, 2))
                .hasSize(3);
    }

    @Test
    void thePathIsThatOfTheLayersThatRun() {
        Trace.of(
                "path",
                Mode.INFERENCE,
                t -> {
                    assertThat(t.path()).isEmpty();
                    String inner = t.in("a", () -> t.in("b", t::path));
                    assertThat(inner).isEqualTo("a.b");
                    String other =
                            t.in(
                                    "a",
                                    () ->
                                            t.at("shared", () -> t.in("c", t::path))
                                                    + " "
                                                    + t.path());
                    assertThat(other).isEqualTo("shared.c a");
                    return List.of();
                });
    }

    @Test
    void thePathIsRestoredAfterAnError() {
        Trace.of(
                "path",
                Mode.INFERENCE,
                t -> {
                    assertThatExceptionOfType(TraceException.class)
                            .isThrownBy(() -> t.in("a", () -> t.bound("nothing")));
                    assertThat(t.path()).isEmpty();
                    return List.of();
                });
    }

    @Test
    void theModeIsKnownInside() {
        Trace.of(
                "mode",
                Mode.TRAINING,
                t -> {
                    assertThat(Trace.current().mode()).isEqualTo(Mode.TRAINING);
                    assertThat(Trace.current()).isSameAs(t);
                    return List.of();
                });
    }
}
