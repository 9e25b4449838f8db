import io.jacquard.ir.DType;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.recipe.Json;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Array;
import io.jacquard.tensor.AttentionOptions;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Jit;
import io.jacquard.tensor.Seed;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Causal attention, forward and backward, as one operation beside what it is made of: products and
/// a softmax. `Attention device=cuda batch=8 heads=12 contexts=1024,4096 size=64 dtype=bf16` prints
/// a line of JSON for each context and form: milliseconds, bytes of intermediate values, and the
/// distance of the four results from those of the products in f32.
public final class Attention {
    private static final Set<String> KNOWN =
            Set.of("device", "batch", "heads", "contexts", "size", "dtype");
    private static final int WARM_UP = 3;
    private static final double SECONDS = 1;
    private static final int GROUP = 10;
    private static final List<String> RESULTS = List.of("output", "queries", "keys", "values");

    private interface Form {
        Tensor of(Tensor queries, Tensor keys, Tensor values);
    }

    private Attention() {}

    /// Measures.
    public static void main(String... given) {
        Words words = Words.of(KNOWN, given);
        DType dtype = words.text("dtype", "bf16").equals("bf16") ? DType.BF16 : DType.F32;
        try (Device device = Device.open(words.text("device", "cpu"))) {
            for (String context : words.text("contexts", "64,128").split(",")) {
                Shape shape =
                        Shape.of(
                                words.number("batch", 2),
                                words.number("heads", 2),
                                Integer.parseInt(context),
                                words.number("size", 32));
                compare(device, shape, dtype);
            }
        }
    }

    private static void compare(Device device, Shape shape, DType dtype) {
        List<Array> inputs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            inputs.add(random(device, shape, dtype, i));
        }
        List<float[]> exact = new ArrayList<>();
        try (Jit wide = jit(device, Attention::products, DType.F32)) {
            List<Array> results = wide.callAll(inputs);
            results.forEach(a -> exact.add(a.floats()));
            results.forEach(Array::close);
        }
        measure(device, "one operation", Attention::whole, inputs, exact);
        measure(device, "products and softmax", Attention::products, inputs, exact);
        inputs.forEach(Array::close);
    }

    private static Array random(Device device, Shape shape, DType dtype, long seed) {
        try (Array key = Array.of(device, Seed.of(seed).literal());
                Jit made = Jit.of(device, k -> k.randomUniform(shape).mul(4).sub(2).to(dtype))) {
            return made.call(key);
        }
    }

    private static Tensor whole(Tensor queries, Tensor keys, Tensor values) {
        return queries.attention(keys, values, AttentionOptions.causal());
    }

    private static Tensor products(Tensor queries, Tensor keys, Tensor values) {
        int n = queries.size(2);
        TensorType positions = TensorType.of(DType.I32, n, n);
        Tensor visible = Tensor.iota(positions, 0).ge(Tensor.iota(positions, 1));
        Tensor scores =
                queries.matmul(keys.transpose(0, 1, 3, 2))
                        .to(DType.F32)
                        .mul(1 / Math.sqrt(queries.size(3)));
        Tensor masked = visible.broadcastTo(scores.shape()).where(scores, scores.like(-1e30));
        return masked.softmax(-1).to(queries.dtype()).matmul(values);
    }

    // The output, the three gradients, and one number of them to wait for.
    private static Jit jit(Device device, Form form, DType compute) {
        return Jit.ofList(
                device,
                in -> {
                    List<Tensor> wide = in.stream().map(t -> t.to(compute)).toList();
                    Tensor output = form.of(wide.get(0), wide.get(1), wide.get(2));
                    List<Tensor> results = new ArrayList<>(List.of(output));
                    results.addAll(Grad.of(output, wide.get(3), wide.subList(0, 3)));
                    Tensor flat = results.getLast().reshape(-1);
                    results.add(flat.slice(0, 0, 1).reshape().to(DType.F32));
                    return results;
                });
    }

    private static void measure(
            Device device, String name, Form form, List<Array> inputs, List<float[]> exact) {
        TensorType type = inputs.getFirst().type();
        try (Jit jit = jit(device, form, type.dtype())) {
            CompileReport report = jit.report(type, type, type, type);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("form", name);
            line.put("type", type.toString());
            line.put("device", device.name());
            List<Array> results = jit.callAll(inputs);
            line.put("differences", differences(results, exact));
            results.forEach(Array::close);
            run(jit, inputs, WARM_UP);
            line.put("milliseconds", milliseconds(jit, inputs));
            line.put("temporary_bytes", report.arenaBytes());
            line.put("items", report.items());
            line.put("notes", report.notes());
            IO.println(Json.text(line));
        }
    }

    private static double milliseconds(Jit jit, List<Array> inputs) {
        long start = System.nanoTime();
        int done = 0;
        while (done == 0 || System.nanoTime() - start < SECONDS * 1e9) {
            run(jit, inputs, GROUP);
            done += GROUP;
        }
        return (System.nanoTime() - start) / 1e6 / done;
    }

    private static void run(Jit jit, List<Array> inputs, int times) {
        List<Array> last = List.of();
        for (int i = 0; i < times; i++) {
            last.forEach(Array::close);
            last = jit.callAll(inputs);
        }
        last.getLast().item();
        last.forEach(Array::close);
    }

    // The largest distance of each result, by the largest number of the exact one.
    private static Map<String, Object> differences(List<Array> results, List<float[]> exact) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (int r = 0; r < RESULTS.size(); r++) {
            float[] seen = results.get(r).floats();
            float[] wanted = exact.get(r);
            double largest = 0;
            double distance = 0;
            for (int i = 0; i < seen.length; i++) {
                largest = Math.max(largest, Math.abs(wanted[i]));
                distance = Math.max(distance, Math.abs((double) seen[i] - wanted[i]));
            }
            found.put(RESULTS.get(r), distance / largest);
        }
        return found;
    }
}
