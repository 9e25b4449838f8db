import io.jacquard.ir.Composite.Gelu;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.nn.init.Initializer;
import io.jacquard.nn.init.Initializers;
import io.jacquard.tensor.AttentionOptions;
import io.jacquard.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// A decoder of the shape of GPT-2: learned positions, layer norm before each part, gelu by the
/// hyperbolic tangent, the table of tokens used again as the last map. Parameters are f32; products
/// and what flows between the layers are of the compute dtype, norms and loss in f32. No dropout.
///
/// Source: Radford et al., *Language models are unsupervised multitask learners*, 2019, section
/// 2.3; the published model of 124 million parameters is `Size.published()`.
final class Gpt2 {
    private static final double EPSILON = 1e-5;
    private static final double DEVIATION = 0.02;

    /// The numbers of a decoder.
    ///
    /// @param layers blocks of attention and a perceptron
    /// @param heads of attention, a divisor of the width
    /// @param width features of a token
    /// @param context tokens of a sequence
    /// @param vocabulary different tokens
    record Size(int layers, int heads, int width, int context, int vocabulary) {
        /// The published small model: 124,439,808 parameters.
        static Size published() {
            return new Size(12, 12, 768, 1024, 50_257);
        }

        /// The published one with a vocabulary that is a multiple of 128, as is usual for speed.
        static Size padded() {
            return new Size(12, 12, 768, 1024, 50_304);
        }

        /// Two layers that a processor trains in milliseconds.
        static Size toy() {
            return new Size(2, 2, 64, 64, 257);
        }

        /// Floating-point operations of a training step a token: 6 a parameter that is multiplied
        /// and 12 a layer, feature and position for attention.
        ///
        /// Source: Chowdhery et al., *PaLM*, 2022, arXiv 2204.02311, appendix B; not halved for
        /// attention being causal.
        double operationsPerToken(long parameters) {
            long multiplied = parameters - (long) context * width;
            return 6.0 * multiplied + 12.0 * layers * width * context;
        }
    }

    private final Size size;
    private final DType compute;
    private final Parameter tokens;
    private final Parameter positions;
    private final List<Block> blocks;
    private final Norm last;

    /// A decoder whose parameters are in a scope.
    Gpt2(Scope scope, Size size, DType compute) {
        this.size = size;
        this.compute = compute;
        Initializer initial = Initializers.normal(0, DEVIATION);
        this.tokens = scope.parameter("wte", floats(size.vocabulary, size.width), initial);
        this.positions = scope.parameter("wpe", floats(size.context, size.width), initial);
        this.blocks =
                IntStream.range(0, size.layers)
                        .mapToObj(i -> new Block(scope.in("h").in("" + i)))
                        .toList();
        this.last = new Norm(scope.in("ln_f"));
    }

    private static TensorType floats(int... sizes) {
        return TensorType.of(DType.F32, sizes);
    }

    /// The mean cross-entropy of the next tokens, in nats, f32.
    ///
    /// @param ids `i32[batch, context]`
    /// @param targets `i32[batch, context]`: the next token of each
    Tensor loss(Tensor ids, Tensor targets) {
        Tensor x = ids.embedding(tokens.value()).add(positions.value()).to(compute);
        for (Block b : blocks) {
            x = b.apply(x);
        }
        DotGeneral byRows =
                new DotGeneral(IntList.of(), IntList.of(), IntList.of(2), IntList.of(1));
        Tensor logits = last.apply(x).dot(byRows, tokens.value().to(compute));
        return logits.to(DType.F32).softmaxCrossEntropy(-1, targets).mean();
    }

    /// Attention and a perceptron, each added to what goes in.
    private final class Block {
        private final Norm before;
        private final Dense all;
        private final Dense joined;
        private final Norm between;
        private final Dense up;
        private final Dense down;

        Block(Scope scope) {
            int w = size.width;
            double residual = DEVIATION / Math.sqrt(2.0 * size.layers);
            this.before = new Norm(scope.in("ln_1"));
            this.all = new Dense(scope.in("attn").in("c_attn"), w, 3 * w, DEVIATION);
            this.joined = new Dense(scope.in("attn").in("c_proj"), w, w, residual);
            this.between = new Norm(scope.in("ln_2"));
            this.up = new Dense(scope.in("mlp").in("c_fc"), w, 4 * w, DEVIATION);
            this.down = new Dense(scope.in("mlp").in("c_proj"), 4 * w, w, residual);
        }

        Tensor apply(Tensor x) {
            Tensor attended = x.add(joined.apply(attention(all.apply(before.apply(x)))));
            Tensor wide = up.apply(between.apply(attended)).gelu(Gelu.Form.TANH);
            return attended.add(down.apply(wide));
        }

        private Tensor attention(Tensor queriesKeysValues) {
            Tensor queries = heads(queriesKeysValues, 0);
            Tensor keys = heads(queriesKeysValues, 1);
            Tensor values = heads(queriesKeysValues, 2);
            return queries.attention(keys, values, AttentionOptions.causal())
                    .transpose(0, 2, 1, 3)
                    .reshape(-1, size.context, size.width);
        }

        // One third as [batch, heads, context, features of a head].
        private Tensor heads(Tensor all, int third) {
            int w = size.width;
            return all.slice(-1, third * w, (third + 1) * w)
                    .reshape(-1, size.context, size.heads, w / size.heads)
                    .transpose(0, 2, 1, 3);
        }
    }

    /// `x * weight + bias`
    private final class Dense {
        private final Parameter weight;
        private final Parameter bias;

        Dense(Scope scope, int in, int out, double deviation) {
            this.weight =
                    scope.parameter("weight", floats(in, out), Initializers.normal(0, deviation));
            this.bias = scope.parameter("bias", floats(out), Initializers.zeros());
        }

        Tensor apply(Tensor x) {
            return x.matmul(weight.value().to(compute)).add(bias.value().to(compute));
        }
    }

    /// Layer norm over the features, computed in f32.
    private final class Norm {
        private final Parameter weight;
        private final Parameter bias;

        Norm(Scope scope) {
            this.weight = scope.parameter("weight", floats(size.width), Initializers.ones());
            this.bias = scope.parameter("bias", floats(size.width), Initializers.zeros());
        }

        Tensor apply(Tensor x) {
            return x.to(DType.F32).layerNorm(weight.value(), bias.value(), EPSILON).to(compute);
        }
    }
}
