import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// How long the CPU backend takes to compile a function of many operations, the first of its
/// process: `Compile GRAPH OPERATIONS` prints a JSON line. Run it by compile.sh.
///
/// Five kinds of graphs, in which nothing is computed in vain: `pointwise` and `mixed` (pointwise,
/// one product in ten, one reduction in ten) take one operand among few that nobody has used and
/// one from anywhere; `chain` hands one value on; `wide` updates many parameters that have nothing
/// to do with each other; `training` is a step of a deep network, its gradient and the update of
/// its parameters. Fails if a function of at most 5,000 operations takes 2 s or longer.
public final class Compile {
    private static final TensorType SQUARE = TensorType.of(DType.F32, 48, 48);
    private static final int TARGET_OPERATIONS = 5_000;
    private static final double TARGET_SECONDS = 2;
    private static final int UNUSED = 8;
    private static final List<Op> UNARY =
            List.of(new Unary.Tanh(), new Unary.Abs(), new Unary.Negate(), new Unary.Logistic());
    private static final List<Op> BINARY =
            List.of(
                    new Binary.Add(),
                    new Binary.Subtract(),
                    new Binary.Multiply(),
                    new Binary.Maximum());

    private Compile() {}

    public static void main(String... words) {
        int size = Integer.parseInt(words[1]);
        Function f = graph(words[0], size);
        try (Device device = Device.open("cpu")) {
            double seconds = measure(device, words[0], f);
            if (size <= TARGET_OPERATIONS && seconds >= TARGET_SECONDS) {
                throw new IllegalStateException(
                        "%d operations took %.2f s".formatted(size, seconds));
            }
        }
    }

    private static Function graph(String kind, int size) {
        return switch (kind) {
            case "pointwise" -> random(size, 0);
            case "mixed" -> random(size, 10);
            case "chain" -> chain(size);
            case "wide" -> wide(size);
            case "training" -> training(size);
            default -> throw new IllegalArgumentException("no graphs of the kind " + kind);
        };
    }

    private static double measure(Device device, String kind, Function f) {
        long start = System.nanoTime();
        try (Executable e = device.compile(f, CompileOptions.standard())) {
            double seconds = (System.nanoTime() - start) / 1e9;
            IO.println(
                    String.format(
                            Locale.ROOT,
                            "{\"graph\": \"%s\", \"operations\": %d, \"seconds\": %.3f,"
                                    + " \"operations_a_second\": %.0f, \"items\": %d}",
                            kind,
                            f.instructions().size(),
                            seconds,
                            f.instructions().size() / seconds,
                            e.report().items().values().stream().mapToInt(k -> k).sum()));
            return seconds;
        }
    }

    private static Function random(int size, int percent) {
        Random random = new Random(size);
        Builder b = new Builder("random");
        Sugar s = new Sugar(b);
        List<Value> unused = new ArrayList<>();
        for (int i = 0; i < UNUSED; i++) {
            unused.add(b.parameter("x", SQUARE));
        }
        List<Value> all = new ArrayList<>(unused);
        while (b.instructions().size() < size) {
            Value x = unused.remove(random.nextInt(UNUSED));
            Value any = all.get(random.nextInt(all.size()));
            int dice = random.nextInt(100);
            Value made;
            if (dice < percent) {
                made = b.add(matrixProduct(), x, any);
            } else if (dice < 2 * percent) {
                made = s.sub(any, s.reduceAndRepeat(Reducer.MAXIMUM, x, random.nextInt(2)));
            } else if (dice < 60) {
                made = b.add(one(BINARY, random), x, any);
            } else {
                made = b.add(one(UNARY, random), x);
            }
            unused.add(made);
            all.add(made);
        }
        return b.build(unused);
    }

    private static Op one(List<Op> ops, Random random) {
        return ops.get(random.nextInt(ops.size()));
    }

    private static Op matrixProduct() {
        return new DotGeneral(IntList.of(), IntList.of(), IntList.of(1), IntList.of(0));
    }

    private static Function chain(int size) {
        Builder b = new Builder("chain");
        Value first = b.parameter("x", SQUARE);
        Value x = first;
        for (int i = 0; i < size; i++) {
            x = i % 2 == 0 ? b.add(new Unary.Tanh(), x) : b.add(new Binary.Add(), x, first);
        }
        return b.build(List.of(x));
    }

    private static Function training(int size) {
        int one = step(1).instructions().size();
        int more = step(2).instructions().size() - one;
        return step(1 + Math.max(0, (size - one) / more));
    }

    private static Function step(int layers) {
        Builder b = new Builder("training");
        Sugar s = new Sugar(b);
        List<Value> parameters = new ArrayList<>();
        Value x = b.parameter("x", SQUARE);
        for (int i = 0; i < layers; i++) {
            Value weight = b.parameter("weight", SQUARE);
            Value bias = b.parameter("bias", TensorType.of(DType.F32, 48));
            parameters.add(weight);
            parameters.add(bias);
            Value sum = s.broadcast(bias, SQUARE.shape(), IntList.of(1));
            Value y = b.add(new Unary.Tanh(), s.add(b.add(matrixProduct(), x, weight), sum));
            x = s.add(x, y);
        }
        Value loss = s.reduce(Reducer.ADD, s.mul(x, x), IntList.of(0, 1));
        List<Value> results = new ArrayList<>(List.of(loss));
        List<Value> gradients = ReverseMode.gradients(b, loss, s.like(loss, 1), parameters);
        for (int i = 0; i < parameters.size(); i++) {
            results.add(s.sub(parameters.get(i), s.mul(gradients.get(i), 0.01)));
        }
        return b.build(results);
    }

    private static Function wide(int size) {
        Builder b = new Builder("wide");
        Sugar s = new Sugar(b);
        List<Value> results = new ArrayList<>();
        for (int k = 0; b.instructions().size() < size; k++) {
            TensorType type = TensorType.of(DType.F32, 8 + k % 32, 16);
            Value parameter = b.parameter("parameter", type);
            Value gradient = b.parameter("gradient", type);
            Value velocity = s.add(s.mul(b.parameter("velocity", type), 0.9), gradient);
            results.add(velocity);
            results.add(s.sub(parameter, s.mul(velocity, 0.01)));
        }
        return b.build(results);
    }
}
