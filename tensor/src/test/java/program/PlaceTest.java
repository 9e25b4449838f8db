package program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jacquard.ir.DType;
import io.jacquard.ir.IntList;
import io.jacquard.ir.PoolWindow;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Complex;
import io.jacquard.tensor.Grad;
import io.jacquard.tensor.Mode;
import io.jacquard.tensor.Sequences;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Trace;
import io.jacquard.tensor.TraceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a user's program, outside of our packages, is told when it is wrong.
class PlaceTest {
    static Stream<Arguments> mistakes() {
        return Stream.of(arithmetic(), reducing(), shaping(), indexing(), layers()).flatMap(s -> s);
    }

    private static Stream<Arguments> arithmetic() {
        return Stream.of(
                wrong("[add] shapes do not broadcast", x -> x.add(Tensor.iota(4).to(DType.F32))),
                wrong("[mul] dtypes differ: f32 and i32", x -> x.mul(Tensor.iota(3))),
                wrong("[compare] dtypes differ: f32 and i32", x -> x.gt(Tensor.iota(3))),
                wrong("[add] 0.5 is no i32", x -> x.to(DType.I32).add(0.5)),
                wrong("[where] shapes do not broadcast", x -> x.gt(x).where(x, Tensor.iota(4))),
                wrong("[select] the predicate is f32[2, 3]", x -> x.where(x, x)),
                wrong("[select] operand types differ", x -> x.gt(x).where(x, Tensor.iota(3))),
                wrong("[and] f32[2, 3] is floating", x -> x.and(x)),
                wrong("[clamp] 0.5 is no i32", x -> x.to(DType.I32).clamp(0, 0.5)),
                wrong("[clamp] operand types differ", x -> x.clamp(Tensor.iota(3), x)),
                wrong("[atan2] dtypes differ: f32 and i32", x -> x.atan2(Tensor.iota(3))),
                wrong("[cbrt] i32[2, 3] is not floating", x -> x.to(DType.I32).cbrt()),
                wrong("[erf_inv] i32[2, 3] is not floating", x -> x.to(DType.I32).erfInv()),
                wrong("[reduce_precision] 0 exponent", x -> x.reducePrecision(0, 7)),
                wrong("[xor] f32[2, 3] is floating", x -> x.xor(x)),
                wrong("[shift_left] f32[2, 3] is no integer", x -> x.shiftLeft(1)),
                wrong("[popcnt] f32[2, 3] is no integer", Tensor::popcount),
                wrong("[bitcast_convert] the bits of f32", x -> x.bitcast(DType.BOOL)),
                wrong("[eq] 0.5 is no i32", x -> x.to(DType.I32).eq(0.5)));
    }

    private static Stream<Arguments> reducing() {
        return Stream.of(
                wrong("[sum] no axis 2 in [2, 3]", x -> x.sum(2)),
                wrong("[max] no axis -3 in [2, 3]", x -> x.max(-3)),
                wrong("[reduce] the axes [1, 1] do not fit", x -> x.sum(1, -1)),
                wrong("[argmax] no axis 2 in [2, 3]", x -> x.argmax(2)),
                wrong("[softmax] no axis 0 in []", x -> x.sum().softmax(0)),
                wrong("[mean] i32[2, 3] is not floating", x -> x.to(DType.I32).mean()),
                wrong("[size] no axis 5 in [2, 3]", x -> x.expand(x.size(5))),
                wrong("[matmul] inner sizes differ: 3 and 2", x -> x.matmul(x)),
                wrong("[matmul] a side has too few axes", x -> x.matmul(x.sum(0))),
                wrong("[matmul] shapes do not broadcast", PlaceTest::batches),
                wrong("[prod] no axis 2 in [2, 3]", x -> x.prod(2)),
                wrong("[reduce] AND of f32[2, 3]", x -> x.all(0)),
                wrong("[argmin] no axis 2 in [2, 3]", x -> x.argmin(2)),
                wrong("[cumsum] no axis 2 in [2, 3]", x -> x.cumsum(2)),
                wrong("[cumulative] bool[2, 3] is no number", x -> x.gt(x).cummax(0)),
                wrong("[sumPool] a window of 2 axes", x -> x.sumPool(WINDOW)),
                wrong("[max_pool] f32[2, 3] has rank 2", x -> x.maxPool(WINDOW)),
                wrong("[grad] the loss is f32[2, 3]", x -> Grad.of(x, List.of(x)).getFirst()));
    }

