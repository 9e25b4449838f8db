package io.jacquard.nn;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Tensors;
import io.jacquard.tensor.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The table of a model's layers.
final class Summary {
    private record Row(String name, String layer, String output, String parameters) {}

    private Summary() {}

    static String of(Model model, Map<String, TensorType> inputs) {
        List<Row> rows = new ArrayList<>();
        new TreeMap<>(inputs).forEach((n, t) -> rows.add(new Row(n, "input", t.toString(), "0")));
        for (Calls.Call call : Calls.during(() -> trace(model, inputs))) {
            rows.add(row(model, call));
        }
        String table =
                AsciiTable.builder()
                        .lineSeparator("\n")
                        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
                        .data(
                                rows,
                                List.of(
                                        left("Name").with(Row::name),
                                        left("Layer").with(Row::layer),
                                        left("Output").with(Row::output),
                                        right("Parameters").with(Row::parameters)))
                        .asString();
        return table + "\n" + totals(model);
    }

    private static Column left(String header) {
        return new Column().header(header).dataAlign(HorizontalAlign.LEFT).maxWidth(60);
    }

    private static Column right(String header) {
        return new Column().header(header).dataAlign(HorizontalAlign.RIGHT);
    }

    private static void trace(Model model, Map<String, TensorType> inputs) {
        Trace.of(
                "summary",
                Mode.INFERENCE,
                trace -> {
                    model.bind(trace);
                    Tensors in = Tensors.none();
                    for (var e : new TreeMap<>(inputs).entrySet()) {
                        in = in.and(e.getKey(), trace.input(e.getKey(), e.getValue()));
                    }
                    return model.network().apply(in).list();
                });
    }

    private static Row row(Model model, Calls.Call call) {
        String prefix = call.path().isEmpty() ? "" : call.path() + ".";
        long count =
                count(
                        model,
                        p ->
                                p.name().startsWith(prefix)
                                        && p.name().indexOf('.', prefix.length()) < 0);
        return new Row(call.path(), call.layer().title(), call.output().toString(), text(count));
    }

    private static String totals(Model model) {
        long bytes = model.parameters().stream().mapToLong(p -> p.type().bytes()).sum();
        return String.format(
                Locale.ROOT,
                "%s parameters (%.1f KiB): %s trained, %s state",
                text(count(model, _ -> true)),
                bytes / 1024.0,
                text(count(model, Parameter::trainable)),
                text(count(model, p -> !p.trainable())));
    }

    private static long count(Model model, Predicate<Parameter> which) {
        return model.parameters().stream()
                .filter(which)
                .mapToLong(p -> p.type().shape().elements())
                .sum();
    }

    private static String text(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
