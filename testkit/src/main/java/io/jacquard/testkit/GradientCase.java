package io.jacquard.testkit;

import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.ir.interpret.Interpreter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// The gradient program of a case, which a backend runs in the case's dtype, and the same program
/// in f64, which the interpreter runs: what the gradient is.
///
/// Each floating result has a random cotangent.
///
/// @param program from the case's arguments and the cotangents to the gradients, in the case's
///   dtype
/// @param exact the program built anew from the case's function in f64
public record GradientCase(OpCase program, Function exact) {
    private static final int SEED = 100;
    private static final double MODERATE = 100;

    /// The gradient of a case; empty if it has no floating parameter or result, or none by design.
    static Optional<GradientCase> of(OpCase c) {
        boolean has = c.function().instructions().stream().allMatch(i -> hasGradient(i.op()));
        return has ? of(c, Widening.of(c.function()), Tolerance::gradient) : Optional.empty();
    }

    // A loop of unknown length has none, and bits are no numbers.
    private static boolean hasGradient(Op op) {
        return !(op instanceof Control.While) && !(op instanceof Elementwise.BitcastConvert);
    }

    private static DType narrowest(Function f) {
        return f.parameters().stream()
                .map(p -> p.type().dtype())
                .filter(DType::isFloat)
                .min(Comparator.comparingInt(DType::bytes))
                .orElseThrow();
    }

    /// The gradient of this gradient, by the arguments and the cotangents; its terms may cancel.
    Optional<GradientCase> again() {
        return of(program, exact, (_, terms) -> Tolerance.contraction(terms));
    }

    /// True if all is in f32 and no argument is above {@value #MODERATE} in size: squares and cubes
    /// of them stay in the range of the dtype.
    boolean isModerate() {
        return program.arguments().stream().allMatch(x -> isModerate(x));
    }

    private static boolean isModerate(Literal x) {
        DType dtype = x.type().dtype();
        return !dtype.isFloat() || (dtype == DType.F32 && largest(x) <= MODERATE);
    }

    // NaN if an element is.
    private static double largest(Literal x) {
        return IntStream.range(0, x.elements())
                .mapToDouble(i -> Math.abs(x.get(i)))
                .reduce(0, Math::max);
    }

    private static Optional<GradientCase> of(
            OpCase c, Function wide, BiFunction<DType, Integer, Tolerance> tolerance) {
        Function f = c.function();
        IntList results = floats(f.results());
        IntList parameters = floats(f.parameters());
        if (results.size() == 0 || parameters.size() == 0) {
            return Optional.empty();
        }
        Function program = ReverseMode.vjp(f, results, parameters);
        List<Literal> arguments = new ArrayList<>(c.arguments());
        results.stream().forEach(i -> arguments.add(cotangent(f.resultTypes().get(i), SEED + i)));
        int terms = Math.max(LongestSum.of(f), LongestSum.of(program));
        OpCase made =
                new OpCase(
                        "gradient of " + c.group(),
                        c.name(),
                        program,
                        arguments,
                        tolerance.apply(narrowest(program), terms));
        return Optional.of(new GradientCase(made, ReverseMode.vjp(wide, results, parameters)));
    }

    // Of either sign, not near 0, which would hide that numbers on the way are out of range.
    private static Literal cotangent(TensorType type, int seed) {
        Literal made = Samples.between(type.dtype(), -1.5, 1.5, seed, type.shape().sizes());
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, made.get(i) + Math.copySign(0.5, made.get(i)));
        }
        return made;
    }

    private static IntList floats(List<? extends Value> values) {
        return IntList.of(
                IntList.range(0, values.size()).stream()
                        .filter(i -> values.get(i).type().dtype().isFloat())
                        .toArray());
    }

    /// The gradients by the interpreter in f64, rounded once to the types of the program. Where one
    /// is beyond the dtype, numbers on the way are too, and infinities may cancel: there it is the
    /// infinity or NaN that the interpreter has in the dtype.
    public List<Literal> expected() {
        List<Literal> wide = program.arguments().stream().map(Widening::of).toList();
        List<Literal> made = Interpreter.run(exact, wide);
        List<Literal> rounded = new ArrayList<>();
        for (TensorType t : program.function().resultTypes()) {
            rounded.add(Widening.as(made.get(rounded.size()), t.dtype()));
        }
        if (rounded.stream().allMatch(GradientCase::isFinite)) {
            return rounded;
        }
        List<Literal> narrow = Interpreter.run(program.function(), program.arguments());
        return IntStream.range(0, made.size())
                .mapToObj(i -> merged(rounded.get(i), narrow.get(i)))
                .toList();
    }

    private static boolean isFinite(Literal x) {
        return IntStream.range(0, x.elements()).allMatch(i -> Double.isFinite(x.get(i)));
    }

    private static Literal merged(Literal rounded, Literal narrow) {
        Literal made = Literal.zeros(rounded.type());
        for (int i = 0; i < made.elements(); i++) {
            boolean beyond = !Double.isFinite(rounded.get(i)) && !Double.isFinite(narrow.get(i));
            made.set(i, beyond ? narrow.get(i) : rounded.get(i));
        }
        return made;
    }
}
