import io.jacquard.ir.Attention;
import io.jacquard.ir.Builder;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Times causal attention, alone and with its gradients, on the CPU. Each argument is a shape,
/// `batch,heads,time,size`, or `batch,heads,1,size,keys` for one query to many keys, not causal;
/// prints a line of JSON for each. Run it by attention.sh.
public final class AttentionTimes {
    private static final double SECONDS = 1;
    private static final int FEWEST = 3;

    private AttentionTimes() {}

    public static void main(String... shapes) {
        try (Device device = Device.open("cpu")) {
            for (String shape : shapes) {
                int[] s = Arrays.stream(shape.split(",")).mapToInt(Integer::parseInt).toArray();
                Run forward = run(device, function(s, false));
                Run both = run(device, function(s, true));
                System.out.printf(
                        "{\"who\": \"jacquard\", \"shape\": \"%s\", \"forward_ms\": %.4f,"
                            + " \"both_ms\": %.4f, \"forward_bytes\": %d, \"both_bytes\": %d}%n",
                        shape, forward.millis, both.millis, forward.bytes, both.bytes);
            }
        }
    }

    private record Run(double millis, long bytes) {}

    private static Function function(int[] s, boolean gradients) {
        Builder b = new Builder("attention");
        // As most models have them: heads are exchanged with time just before.
        TensorType packed = TensorType.of(DType.F32, s[0], s[2], s[1], s[3]);
        TensorType cache = s.length > 4 ? TensorType.of(DType.F32, s[0], s[4], s[1], s[3]) : packed;
        List<Value> heads = new ArrayList<>();
        for (String name : List.of("queries", "keys", "values")) {
            heads.add(exchanged(b, b.parameter(name, name.equals("queries") ? packed : cache)));
        }
        Attention op = new Attention(1 / Math.sqrt(s[3]), s.length == 4);
        Value y = b.add(op, heads.toArray(Value[]::new));
        List<Value> results = new ArrayList<>(List.of(exchanged(b, y)));
        if (gradients) {
            heads.add(3, exchanged(b, b.parameter("gradient", packed)));
            b.append(op.gradient(), heads).results().forEach(g -> results.add(exchanged(b, g)));
        }
        return b.build(results);
    }

    private static Value exchanged(Builder b, Value x) {
        return b.add(
                new io.jacquard.ir.Shaping.Transpose(io.jacquard.ir.IntList.of(0, 2, 1, 3)), x);
    }

    // The median of runs of a second or more.
    private static Run run(Device device, Function f) {
        Random random = new Random(1);
        List<Buffer> in = new ArrayList<>();
        for (Value.Parameter p : f.parameters()) {
            Literal x = Literal.zeros(p.type());
            for (int i = 0; i < x.elements(); i++) {
                x.set(i, random.nextGaussian());
            }
            Buffer buffer = device.allocate(p.type());
            buffer.write(x.segment());
            in.add(buffer);
        }
        List<Buffer> out = f.resultTypes().stream().map(device::allocate).toList();
        try (Executable e = device.compile(f, CompileOptions.standard())) {
            timed(e, in, out, 2 * SECONDS);
            return new Run(timed(e, in, out, SECONDS), e.report().heldBytes());
        } finally {
            in.forEach(Buffer::close);
            out.forEach(Buffer::close);
        }
    }

    private static double timed(Executable e, List<Buffer> in, List<Buffer> out, double seconds) {
        List<Double> millis = new ArrayList<>();
        long begin = System.nanoTime();
        while (millis.size() < FEWEST || System.nanoTime() - begin < seconds * 1e9) {
            long start = System.nanoTime();
            e.run(in, out);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        millis.sort(null);
        return millis.get(millis.size() / 2);
    }
}
