import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.nn.checkpoint.Safetensors;
import io.jacquard.recipe.Json;
import io.jacquard.runtime.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Trains one of the measured workloads: `Train name=gpt2 device=cuda size=full batch=16
/// dtype=bf16`.
///
/// With `losses=N` it prints the losses of the first N steps as JSON, and with `save=FILE` it
/// writes parameters and data before the first step into a safetensors file, for the peers to begin
/// from. Otherwise it serves blocks of steps as {@link Serve} says.
public final class Train {
    private static final Set<String> KNOWN =
            Set.of("name", "device", "size", "batch", "dtype", "losses", "save");

    private Train() {}

    /// Trains.
    public static void main(String... given) {
        long start = System.nanoTime();
        Words words = Words.of(KNOWN, given);
        DType dtype = words.text("dtype", "f32").equals("bf16") ? DType.BF16 : DType.F32;
        try (Device device = Device.open(words.text("device", "cpu"));
                Workload workload =
                        Workload.of(
                                words.text("name", "gpt2"),
                                device,
                                words.text("size", "toy"),
                                words.number("batch", 8),
                                dtype)) {
            Map<String, Object> info = info(device, workload, words);
            info.put("seconds_to_compiled", (System.nanoTime() - start) / 1e9);
            if (words.values().containsKey("losses")) {
                save(workload, words.text("save", ""));
                info.put("losses", losses(workload.steps(), words.number("losses", 5)));
                IO.println(Json.text(info));
            } else {
                Serve.blocks(info, workload.steps(), device);
            }
        }
    }

    private static Map<String, Object> info(Device device, Workload workload, Words words) {
        var report = workload.steps().report();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", "jacquard");
        info.put("workload", workload.name());
        info.put("device", device.description());
        info.put("dtype", words.text("dtype", "f32"));
        info.put("parameters", workload.parameters());
        info.put("items", workload.items());
        info.put("operations", workload.operations());
        info.put("compile_seconds", report.duration().toMillis() / 1e3);
        info.put("temporary_bytes", report.arenaBytes());
        info.put("notes", report.notes());
        return info;
    }

    private static List<Object> losses(Steps steps, int count) {
        List<Object> losses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.run(1);
            losses.add(steps.read());
        }
        return losses;
    }

    private static void save(Workload workload, String file) {
        if (!file.isEmpty()) {
            Map<String, Literal> all = new LinkedHashMap<>(workload.model().values());
            workload.data().forEach((name, values) -> all.put("data." + name, values));
            Safetensors.write(Path.of(file), all, Map.of());
        }
    }
}
