package program;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Composite.Gelu;
import io.jacquard.ir.Contraction;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.DType;
import io.jacquard.ir.Indexing.Gather;
import io.jacquard.ir.Indexing.Scatter;
import io.jacquard.ir.Indexing.Update;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Ordering.Sort;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Windowed;
import io.jacquard.tensor.AttentionOptions;
import io.jacquard.tensor.Complex;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Statistics;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every method of {@link Tensor} and {@link Complex} with arguments of all kinds: it gives
/// tensors, or it is refused with four lines, of which the last is the user's.
class MistakesTest {
    private static final int CALLS = 300;
    private static final List<TensorType> TYPES =
            List.of(
                    TensorType.of(DType.F32, 2, 3),
                    TensorType.of(DType.F32),
                    TensorType.of(DType.F32, 3),
                    TensorType.of(DType.F32, 2, 4, 4, 3),
                    TensorType.of(DType.F32, 0, 3),
                    TensorType.of(DType.F32, 65536, 1),
                    TensorType.of(DType.F32, 32768, 2),
                    TensorType.of(DType.F32, 1, 65536),
                    TensorType.of(DType.F32, 65536, 2, 3),
                    TensorType.of(DType.F64, 2, 3),
                    TensorType.of(DType.BF16, 3, 3),
                    TensorType.of(DType.I32, 2, 3),
                    TensorType.of(DType.I32),
                    TensorType.of(DType.U8, 3),
                    TensorType.of(DType.U32, 2),
                    TensorType.of(DType.BOOL, 2, 3));
    private static final List<Integer> INTEGERS =
            List.of(0, 1, -1, 2, -3, 7, Integer.MAX_VALUE, Integer.MIN_VALUE);
    private static final List<int[]> LISTS =
            Stream.of("", "0", "1,1", "-1", "0,1", "5", "-1,-1", "2,-1", "2147483647,2")
                    .map(s -> Stream.of(s.split(",")).filter(n -> !n.isEmpty()))
                    .map(s -> s.mapToInt(Integer::parseInt).toArray())
                    .toList();

    @TestFactory
    Stream<DynamicTest> aCallGivesTensorsOrFourLines() {
        return Stream.of(Tensor.class, Complex.class)
                .flatMap(c -> Arrays.stream(c.getMethods()).map(m -> Call.of(c, m)))
                .filter(c ->
                        !c.name()
                                .matches(
                                        "\\w+\\.(toString|hashCode|equals|.*wait|notify.*|getClass).*"))
                .sorted(Comparator.comparing(Call::name))
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
    }

    /// A method of a class.
    private record Call(String name, MethodHandle handle) {
        static Call of(Class<?> type, Method m) {
            String parameters =
                    Arrays.stream(m.getParameterTypes())
                            .map(Class::getSimpleName)
                            .collect(Collectors.joining(", ", "(", ")"));
            String name = type.getSimpleName() + "." + m.getName() + parameters;
            MethodType signature = MethodType.methodType(m.getReturnType(), m.getParameterTypes());
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            try {
                MethodHandle handle =
                        Modifier.isStatic(m.getModifiers())
                                ? lookup.findStatic(type, m.getName(), signature)
                                : lookup.findVirtual(type, m.getName(), signature);
                return new Call(name, handle.asFixedArity());
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(name, e);
            }
        }
    }

    private static void check(Call call) {
        Random random = new Random(7);
        for (int i = 0; i < CALLS; i++) {
            Trace.of("f", Mode.INFERENCE, t -> t.in("blocks.0", () -> check(t, call, random)));
        }
    }

    private static List<Tensor> check(Trace trace, Call call, Random random) {
        List<Object> given = new ArrayList<>();
        for (Class<?> type : call.handle().type().parameterList()) {
            given.add(of(type, trace, random));
        }
        String what = "%s of %s".formatted(call.name(), Arrays.deepToString(given.toArray()));
        try {
            call.handle().invokeWithArguments(given);
        } catch (ShapeException e) {
            refused(what, "" + e.getMessage());
        } catch (Throwable e) {
            throw new AssertionError(what + " fails with " + e, e);
        }
        return List.of();
    }

