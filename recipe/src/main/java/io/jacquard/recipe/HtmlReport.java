package io.jacquard.recipe;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A page about a run that needs no other file.
final class HtmlReport {
    private HtmlReport() {}

    /// The page.
    ///
    /// @param title its title
    /// @param result what `result.json` holds
    /// @param pictures PNG files
    /// @param summary the model's summary
    /// @param config the recipe
    static String page(
            String title,
            Map<String, Object> result,
            List<byte[]> pictures,
            String summary,
            String config) {
        Map<?, ?> test = (Map<?, ?>) result.getOrDefault("test", Map.of());
        String lead =
                "Test accuracy %.2f %%, loss %.4f; trained in %.1f s on %s."
                        .formatted(
                                100 * number(test.get("accuracy")),
                                number(test.get("loss")),
                                number(result.get("seconds")),
                                result.get("device"));
        StringBuilder rows = new StringBuilder();
        if (test.get("perClass") instanceof Map<?, ?> classes) {
            classes.forEach((name, scores) -> rows.append(row(name.toString(), scores)));
        }
        StringBuilder images = new StringBuilder();
        for (byte[] png : pictures) {
            images.append("<img alt=\"\" src=\"data:image/png;base64,")
                    .append(Base64.getEncoder().encodeToString(png))
                    .append("\">\n");
        }
        return """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><title>%1$s</title>
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
        table { border-collapse: collapse } td, th { padding: .2rem .8rem; text-align: right; border-bottom: 1px solid #ddd }
        th:first-child, td:first-child { text-align: left }
        img { max-width: 100%% } pre { background: #f5f5f5; padding: 1rem; overflow: auto }
        </style>
        <h1>%1$s</h1>
        <p>%2$s</p>
        <h2>Classes on the test data</h2>
        <table><tr><th>class<th>examples<th>precision<th>recall<th>F1</tr>%3$s</table>
        <h2>Training</h2>
        %4$s
        <h2>The model</h2>
        <pre>%5$s</pre>
        <h2>The recipe</h2>
        <pre>%6$s</pre>
        </html>
        """
                .formatted(
                        escaped(title),
                        escaped(lead),
                        rows,
                        images,
                        escaped(summary),
                        escaped(config));
    }

    private static String row(String name, Object scores) {
        Map<?, ?> s = (Map<?, ?>) scores;
        return "<tr><td>%s<td>%d<td>%.3f<td>%.3f<td>%.3f</tr>"
                .formatted(
                        escaped(name),
                        (long) number(s.get("examples")),
                        number(s.get("precision")),
                        number(s.get("recall")),
                        number(s.get("f1")));
    }

    private static double number(@org.jspecify.annotations.Nullable Object o) {
        return o instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
