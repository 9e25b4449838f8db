import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The roof of matrix work: products of two bf16 matrices of random numbers, again and again.
/// `Matmul device=cuda side=8192`; serves blocks as {@link Serve} says.
public final class Matmul implements Loop, AutoCloseable {
    private final Jit product;
    private final List<Array> operands;
    private List<Array> last = List.of();

    private Matmul(Device device, int side) {
        Shape shape = Shape.of(side, side);
        this.product =
                Jit.ofList(
                        device,
                        in -> {
                            Tensor c = in.getFirst().matmul(in.getLast());
                            return List.of(c, corner(c));
                        });
        this.operands = List.of(random(device, shape, 1), random(device, shape, 2));
    }

    private static Array random(Device device, Shape shape, long seed) {
        try (Array key = Array.of(device, Seed.of(seed).literal());
                Jit made = Jit.of(device, k -> k.randomUniform(shape).sub(0.5).to(DType.BF16))) {
            return made.call(key);
        }
    }

    private static Tensor corner(Tensor matrix) {
        return matrix.slice(0, 0, 1).slice(1, 0, 1).reshape().to(DType.F32);
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            last.forEach(Array::close);
            last = product.callAll(operands);
        }
    }

    @Override
    public double read() {
        return last.getLast().item();
    }

    @Override
    public void close() {
        last.forEach(Array::close);
        operands.forEach(Array::close);
        product.close();
    }

    /// Multiplies.
    public static void main(String... given) {
        Words words = Words.of(Set.of("device", "side"), given);
        int side = words.number("side", 256);
        try (Device device = Device.open(words.text("device", "cpu"));
                Matmul loop = new Matmul(device, side)) {
            Map<String, Object> info = new LinkedHashMap<>();
            info.put("name", "jacquard");
            info.put("workload", "matmul");
            info.put("device", device.description());
            info.put("side", side);
            Serve.blocks(info, loop, device);
        }
    }
}
