package io.jacquard.models.bert;

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
    void sizesArePublishedOrOnesOwn() {
        // @start region="config"
        var published = BertConfig.miniLm(); // 6 blocks of 384, 22.7 million values
        var own =
                new BertConfig(
                        new BertConfig.Tables(1000, 64, 2), // tokens, longest text, types
                        new BertConfig.Blocks(2, 64, 4, 256), // depth, width, heads, hidden
                        0.1,
                        1e-12);
        // @end
        assertThat(published.blocks().depth()).isEqualTo(6);
        assertThat(own.blocks().width()).isEqualTo(64);
    }

    @Test
    void textsOfDifferentLengthsHaveAMask() {
        var config = Head.CONFIG;
        // @start region="bert"
        var ids = Literal.of(new int[] {1, 7, 8, 2, 1, 9, 2, 0}, 2, 4); // 0 is the padding
        var mask = Literal.of(new int[] {1, 1, 1, 1, 1, 1, 1, 0}, 2, 4);
        Literal output; // f32[2, 4, width]
        try (var device = Device.open();
                var model = Model.create(device, Seed.of(1), scope -> new Bert(scope, config))) {
            output = model.predict(Map.of("ids", ids, "mask", mask)).get("output");
        }
        // @end
        assertThat(output.type()).isEqualTo(TensorType.of(DType.F32, 2, 4, 12));
    }
}
