package io.jacquard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.text.Parser;
import io.jacquard.ir.text.Printer;
import io.jacquard.ir.text.TextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The parser of functions on texts that nobody would write: from every operation, in every dtype.
class MutatedTextsTest {
    private static final int TEXTS = Integer.getInteger("jacquard.test.texts", 100_000);
    private static final Pattern TOKEN =
            Pattern.compile("[A-Za-z0-9_.%-]+|\"[^\"]*\"|[^A-Za-z0-9_.%\"-]");
    private static final List<String> HOSTILE =
            List.of(
                    "-1",
                    "0",
                    "2147483647",
                    "-2147483648",
                    "99999999999999999999",
                    "1e999",
                    "nan",
                    "{",
                    "[",
                    "\"",
                    "\\",
                    "\u0000",
                    "function f(",
                    "[2147483647, 2]",
                    "[65536, 65536]",
                    "%");

    private final Random random = new Random(4);
    private final List<List<String>> texts = new ArrayList<>();

    private void read(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        texts.add(tokens);
    }

    @Test
    void giveFunctionsOrAreRefusedWithTheirPlace() {
        OpFixture.all().forEach(f -> read(f.text()));
        for (long seed = 0; seed < 30; seed++) {
            read(Printer.print(RandomGraphs.any(seed).function()));
        }
        int parsed = 0;
        for (int i = 0; i < TEXTS; i++) {
            String mutant = mutant(texts.get(i % texts.size()));
            try {
                String text = Printer.print(Parser.parse(mutant));
                assertThat(Printer.print(Parser.parse(text))).isEqualTo(text);
                parsed++;
            } catch (TextException e) {
                assertThat(e.line()).isPositive();
                assertThat(e.column()).isPositive();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("the parser fails with " + e + " on\n" + mutant, e);
            }
        }
        assertThat(parsed).isBetween(TEXTS / 50, TEXTS * 9 / 10);
    }

    private String mutant(List<String> text) {
        List<String> tokens = new ArrayList<>(text);
        for (int n = random.nextInt(3); n >= 0 && !tokens.isEmpty(); n--) {
            int at = random.nextInt(tokens.size());
            List<String> other = texts.get(random.nextInt(texts.size()));
            switch (random.nextInt(7)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
                case 2 -> tokens.set(at, other.get(random.nextInt(other.size())));
                case 3 -> tokens.set(at, HOSTILE.get(random.nextInt(HOSTILE.size())));
                case 4 -> tokens.set(at, "" + random.nextInt(9));
                case 5 -> tokens.set(at, scratched(tokens.get(at)));
                default -> tokens.subList(at, Math.min(tokens.size(), at + 9)).clear();
            }
        }
        return String.join("", tokens);
    }

    private String scratched(String token) {
        StringBuilder s = new StringBuilder(token);
        s.setCharAt(random.nextInt(s.length()), (char) random.nextInt(256));
        return s.toString();
    }
}
