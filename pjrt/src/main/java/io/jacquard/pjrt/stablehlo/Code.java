package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.Site;
import io.jacquard.ir.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Text while it is written, line by line, with fresh names for values.
final class Code {
    private final StringBuilder text = new StringBuilder();
    private final List<Site> sites = new ArrayList<>();
    private Site site = Site.UNKNOWN;
    private int depth;
    private int values;

    /// Where the lines from here on come from.
    void at(Site place) {
        site = place;
    }

    void line(String line) {
        text.repeat("  ", depth).append(line).append('\n');
        sites.add(site);
    }

    void open(String line) {
        line(line);
        depth++;
    }

    void close(String line) {
        depth--;
        line(line);
    }

    /// Writes an operation of one result.
    ///
    /// @param right what stands right of the equals sign
    Ssa let(TensorType type, String right) {
        Ssa made = fresh(type);
        line(made.name() + " = " + right);
        return made;
    }

    /// Writes an operation of one result whose type is no {@link TensorType}.
    ///
    /// @return its name
    String let(String right) {
        String name = "%" + values++;
        line(name + " = " + right);
        return name;
    }

    /// Writes an operation of any number of results.
    ///
    /// @param right what stands right of the equals sign
    List<Ssa> let(List<TensorType> types, String right) {
        List<Ssa> made = results(types);
        line(left(made) + right);
        return made;
    }

    /// Writes an operation that holds code.
    ///
    /// @param head the name, the operands and the attributes
    /// @param types of the operands
    /// @param results types of the results
    List<Ssa> let(
            String head, List<Region> regions, List<TensorType> types, List<TensorType> results) {
        List<Ssa> made = results(results);
        open(left(made) + head + " ({");
        for (int i = 0; i < regions.size(); i++) {
            if (i > 0) {
                close("}, {");
                depth++;
            }
            write(regions.get(i));
        }
        close("}) : (%s) -> (%s)".formatted(Types.list(types), Types.list(results)));
        return made;
    }

    private static String left(List<Ssa> made) {
        String name = made.getFirst().name().replaceFirst("#.*", "");
        return name + (made.size() == 1 ? "" : ":" + made.size()) + " = ";
    }

    private List<Ssa> results(List<TensorType> types) {
        if (types.size() == 1) {
            return List.of(fresh(types.getFirst()));
        }
        String name = "%" + values++;
        return IntStream.range(0, types.size())
                .mapToObj(i -> new Ssa(name + "#" + i, types.get(i)))
                .toList();
    }

    private void write(Region region) {
        List<Ssa> given = region.parameters().stream().map(this::fresh).toList();
        if (!given.isEmpty()) {
            depth--;
            line("^bb0(%s):".formatted(declared(given)));
            depth++;
        }
        List<Ssa> made = region.body().apply(given);
        line("stablehlo.return %s : %s".formatted(names(made), types(made)));
    }

    private Ssa fresh(TensorType type) {
        return new Ssa("%" + values++, type);
    }

    private static String declared(List<Ssa> values) {
        return values.stream()
                .map(v -> v.name() + ": " + Types.of(v.type()))
                .collect(Collectors.joining(", "));
    }

    static String names(List<Ssa> values) {
        return values.stream().map(Ssa::name).collect(Collectors.joining(", "));
    }

    static String types(List<Ssa> values) {
        return Types.list(values.stream().map(Ssa::type).toList());
    }

    /// Names and types of operands and the type of the result as most operations write them.
    static String signature(TensorType result, Ssa... operands) {
        List<TensorType> types = Stream.of(operands).map(Ssa::type).toList();
        return "(%s) -> %s".formatted(Types.list(types), Types.of(result));
    }

    /// Where each line comes from.
    List<Site> sites() {
        return List.copyOf(sites);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
