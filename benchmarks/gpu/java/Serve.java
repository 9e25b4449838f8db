import io.jacquard.recipe.Json;
import io.jacquard.runtime.Device;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Runs blocks of steps when `beside.py` asks: prints a line of JSON about the work, warms up,
/// prints `ready`, and answers each line `run SECONDS` with a line of JSON. A block is whole groups
/// of steps; the loss is read, and so the device waited for, at the end of each group.
final class Serve {
    private static final int WARM_UP = 3;
    private static final int GROUP = 10;

    private Serve() {}

    /// Answers until the input ends.
    ///
    /// @param info what the first line tells
    static void blocks(Map<String, Object> info, Loop loop, Device device) {
        long start = System.nanoTime();
        loop.run(1);
        info.put("first_loss", loop.read());
        info.put("first_step_seconds", seconds(start));
        IO.println(Json.text(info));
        loop.run(WARM_UP);
        loop.read();
        IO.println("ready");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.strip().split(" ");
                if (words[0].equals("run")) {
                    IO.println(Json.text(block(loop, device, Double.parseDouble(words[1]))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> block(Loop loop, Device device, double limit) {
        long start = System.nanoTime();
        int done = 0;
        double loss = 0;
        while (done == 0 || seconds(start) < limit) {
            loop.run(GROUP);
            loss = loop.read();
            done += GROUP;
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("steps", done);
        result.put("seconds", seconds(start));
        result.put("loss", loss);
        result.put("device_bytes", device.bytesInUse());
        return result;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