    private static Stream<Arguments> shaping() {
        return Stream.of(
                wrong("[reshape] 6 elements do not fit [4, -1]", x -> x.reshape(4, -1)),
                wrong("[reshape] 6 elements do not fit [-1, -1]", x -> x.reshape(-1, -1)),
                wrong("[reshape] 6 elements do not fit [5]", x -> x.reshape(5)),
                wrong("[reshape] 6 elements do not fit [-2, -3]", x -> x.reshape(-2, -3)),
                wrong("[transpose] no axis 2 in [2, 3]", x -> x.transpose(0, 2)),
                wrong("[transpose] permutation [0] for f32[2, 3]", x -> x.transpose(0)),
                wrong("[broadcastTo] [2, 3] does not", x -> x.broadcastTo(Shape.of(3))),
                wrong("[broadcastTo] [2, 3] does not", x -> x.broadcastTo(Shape.of(2, 1))),
                wrong("[expand] no place 4 for an axis in [2, 3]", x -> x.expand(4)),
                wrong("[slice] 1 to 4 by 1 on axis 1", x -> x.slice(1, 1, 4)),
                wrong("[concatenate] f32[2, 3] and f32[3]", x -> x.concat(0, x.sum(0))),
                wrong("[pad] low [0] for f32[2, 3]", x -> x.pad(new int[1], new int[2], 0)),
                wrong("[shape] the shape is [2, 3]", x -> x.requireShape("batch", 4)),
                wrong("[type] the type is f32[2, 3]", x -> x.requireType(x.sum().type())),
                wrong("[squeeze] axes [0] of [2, 3]", x -> x.squeeze(0)),
                wrong("[slice] 0 to 3 by 0 on axis 1", x -> x.slice(1, 0, 3, 0)),
                wrong("[type] the type is f32[2]", x -> new Complex(x, x.sum(1)).abs()));
    }

    private static Stream<Arguments> indexing() {
        return Stream.of(
                wrong("[take] no axis 2 in [2, 3]", x -> x.take(2, Tensor.iota(3))),
                wrong("[gather] the indices are f32[2, 3]", x -> x.take(0, x)),
                wrong("[gather] positions [3] for [2, 3]", x -> x.gather(0, Tensor.iota(3))),
                wrong("[scatter] positions [3] for [2, 3]", x -> x.scatter(0, Tensor.iota(3), x)),
                wrong(
                        "[scatter] the updates are f32[2]",
                        x -> x.indexAdd(1, Tensor.iota(3), x.sum(1))),
                wrong("[dynamic_slice] a slice of [2, 4]", x -> x.dynamicSlice(1, one(), 4)),
                wrong("[dynamic_slice] 1 starts for", x -> x.dynamicSlice(List.of(one()), 1, 1)),
                wrong(
                        "[dynamic_update_slice] the update",
                        x -> x.dynamicUpdateSlice(0, one(), one())),
                wrong("[sort] no axis 2 in [2, 3]", x -> x.sort(2)),
                wrong("[argsort] no axis 2 in [2, 3]", x -> x.argsort(2)),
                wrong("[top_k] the 4 largest of 3", x -> x.topK(4).values()),
                wrong("[topK] no axis 2 in [2, 3]", x -> x.topK(1, 2).values()),
                wrong("[rfft] 3 last axes of [2, 3]", x -> x.rfftn(3).real()),
                wrong("[fft] the operand is bf16", x -> x.to(DType.BF16).rfft().real()),
                wrong("[fft] length [9] for", x -> x.rfft().irfft(9)));
    }

    private static Stream<Arguments> layers() {
        return Stream.of(
                wrong("[gelu] i32[2, 3] is not floating", x -> x.to(DType.I32).gelu()),
                wrong("[softmax_cross_entropy] labels", x -> x.softmaxCrossEntropy(1, x.sum(1))),
                wrong("[softmax_cross_entropy] the smoothing is 1.0", PlaceTest::smoothed),
                wrong("[dropout] the rate is 1.0", x -> x.dropout(1, x)),
                wrong("[embedding] the ids are f32[2, 3]", x -> x.embedding(x)),
                wrong("[embedding] the padding index is 2", x -> Tensor.iota(3).embedding(x, 2)),
                wrong("[attention] f32[2, 3]", x -> x.attention(x, x)),
                wrong("[layerNorm] scale [2] for [2, 3]", x -> x.layerNorm(x.sum(1), x, 0)),
                wrong("[layer_norm] a parameter of", x -> x.layerNorm(x.sum(0), x, 0)),
                wrong("[rmsNorm] scale [] for [2, 3]", x -> x.rmsNorm(x.sum(), 0)),
                wrong("[group_norm] 2 groups of 3", x -> x.groupNorm(2, x, x, 0)),
                wrong("[batchNorm] no axis 2 in", x -> x.batchNorm(2, x, x, 0).output()),
                wrong("[shape] the shape is [2, 3]", x -> rnn(x, x)),
                wrong("[rnn] 0 biases", x -> rnn(x.expand(0), x)));
    }

    private static Tensor rnn(Tensor sequence, Tensor recurrent) {
        return Sequences.rnn(sequence, Sequences.Weights.of(recurrent, recurrent)).hidden();
    }

    private static Tensor smoothed(Tensor x) {
        return x.softmaxCrossEntropy(1, x, 1);
    }

    private static Tensor one() {
        return Tensor.scalar(DType.I32, 1);
    }

