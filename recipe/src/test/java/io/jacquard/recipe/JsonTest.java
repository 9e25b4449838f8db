package io.jacquard.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesWhatYamlReadsBack() {
        Map<String, Object> tree =
                Map.of("text", "a \"b\"\\\n\t\u0007é", "list", List.of(1, 2.5, true, "x"));

        assertThat(Yaml.tree("json", Json.text(tree))).isEqualTo(tree);
    }

    @Test
    void numbersWithoutAFormBecomeNull() {
        assertThat(Json.text(List.of(Double.NaN, Double.POSITIVE_INFINITY, 0.1)))
                .isEqualTo("[null, null, 0.1]");
    }
}
