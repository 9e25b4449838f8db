package io.jacquard.tensor;

import static io.jacquard.testkit.ArrayAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {
    static Stream<Json> seeds() {
        return Fixtures.load("randomness").json().at("seeds").list().stream();
    }

    private static Seed seed(Json entry) {
        return Seed.of((long) entry.at("seed").number());
    }

    private static int word(Json hexadecimal) {
        return Integer.parseUnsignedInt(hexadecimal.text(), 16);
    }

    private static Seed key(Json words) {
        return new Seed(word(words.list().get(0)), word(words.list().get(1)));
    }

    private static int[] words(Json list) {
        return list.list().stream().mapToInt(SeedTest::word).toArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ofANumberIsTheKeyOfJax(Json entry) {
        assertThat(seed(entry)).isEqualTo(key(entry.at("key")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void splitsAsJaxDoes(Json entry) {
        for (String split : List.of("split2", "split5", "split2x3")) {
            List<Json> parts = entry.at(split).list();
            assertThat(IntStream.range(0, parts.size()).mapToObj(seed(entry)::split).toList())
                    .isEqualTo(parts.stream().map(SeedTest::key).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void foldsANumberInAsJaxDoes(Json entry) {
        for (Json fold : entry.at("foldIn").list()) {
            int data = (int) (long) fold.at("data").number();
            assertThat(seed(entry).fold(data)).isEqualTo(key(fold.at("key")));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void drawsTheBitsAndUniformValuesOfJax(Json entry) {
        for (Json draw : entry.at("draws").list()) {
            int[] bits = words(draw.at("bits"));
            int[] uniform = words(draw.at("uniform"));
            for (int i = 0; i < bits.length; i++) {
                assertThat(seed(entry).bits(i)).isEqualTo(bits[i]);
                assertThat(Float.floatToRawIntBits(seed(entry).uniform(i))).isEqualTo(uniform[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void drawsLargeArraysAsJaxDoes(Json entry) {
        Json large = entry.at("large");
        int count = 37_000;
        long sum = 0;
        int xor = 0;
        for (int i = 0; i < count; i++) {
            sum += seed(entry).bits(i) & 0xFFFFFFFFL;
            xor ^= seed(entry).bits(i);
        }

        assertThat(sum).isEqualTo(Long.parseUnsignedLong(large.at("sumModulo2To64").text(), 16));
        assertThat(xor).isEqualTo(word(large.at("xor")));
        int[] last = words(large.at("lastBits"));
        assertThat(IntStream.range(count - last.length, count).map(seed(entry)::bits))
                .containsExactly(Arrays.stream(last).boxed().toArray(Integer[]::new));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFunctionDrawsTheSameBitsAndUniformValues(Json entry) {
        Seed seed = seed(entry);
        Shape shape = Shape.of(3, 5, 7);

        var drawn =
                Run.all(
                        in ->
                                List.of(
                                        in.getFirst().randomBits(shape),
                                        in.getFirst().randomUniform(shape)),
                        seed.literal());

        var bits = Literal.zeros(TensorType.of(DType.U32, 3, 5, 7));
        IntStream.range(0, bits.elements()).forEach(i -> bits.setLong(i, seed.bits(i)));
        assertThat(drawn.getFirst()).isExactly(bits);
        assertThat(drawn.getLast())
                .isExactly(Run.filled(Run.counting(3, 5, 7).type(), seed::uniform));
    }

    @Test
    void uniformValuesFillTheUnitIntervalEvenly() {
        int[] tenths = new int[10];
        for (int i = 0; i < 10_000; i++) {
            float u = Seed.of(3).uniform(i);
            assertThat(u).isBetween(0f, Math.nextDown(1f));
            tenths[(int) (u * 10)]++;
        }

        // 5 standard deviations of a binomial count are 150
        assertThat(Arrays.stream(tenths))
                .allSatisfy(n -> assertThat(n).isCloseTo(1000, within(150)));
    }

    @Test
    void normalValuesHaveMeanZeroAndVarianceOne() {
        double[] drawn = IntStream.range(0, 10_000).mapToDouble(Seed.of(5)::normal).toArray();
        double mean = Arrays.stream(drawn).average().orElseThrow();
        double square = Arrays.stream(drawn).map(x -> x * x).average().orElseThrow();

        assertThat(mean).isCloseTo(0, within(0.05));
        assertThat(square - mean * mean).isCloseTo(1, within(0.07));
        assertThat(Arrays.stream(drawn).filter(x -> Math.abs(x) < 1.959964).count())
                .isCloseTo(9_500, within(110L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 1000})
    void aPermutationHoldsEachNumberOnce(int n) {
        assertThat(Arrays.stream(Seed.of(7).permutation(n)).sorted())
                .containsExactly(IntStream.range(0, n).boxed().toArray(Integer[]::new));
    }

    @Test
    void allPermutationsAreEquallyLikely() {
        int[] counts = new int[6];
        for (int i = 0; i < 6_000; i++) {
            int[] p = Seed.of(11).fold(i).permutation(3);
            counts[p[0] * 2 + (p[1] > p[2] ? 1 : 0)]++;
        }

        // 5 standard deviations of a binomial count are 145
        assertThat(Arrays.stream(counts))
                .allSatisfy(n -> assertThat(n).isCloseTo(1000, within(145)));
    }

    @Test
    void permutationsStayAsTheyWere() {
        assertThat(Seed.of(42).permutation(8)).containsExactly(6, 2, 4, 5, 3, 1, 7, 0);
    }

    @Test
    void namesMakeDifferentSeedsThatStayAsTheyWere() {
        var names = List.of("", "a", "b", "ab", "ba", "abcd", "abcde", "0.weight", "ä");

        assertThat(names.stream().map(Seed.of(1)::in).distinct()).hasSameSizeAs(names);
        assertThat(Seed.of(1).in("0.weight")).isEqualTo(new Seed(-2138233539, 4118017));
    }

    @Test
    void wordsOfTheKeyAreItsData() {
        assertThat(new Seed(-1, 7).literal()).hasToString("u32[2] 4294967295 7");
        assertThat(Seed.of(-2)).isEqualTo(new Seed(-1, -2));
    }

    @Test
    void manySplitsAndFoldsDiffer() {
        var seen = new HashSet<Seed>();
        IntStream.range(0, 10_000).forEach(i -> seen.add(Seed.of(9).fold(i)));
        assertThat(seen).hasSize(10_000);
    }
}