    private static final PoolWindow WINDOW = PoolWindow.valid(IntList.of(2, 2), IntList.of(2, 2));

    private static Tensor batches(Tensor x) {
        return x.broadcastTo(Shape.of(4, 2, 3))
                .matmul(x.broadcastTo(Shape.of(5, 2, 3)).transpose(0, 2, 1));
    }

    private static Arguments wrong(String problem, UnaryOperator<Tensor> mistake) {
        return Arguments.of(problem, mistake);
    }

    private static Tensor input(Trace trace) {
        return trace.input("x", TensorType.of(DType.F32, 2, 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsToldInFourLines(String problem, UnaryOperator<Tensor> mistake) {
        var told =
                catchThrowableOfType(
                        ShapeException.class,
                        () ->
                                Trace.of(
                                        "f",
                                        Mode.INFERENCE,
                                        t ->
                                                t.in(
                                                        "blocks.0",
                                                        () -> List.of(mistake.apply(input(t))))));

        var lines = told.getMessage().lines().toList();
        assertThat(lines).as(told.getMessage()).hasSize(4);
        assertThat(lines.get(0)).startsWith(problem);
        assertThat(lines.get(1)).startsWith("  operands [");
        assertThat(lines.get(2)).startsWith("  expected ").hasSizeGreaterThan(12);
        assertThat(lines.get(3))
                .matches("  at PlaceTest\\.\\w+\\(PlaceTest\\.java:\\d+\\), layer blocks\\.0");
    }

    @Test
    void theLineIsTheOneThatIsWrong() {
        int[] line = new int[1];
        UnaryOperator<Tensor> mistake =
                x -> {
                    var sum = x.sum(0);
                    line[0] = line() + 1;
                    return x.matmul(sum);
                };
        var told = catchThrowableOfType(ShapeException.class, () -> trace(mistake));

        assertThat(told).hasMessageEndingWith("(PlaceTest.java:%d)".formatted(line[0]));
    }

    private static int line() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }

    @Test
    void aTensorUsedAfterItsTraceNamesBothLines() {
        var kept = new ArrayList<Tensor>();
        int began = line() + 1;
        Trace.of("f", Mode.INFERENCE, t -> keep(kept, input(t)));

        int used = line() + 1;
        var told = catchThrowableOfType(TraceException.class, () -> kept.getFirst().exp());

        assertThat(told)
                .hasMessageContaining("(PlaceTest.java:%d) is used outside of it".formatted(began))
                .hasMessageEndingWith("(PlaceTest.java:%d)".formatted(used));
    }

    @Test
    void aTensorUsedInAnotherTraceNamesBothLines() {
        var kept = new ArrayList<Tensor>();
        int first = line() + 1;
        Trace.of("f", Mode.INFERENCE, t -> keep(kept, input(t)));
        Tensor foreign = kept.getFirst();

        List<UnaryOperator<Tensor>> mistakes =
                List.of(
                        x -> x.add(foreign),
                        x -> foreign.add(x),
                        x -> x.concat(0, foreign),
                        x -> x.matmul(foreign),
                        x -> x.gt(x).where(foreign, x),
                        _ -> foreign.exp(),
                        _ -> foreign.add(1),
                        _ -> foreign,
                        x -> Grad.of(x.sum(), List.of(foreign)).getFirst());
        for (UnaryOperator<Tensor> mistake : mistakes) {
            assertThat(catchThrowableOfType(TraceException.class, () -> trace(mistake)))
                    .hasMessageStartingWith("a tensor of the function traced at PlaceTest.")
                    .hasMessageContaining(
                            "(PlaceTest.java:%d) is used in the one traced at".formatted(first))
                    .hasMessageFindingMatch(" at PlaceTest.trace\\(PlaceTest.java:\\d+\\)\n")
                    .hasMessageFindingMatch("\n  at PlaceTest\\.\\w+\\(PlaceTest.java:\\d+\\)$");
        }
    }

    private static void trace(UnaryOperator<Tensor> function) {
        Trace.of("g", Mode.INFERENCE, t -> List.of(function.apply(input(t))));
    }

    private static List<Tensor> keep(List<Tensor> kept, Tensor x) {
        kept.add(x);
        return List.of(x);
    }

    @Test
    void makingATensorOutsideOfAnyTraceSaysWhereToCall() {
        int used = line() + 1;
        var told = catchThrowableOfType(TraceException.class, () -> Tensor.iota(3));

        assertThat(told)
                .hasMessageContaining("call it through Jit, Model or Trainer")
                .hasMessageEndingWith("(PlaceTest.java:%d)".formatted(used));
    }

    @Test
    void eachInstructionKnowsItsLineAndLayer() {
        var traced =
                Trace.of("f", Mode.INFERENCE, t -> t.in("dense", () -> List.of(input(t).exp())));

        assertThat(traced.function().instructions().getLast().site().toString())
                .matches("PlaceTest\\.\\w+\\(PlaceTest\\.java:\\d+\\), layer dense");
    }
}
