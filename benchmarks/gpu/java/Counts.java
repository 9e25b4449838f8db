import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Layer;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.Scope;
import io.jacquard.recipe.Json;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Trace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// Whether the measured shapes are the published ones: numbers of parameters, and the
/// multiplications of ResNet-50 for one picture. Fails if one differs. Nothing is computed.
///
/// Sources: the checkpoint `gpt2` (124,439,808 values, the table of tokens counted once);
/// torchvision's `resnet50`, 25,557,032 parameters and 4.09e9 multiplications.
///
/// The last line is JSON: floating-point operations of a training step for a token and a picture.
public final class Counts {
    private Counts() {}

    /// Counts.
    public static void main(String... words) {
        Scope decoder = Scope.root();
        var _ = new Gpt2(decoder, Gpt2.Size.published(), DType.BF16);
        check("parameters of GPT-2 124M", trained(decoder), 124_439_808);
        Scope pictures = Scope.root();
        var _ = new ResNet50(pictures, ResNet50.Size.published(), DType.BF16);
        check("parameters of ResNet-50", trained(pictures), 25_557_032);
        long products = products();
        check("multiplications of ResNet-50, millions", products / 1_000_000, 4_089);
        Scope padded = Scope.root();
        var _ = new Gpt2(padded, Gpt2.Size.padded(), DType.BF16);
        IO.println(
                Json.text(
                        Map.of(
                                "gpt2",
                                Gpt2.Size.padded().operationsPerToken(trained(padded)),
                                "resnet50",
                                6.0 * products)));
    }

    private static long trained(Scope scope) {
        return scope.parameters().stream()
                .filter(Parameter::trainable)
                .mapToLong(p -> p.type().shape().elements())
                .sum();
    }

    private static long products() {
        var network = new AtomicReference<ResNet50>();
        try (Device device = Device.open("reference");
                Model model = Model.create(device, Seed.of(0), scope -> made(scope, network))) {
            Trace.of(
                    "count",
                    Mode.TRAINING,
                    t -> {
                        model.bind(t);
                        var one = t.input("pictures", TensorType.of(DType.F32, 1, 224, 224, 3));
                        var label = t.input("classes", TensorType.of(DType.I32, 1));
                        return List.of(network.get().loss(one, label));
                    });
            return network.get().products();
        }
    }

    private static Layer made(Scope scope, AtomicReference<ResNet50> network) {
        network.set(new ResNet50(scope, ResNet50.Size.published(), DType.F32));
        return Layer.of(x -> x);
    }

    private static void check(String what, long seen, long published) {
        IO.println("%s: %,d, published %,d".formatted(what, seen, published));
        if (seen != published) {
            throw new IllegalStateException(what + " differ from what was published");
        }
    }
}
