package io.jacquard.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Shape;
import io.jacquard.nn.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {
    private static List<String> made(String layers, int... example) {
        Settings s = Recipe.of("mnist").with(List.of("model.layers=" + layers)).settings();
        Scope scope = Scope.root();
        Layers.of(s, scope, Shape.of(example));
        return scope.parameters().stream().map(p -> p.toString()).toList();
    }

    @Test
    void sizesFollowFromTheLayerBefore() {
        assertThat(
                        made(
                                "[{conv: {filters: 4, kernel: 3, padding: same, stride: 2}},"
                                        + " {max-pool: 2}, flatten, {linear: 5}, {dropout: 0.5}, gelu]",
                                9,
                                9,
                                3))
                .containsExactly(
                        "0.weight f32[3, 3, 3, 4]",
                        "0.bias f32[4]",
                        "3.weight f32[16, 5]",
                        "3.bias f32[5]");
    }

    @Test
    void batchNormTakesTheFeaturesOfTheLayerBefore() {
        assertThat(made("[{conv: {filters: 4, kernel: 3}}, batch-norm, relu]", 9, 9, 3))
                .endsWith(
                        "1.weight f32[4]",
                        "1.bias f32[4]",
                        "1.running_mean f32[4]",
                        "1.running_var f32[4]");
    }

    @Test
    void residualNetworkTakesTheChannelsOfThePictures() {
        assertThat(made("[{resnet: {depth: 50, stem: cifar, width: 8, classes: 4}}]", 9, 9, 1))
                .startsWith("0.conv1.weight f32[3, 3, 1, 8]", "0.bn1.weight f32[8]")
                .endsWith("0.fc.weight f32[256, 4]", "0.fc.bias f32[4]");
        assertThat(made("[{resnet: {blocks: [1, 2], classes: 4}}]", 9, 9, 3))
                .startsWith("0.conv1.weight f32[7, 7, 3, 64]")
                .contains("0.layer2.1.conv1.weight f32[3, 3, 128, 128]")
                .endsWith("0.fc.weight f32[128, 4]", "0.fc.bias f32[4]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{linaer: 3}] | did you mean 'linear'",
                "[{linear: many}] | expected a whole number",
                "[{linear: 0}] | from 1",
                "[{conv: {filters: 4, kernel: 99}}] | does not fit",
                "[flatten, {max-pool: 2}] | wants pictures",
                "[{dropout: 1.5}] | expected 0 to less than 1",
                "[{conv: {filters: 4, kernel: 3, padding: round}}] | expected valid or same",
                "[{resnet: {depth: 19, classes: 10}}] | expected one of depth: 18, 34 or 50 and blocks",
                "[{resnet: {depth: 18, blocks: [1], classes: 10}}] | expected one of depth: 18",
                "[{resnet: {blocks: [1, 0], classes: 10}}] | resnet: blocks is 0, expected a whole number from 1",
                "[{resnet: {blocks: [], classes: 10}}] | expected a number for each stage",
                "[{resnet: {depth: 18}}] | resnet: classes is null, expected a whole number from 1",
                "[{resnet: {depth: 18, clases: 10}}] | resnet has no 'clases' - did you mean 'classes'?",
                "[{resnet: {depth: 18, classes: 10, stem: big}}] | stem is big, expected imagenet or cifar",
                "[{resnet: 18}] | expected values such as depth: 18",
                "[flatten, {resnet: {depth: 18, classes: 10}}] | wants pictures",
                "[] | at least one layer",
                "[[1]] | is no layer",
            })
    void wrongDescriptionsAreRefused(String layers, String message) {
        assertThatThrownBy(() -> made(layers, 9, 9, 3))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(message);
    }
}