    private static void refused(String what, String message) {
        List<String> lines = message.lines().toList();
        assertThat(lines).as("%s: %s", what, message).hasSize(4);
        assertThat(lines.get(0)).as(what).matches("\\[\\w+] .+");
        assertThat(lines.get(1)).as(what).startsWith("  operands [");
        assertThat(lines.get(2)).as(what).matches("  expected [^;]+; [^;]+");
        assertThat(lines.get(3))
                .as(what)
                .matches(
                        "  at MistakesTest\\.\\w+\\(MistakesTest\\.java:\\d+\\), layer blocks\\.0");
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static Tensor tensor(Trace trace, Random random) {
        return trace.input("x", one(TYPES, random));
    }

    private static Object of(Class<?> type, Trace trace, Random random) {
        if (type == int.class) {
            return one(INTEGERS, random);
        } else if (type == double.class) {
            return one(List.of(0.0, 1.0, 0.5, -1.0, 300.0, Double.NaN, 1e300), random);
        } else if (type == int[].class) {
            return one(LISTS, random);
        } else if (type == Tensor[].class) {
            return Stream.generate(() -> tensor(trace, random))
                    .limit(random.nextInt(3))
                    .toArray(Tensor[]::new);
        } else if (type == List.class) {
            return List.of((Object[]) of(Tensor[].class, trace, random));
        } else if (type == Object[].class) {
            return one(List.of(new Object[] {"a", 3}, new Object[] {}, new Object[] {2}), random);
        } else if (type == Complex.class) {
            Tensor real = tensor(trace, random);
            return new Complex(real, real);
        } else if (type == Statistics.class) {
            return new Statistics(tensor(trace, random), tensor(trace, random));
        } else if (type == Tensor.class || type.isAssignableFrom(Tensor.class)) {
            return tensor(trace, random);
        } else if (type.isEnum()) {
            return one(List.of(type.getEnumConstants()), random);
        }
        return one(attributes(trace, random).stream().filter(type::isInstance).toList(), random);
    }

    private static List<Object> attributes(Trace trace, Random random) {
        List<Object> all = new ArrayList<>(TYPES);
        TYPES.forEach(t -> all.add(t.shape()));
        TYPES.forEach(t -> all.add(Literal.zeros(t)));
        all.addAll(List.of(Shape.of(2, 2, 3), Shape.of(65536, 32767), "label"));
        for (int[] a : LISTS) {
            IntList list = IntList.of(a);
            IntList one = IntList.repeat(1, list.size());
            all.add(PoolWindow.valid(list, one));
            all.add(PoolWindow.valid(one, list));
            all.add(Contraction.Window.strided(list));
            all.add(Contraction.Convolution.channelsLast(Contraction.Window.strided(list)));
            all.add(new DotGeneral(IntList.of(), IntList.of(), list, list));
            all.add(new DotGeneral(list, list, IntList.of(), IntList.of()));
            all.add(Windowed.ReduceWindow.of(Reducer.ADD, Windowed.Window.valid(list, one)));
        }
        for (int n : List.of(0, 1, -1, Integer.MAX_VALUE)) {
            all.add(new Sort(n, 1, false));
            all.add(new Sort(0, n, false));
            all.add(new Reduction.Cumulative(Reducer.ADD, n, false));
        }
        all.add(new Unary.Tanh());
        all.add(Gather.along(Shape.of(2, 3), 1, 1));
        all.add(Scatter.along(Update.ADD, Shape.of(2, 3), 0, 1));
        all.add(AttentionOptions.causal());
        all.add(AttentionOptions.standard().withMask(tensor(trace, random)));
        all.add(Gelu.Form.TANH);
        return all;
    }
}
