package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.Creation;
import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Site;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.pass.Decompose;
import io.jacquard.ir.pass.Passes;
import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.DeviceException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A function as a StableHLO module in MLIR's text form, with the function `main`.
///
/// Equal functions have equal texts, on every machine: names are numbers in order, attributes are
/// sorted. Parameters and results are those of the function, in order; a donated parameter carries
/// `tf.aliasing_output`. Only forms are used that XLA has read since 2024.
///
/// @param text the module
/// @param sites where each line of the text was traced, the first line first
public record StableHlo(String text, List<Site> sites) {
    /// Bytes of one constant from which on it is refused: in text it is twice as long.
    public static final long LARGEST_CONSTANT = 64L << 20;

    /// A copy of the list is kept.
    public StableHlo {
        sites = List.copyOf(sites);
    }

    /// Writes a function.
    ///
    /// @throws DeviceException if a constant has more than {@link #LARGEST_CONSTANT} bytes
    /// @throws IllegalArgumentException if an alias does not fit
    public static StableHlo of(Function function, EmitOptions options) {
        check(function, options.aliases());
        Code code = new Code();
        List<Ssa> arguments =
                IntStream.range(0, function.parameters().size())
                        .mapToObj(i -> new Ssa("%arg" + i, function.parameters().get(i).type()))
                        .toList();
        code.open("module @%s {".formatted(symbol(function.name())));
        code.open(
                "func.func public @main(%s) -> (%s) {"
                        .formatted(
                                parameters(arguments, options.aliases()),
                                Types.list(function.resultTypes())));
        List<Ssa> results = new Lowering(code, options).inline(oneLoop(function), arguments);
        code.at(Site.UNKNOWN);
        code.line(
                results.isEmpty()
                        ? "return"
                        : "return %s : %s".formatted(Code.names(results), Code.types(results)));
        code.close("}");
        code.close("}");
        return new StableHlo(code.toString(), code.sites());
    }

    // The gradient of a recurrent network holds its steps once more; in pieces they are the same.
    private static Function oneLoop(Function function) {
        if (function.instructions().stream().noneMatch(i -> i.op() instanceof Recurrent)) {
            return function;
        }
        Function pieces = Decompose.where(c -> c instanceof Recurrent).apply(function);
        return Passes.deadCode().apply(Passes.commonSubexpressions().apply(pieces));
    }

    /// Where a line was traced.
    ///
    /// @param line its number, from 1, as XLA's messages say it
    public Site site(int line) {
        return line >= 1 && line <= sites.size() ? sites.get(line - 1) : Site.UNKNOWN;
    }

    private static String parameters(List<Ssa> arguments, List<Alias> aliases) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            int parameter = i;
            String donated =
                    aliases.stream()
                            .filter(a -> a.parameter() == parameter)
                            .findFirst()
                            .map(a -> " {tf.aliasing_output = %d : i32}".formatted(a.result()))
                            .orElse("");
            all.add(arguments.get(i) + ": " + Types.of(arguments.get(i).type()) + donated);
        }
        return String.join(", ", all);
    }

    private static String symbol(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    private static void check(Function function, List<Alias> aliases) {
        for (Alias a : aliases) {
            TensorType given = function.parameters().get(a.parameter()).type();
            TensorType made = function.results().get(a.result()).type();
            if (!given.equals(made)) {
                throw new IllegalArgumentException(
                        "parameter %d, %s, cannot become result %d, %s"
                                .formatted(a.parameter(), given, a.result(), made));
            }
        }
        for (Instruction i : function.instructions()) {
            if (i.op() instanceof Creation.Constant c) {
                check(c.value().type(), i.site());
            }
        }
    }

    private static void check(TensorType constant, Site site) {
        if (constant.bytes() > LARGEST_CONSTANT) {
            throw new DeviceException(
                    """
                    [constant] an array %s is part of the program
                      it has %d MiB, and all of it is compiled
                      expected at most %d MiB; make it a parameter of the function
                      at %s\
                    """
                            .formatted(
                                    constant,
                                    constant.bytes() >> 20,
                                    LARGEST_CONSTANT >> 20,
                                    site));
        }
    }
}
