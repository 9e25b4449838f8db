package io.jacquard.models.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The code in the Javadoc of this package, between `@start` and `@end`, run.
class SnippetsTest {
    @Test
    void aRegressorReadsSequences() {
        // @start region="regressor"
        Literal next;
        var config = LstmRegressorConfig.of(1, 1).withDropout(0.1);
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), s -> new LstmRegressor(s, config))) {
            next = model.predict(Literal.zeros(TensorType.of(DType.F32, 5, 10, 1))); // f32[5, 1]
        }
        // @end
        assertThat(next.type()).isEqualTo(TensorType.of(DType.F32, 5, 1));
    }

    @Test
    void aTranslatorGivesLogits() {
        // @start region="seq2seq"
        Literal logits;
        var config = Seq2SeqConfig.of(1000, 800).withScore(Seq2SeqConfig.Score.DOT);
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), s -> new Seq2Seq(s, config))) {
            var source = Literal.of(new int[] {5, 6, 7, 5, 8, -1}, 2, 3); // the second has 2 words
            var target = Literal.of(new int[] {0, 3, 0, 4}, 2, 2);
            logits = // f32[2, 2, 800]
                    model.predict(Map.of("source", source, "target", target)).get("logits");
        }
        // @end
        assertThat(logits).isNotNull();
        assertThat(logits.type()).isEqualTo(TensorType.of(DType.F32, 2, 2, 800));
    }
}
