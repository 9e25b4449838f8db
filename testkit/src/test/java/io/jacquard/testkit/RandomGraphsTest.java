package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Verifier;
import io.jacquard.ir.interpret.Interpreter;
import io.jacquard.ir.text.Parser;
import io.jacquard.ir.text.Printer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RandomGraphsTest {
    private static final int SEEDS = 300;

    @Test
    void reachEveryOperationTwentyTimesInAThousand() {
        Map<Class<?>, Integer> seen = new HashMap<>();
        BackendConformanceTest.operations(Op.class, new HashSet<>()).forEach(c -> seen.put(c, 0));
        for (long seed = 0; seed < 1000; seed++) {
            RandomGraphs.any(seed)
                    .function()
                    .instructions()
                    .forEach(i -> seen.merge(i.op().getClass(), 1, Integer::sum));
        }
        assertThat(seen).allSatisfy((_, times) -> assertThat(times).isGreaterThanOrEqualTo(20));
    }

    @Test
    void printedTextParsesToTheSameText() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Function f = RandomGraphs.any(seed).function();
            String text = Printer.print(f);
            assertThat(Printer.print(Parser.parse(text))).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void parsedFunctionsComputeTheSameBits() {
        for (long seed = 0; seed < 50; seed++) {
            RandomGraphs.Graph g = RandomGraphs.any(seed);
            Function parsed = Parser.parse(Printer.print(g.function()));
            List<Literal> results = Interpreter.run(g.function(), g.arguments());
            assertThat(Interpreter.run(parsed, g.arguments()))
                    .as("seed %d", seed)
                    .isEqualTo(results);
        }
    }

    @Test
    void areValidAndEqualForEqualSeeds() {
        for (long seed = 0; seed < 50; seed++) {
            RandomGraphs.Graph g = RandomGraphs.any(seed);
            Verifier.check(g.function());
            assertThat(Printer.print(RandomGraphs.any(seed).function()))
                    .isEqualTo(Printer.print(g.function()));
            assertThat(RandomGraphs.any(seed).arguments()).isEqualTo(g.arguments());
        }
    }

    @Test
    void smoothGraphsStayNearOne() {
        for (long seed = 0; seed < 50; seed++) {
            RandomGraphs.Graph g = RandomGraphs.smooth(seed);
            for (Literal result : Interpreter.run(g.function(), g.arguments())) {
                ArrayAssert.assertThat(result).isFinite();
                for (double v : result.doubles()) {
                    assertThat(Math.abs(v)).as("seed %d", seed).isLessThanOrEqualTo(2);
                }
            }
        }
    }

    @Test
    void shrinkToTheFirstInstructionThatFails() {
        Predicate<Function> fails =
                f -> f.instructions().stream().anyMatch(i -> i.op() instanceof Unary.Tanh);
        Function whole = RandomGraphs.smooth(3).function();
        Function part = RandomGraphs.shrunk(whole, fails);
        assertThat(fails.test(whole)).isTrue();
        assertThat(part.instructions().getLast().op()).isInstanceOf(Unary.Tanh.class);
        assertThat(part.instructions().size()).isLessThan(whole.instructions().size());
        assertThat(part.instructions().stream().filter(i -> i.op() instanceof Unary.Tanh))
                .hasSize(1);
    }
}
