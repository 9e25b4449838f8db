package io.jacquard.testkit;

import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.text.Parser;
import java.util.List;
import java.util.Locale;

/// What JAX computed with one operation, or mpmath: `fixtures/README.md` of the source tree says
/// how.
///
/// {@snippet :
/// for (OpFixture fixture : OpFixture.all()) {
///     fixture.check(Interpreter.run(fixture.function(), fixture.arguments()));
/// }
/// }
///
/// @param op the name of the operation that it is about
/// @param text the function in the IR's text; that its types are JAX's is tested by parsing it
/// @param arguments one a parameter
/// @param results JAX's or mpmath's, or where a specification says otherwise those
/// @param kind how near a result has to be
public record OpFixture(
        String op, String text, List<Literal> arguments, List<Literal> results, Kind kind) {
    /// The files, one a family of operations.
    public static final List<String> FAMILIES =
            List.of(
                    "elementwise",
                    "shaping",
                    "reduction",
                    "contraction",
                    "composite",
                    "sequence",
                    "windowed",
                    "indexing",
                    "ordering",
                    "control",
                    "exact");

    /// How near a result has to be, by its dtype.
    public enum Kind {
        /// Equal numbers.
        EXACT(0, 0),
        /// A function of single elements, relative to each of them. JAX's logistic of 16-bit floats
        /// rounds on the way.
        ELEMENTWISE(8, 2),
        /// A sum whose terms are added in another order, relative to the largest result.
        SUM(16, 1),
        /// A recurrence against numbers of 200 bits, relative to the largest result: sums of size 8
        /// and more are rounded on the way.
        ROUNDED(8, 1);

        private final int wide;
        private final int narrow;

        Kind(int wide, int narrow) {
            this.wide = wide;
            this.narrow = narrow;
        }

        /// The tolerance for results of a dtype: so many units in the last place.
        public Tolerance of(DType dtype) {
            if (!dtype.isFloat() || this == EXACT) {
                return Tolerance.EXACT;
            }
            double units = dtype.bytes() == 2 ? narrow : wide;
            Tolerance.Scale scale =
                    this == ELEMENTWISE ? Tolerance.Scale.ELEMENT : Tolerance.Scale.LARGEST;
            String name = "FIXTURE " + name() + " " + dtype.text();
            return new Tolerance(name, units * unit(dtype), 0, scale);
        }

        private static double unit(DType dtype) {
            return switch (dtype) {
                case F32 -> 0x1p-23;
                case F64 -> 0x1p-52;
                case BF16 -> 0x1p-7;
                case F16 -> 0x1p-10;
                case I8, I32, I64, U8, U32, BOOL -> 0;
            };
        }
    }

    /// Copies of the lists are kept.
    public OpFixture {
        arguments = List.copyOf(arguments);
        results = List.copyOf(results);
    }

    /// The fixtures of all families.
    public static List<OpFixture> all() {
        return FAMILIES.stream().flatMap(f -> of(f).stream()).toList();
    }

    /// The fixtures of one family.
    ///
    /// @param family one of {@link #FAMILIES}
    public static List<OpFixture> of(String family) {
        Fixtures file = Fixtures.load("ops-" + family);
        return file.json().at("cases").list().stream().map(c -> of(file, c)).toList();
    }

    private static OpFixture of(Fixtures file, Json json) {
        return new OpFixture(
                json.at("op").text(),
                json.at("function").text(),
                literals(file, json.at("arguments")),
                literals(file, json.at("results")),
                Kind.valueOf(json.at("tolerance").text().toUpperCase(Locale.ROOT)));
    }

    private static List<Literal> literals(Fixtures file, Json keys) {
        return keys.list().stream().map(k -> file.tensor(k.text())).toList();
    }

    /// The function, parsed.
    public Function function() {
        return Parser.parse(text);
    }

    /// Fails if results are not near those of this fixture.
    ///
    /// @param actual one a result
    /// @throws AssertionError says which result of which function differs, where and how much
    public void check(List<Literal> actual) {
        for (int i = 0; i < results.size(); i++) {
            Literal expected = results.get(i);
            ArrayAssert.assertThat(actual.get(i))
                    .as("result %d of %s for %s", i, text, arguments)
                    .isCloseTo(expected, kind.of(expected.type().dtype()));
        }
    }
}
