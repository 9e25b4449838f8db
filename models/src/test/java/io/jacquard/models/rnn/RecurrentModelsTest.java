package io.jacquard.models.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import org.junit.jupiter.api.Test;

class RecurrentModelsTest {
    private static long count(Scope scope) {
        return scope.parameters().stream().mapToLong(p -> p.type().shape().elements()).sum();
    }

    @Test
    void aRegressorHasAsManyValuesAsPyTorchs() {
        var scope = Scope.root();
        var net = new LstmRegressor(scope, LstmRegressorConfig.of(1, 1));

        // nn.LSTM(1, 64, 2) has 17,152 and 33,280 values, nn.Linear(64, 1) has 65.
        assertThat(count(scope)).isEqualTo(17_152 + 33_280 + 65);
        assertThat(net.title()).isEqualTo("LstmRegressor(1, 64, 1)");
        assertThat(scope.parameters())
                .extracting(Parameter::name)
                .startsWith("lstm.weight_ih_l0", "lstm.weight_hh_l0", "lstm.bias_ih_l0")
                .endsWith("head.weight", "head.bias");
    }

    @Test
    void scoresDifferInTheirParameters() {
        var dot = Scope.root();
        var general = Scope.root();
        var concat = Scope.root();
        var config = Seq2SeqConfig.of(20, 30).withWidths(8, 16);
        var net = new Seq2Seq(dot, config.withScore(Seq2SeqConfig.Score.DOT));
        new Seq2Seq(general, config);
        new Seq2Seq(concat, config.withScore(Seq2SeqConfig.Score.CONCAT));

        assertThat(count(general) - count(dot)).isEqualTo(16 * 16);
        assertThat(count(concat) - count(dot)).isEqualTo(2 * 16 * 16 + 16);
        assertThat(net.config().width()).isEqualTo(16);
    }

    @Test
    void refusesSizesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> LstmRegressorConfig.of(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LstmRegressorConfig.of(1, 1).withDropout(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Seq2SeqConfig.of(1, 1).withLayers(0));
    }
}
