package io.jacquard.ir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Elementwise.Direction;
import io.jacquard.ir.Reduction.Reducer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The mistakes that people make, and all that they are told.
class ShapeExceptionTest {
    private static final Site SITE = new Site("Net.forward(Net.java:7)", "net.0");
    private static final IntList NONE = IntList.of();

    private static IntList list(int... values) {
        return IntList.of(values);
    }

    private static TensorType f32(int... sizes) {
        return TensorType.of(DType.F32, sizes);
    }

    private static TensorType i32(int... sizes) {
        return TensorType.of(DType.I32, sizes);
    }

    private static void says(String message, Op op, TensorType... operands) {
        Builder b = new Builder("f", () -> SITE);
        List<Value> values = new ArrayList<>();
        Arrays.stream(operands).forEach(t -> values.add(b.parameter("x", t)));
        assertThatThrownBy(() -> b.append(op, values))
                .isInstanceOf(ShapeException.class)
                .hasMessage(message + "  at Net.forward(Net.java:7), layer net.0");
    }

    @Test
    void innerSizesOfAProductDiffer() {
        says(
                """
                [dot_general] contracting sizes differ: 768 and 512
                  operands [f32[8, 768], f32[512, 256]]
                  expected equal sizes on axis 1 of the left and axis 0 of the right; transpose one?
                """,
                DotGeneral.matmul(),
                f32(8, 768),
                f32(512, 256));
        says(
                """
                [dot_general] dtypes differ: f32 and f64
                  operands [f32[8, 3], f64[3, 4]]
                  expected equal dtypes; convert one of them
                """,
                DotGeneral.matmul(),
                f32(8, 3),
                TensorType.of(DType.F64, 3, 4));
        says(
                """
                [dot_general] batching sizes differ: 8 and 1
                  operands [f32[8, 4, 3], f32[1, 3, 5]]
                  expected equal sizes on axis 0 of the left and axis 0 of the right; transpose one?
                """,
                new DotGeneral(list(0), list(0), list(2), list(1)),
                f32(8, 4, 3),
                f32(1, 3, 5));
        says(
                """
                [dot_general] the axes [2] do not fit f32[8, 3]
                  operands [f32[8, 3], f32[3, 5]]
                  expected distinct axes from 0 to 1; name each once, counted from the front
                """,
                new DotGeneral(NONE, NONE, list(2), list(0)),
                f32(8, 3),
                f32(3, 5));
    }

    @Test
    void shapesOrDtypesOfASumDiffer() {
        says(
                """
                [add] operand types differ: f32[2, 3] and f32[3]
                  operands [f32[2, 3], f32[3]]
                  expected equal types; broadcast or convert one of them
                """,
                new Binary.Add(),
                f32(2, 3),
                f32(3));
        says(
                """
                [multiply] operand types differ: f32[2] and f64[2]
                  operands [f32[2], f64[2]]
                  expected equal types; broadcast or convert one of them
                """,
                new Binary.Multiply(),
                f32(2),
                TensorType.of(DType.F64, 2));
        says(
                """
                [select] the predicate is f32[2]
                  operands [f32[2], f32[2], f32[2]]
                  expected bool[2]; compare, convert or broadcast it
                """,
                new Elementwise.Select(),
                f32(2),
                f32(2),
                f32(2));
        says(
                """
                [exponential] i32[2] is not floating
                  operands [i32[2]]
                  expected a floating dtype; convert it first
                """,
                new Unary.Exponential(),
                i32(2));
    }

    @Test
    void channelsOrGroupsOfAConvolutionDoNotFit() {
        Contraction.Window window = Contraction.Window.valid(2);
        says(
                """
                [convolution] the data has 28 features, the kernel takes 3 in each of 1 groups
                  operands [f32[8, 3, 28, 28], f32[5, 5, 3, 16]]
                  expected data with 3 features; transpose it, or change the groups
                """,
                Convolution.channelsLast(window),
                f32(8, 3, 28, 28),
                f32(5, 5, 3, 16));
        says(
                """
                [convolution] ranks 3 and 4 with 2 spatial axes
                  operands [f32[28, 28, 3], f32[5, 5, 3, 16]]
                  expected rank 4 for both; reshape one, or change the window
                """,
                Convolution.channelsLast(window),
                f32(28, 28, 3),
                f32(5, 5, 3, 16));
        Contraction.Axes data = Contraction.Axes.channelsLast(2);
        says(
                """
                [convolution] 9 output features and a batch of 8 do not divide into the groups
                  operands [f32[8, 28, 28, 4], f32[5, 5, 2, 9]]
                  expected multiples of the number of groups; change the groups
                """,
                new Convolution(window, data, Contraction.Axes.kernel(2), data, 2, 1),
                f32(8, 28, 28, 4),
                f32(5, 5, 2, 9));
        says(
                """
                [convolution] strides [0, 1]
                  operands [f32[8, 28, 28, 3], f32[5, 5, 3, 16]]
                  expected values from 1; 1 changes nothing
                """,
                Convolution.channelsLast(Contraction.Window.strided(list(0, 1))),
                f32(8, 28, 28, 3),
                f32(5, 5, 3, 16));
    }

    @Test
    void windowsDoNotFit() {
        says(
                """
                [max_pool] a window of 3 does not fit axis 1 of f32[1, 2, 4, 3]
                  operands [f32[1, 2, 4, 3]]
                  expected a window of at most 2; shrink it or pad the data
                """,
                new Composite.MaxPool(PoolWindow.valid(list(3, 3), list(1, 1))),
                f32(1, 2, 4, 3));
        says(
                """
                [average_pool] f32[4, 4, 3] has rank 3 for 2 spatial axes
                  operands [f32[4, 4, 3]]
                  expected [batch, spatial..., channels], 4 axes; reshape it
                """,
                new Composite.AveragePool(PoolWindow.valid(list(2, 2), list(2, 2))),
                f32(4, 4, 3));
        says(
                """
                [reduce_window] window strides [1] for f32[4, 4]
                  operands [f32[4, 4]]
                  expected 2 values, one an axis; add 1
                """,
                Windowed.ReduceWindow.of(
                        Reducer.ADD, new Windowed.Window(list(2, 2), list(1), NONE, NONE)),
                f32(4, 4));
    }

    @Test
    void shapesDoNotFit() {
        says(
                """
                [reshape] f32[32, 28, 28] has 25088 elements, [32, 700] has 22400
                  operands [f32[32, 28, 28]]
                  expected a shape of 25088 elements; change one of its sizes
                """,
                new Shaping.Reshape(Shape.of(32, 700)),
                f32(32, 28, 28));
        says(
                """
                [transpose] permutation [0, 1] for f32[2, 3, 4]
                  operands [f32[2, 3, 4]]
                  expected 3 values, one an axis; add 1
                """,
                new Shaping.Transpose(list(0, 1)),
                f32(2, 3, 4));
        says(
                """
                [transpose] [0, 0] is no permutation
                  operands [f32[2, 3]]
                  expected each axis from 0 to 1 once; count them from the front
                """,
                new Shaping.Transpose(list(0, 0)),
                f32(2, 3));
        says(
                """
                [broadcast_in_dim] axis 0 of f32[3] does not fit axis 0 of [2, 3]
                  operands [f32[3]]
                  expected size 1 or 2; slice or reshape it first
                """,
                new Shaping.BroadcastInDim(Shape.of(2, 3), list(0)),
                f32(3));
        says(
                """
                [concatenate] f32[2, 3] and f32[2, 4] differ beside axis 0
                  operands [f32[2, 3], f32[2, 4]]
                  expected equal dtypes and other sizes; slice, reshape or convert one of them
                """,
                new Shaping.Concatenate(0),
                f32(2, 3),
                f32(2, 4));
        says(
                """
                [slice] 0 to 5 by 1 on axis 0 of f32[4]
                  operands [f32[4]]
                  expected 0 <= start <= limit <= 4 and a step from 1; count from the front
                """,
                new Shaping.Slice(list(0), list(5), list(1)),
                f32(4));
        says(
                """
                [pad] padding -3, -2, 0 on axis 0 of f32[4]
                  operands [f32[4], f32[]]
                  expected interior padding from 0 and a size from 0; cut less
                """,
                new Shaping.Pad(list(-3), list(-2), list(0)),
                f32(4),
                f32());
    }

    @Test
    void axesOrDtypesOfAReductionDoNotFit() {
        says(
                """
                [reduce] the axes [1, 1] do not fit f32[2, 3]
                  operands [f32[2, 3]]
                  expected distinct axes from 0 to 1; name each once, counted from the front
                """,
                new Reduction.Reduce(Reducer.ADD, list(1, 1)),
                f32(2, 3));
        says(
                """
                [reduce] the axes [0] do not fit f32[]
                  operands [f32[]]
                  expected no axis, it is a scalar; reshape it first
                """,
                new Reduction.Reduce(Reducer.ADD, list(0)),
                f32());
        says(
                """
                [reduce] ADD of bool[2]
                  operands [bool[2]]
                  expected a number; convert it first
                """,
                new Reduction.Reduce(Reducer.ADD, list(0)),
                TensorType.of(DType.BOOL, 2));
    }

    @Test
    void indicesDoNotFit() {
        Indexing.Gather rows = Indexing.Gather.along(Shape.of(100, 8), 0, 1);
        says(
                """
                [gather] the indices are f32[5]
                  operands [f32[100, 8], f32[5]]
                  expected an integer dtype; convert them first
                """,
                rows,
                f32(100, 8),
                f32(5));
        GatherDimensions pairs = new GatherDimensions(NONE, list(0, 1), NONE, NONE, list(0), 1);
        says(
                """
                [gather] the start index map [0] for vectors of 2
                  operands [f32[100, 8], i32[5, 2]]
                  expected an axis for each index of a vector; name 2
                """,
                new Indexing.Gather(pairs, list(1, 1), false),
                f32(100, 8),
                i32(5, 2));
        says(
                """
                [scatter] the updates are f32[4, 8]
                  operands [f32[100, 8], i32[5], f32[4, 8]]
                  expected f32[5, 8], a slice for each vector of indices; reshape them
                """,
                Indexing.Scatter.along(Indexing.Update.ADD, Shape.of(100, 8), 0, 1),
                f32(100, 8),
                i32(5),
                f32(4, 8));
        says(
                """
                [dynamic_slice] 1 starts for f32[100, 8]
                  operands [f32[100, 8], i32[]]
                  expected 2, one an axis; add 1
                """,
                new Indexing.DynamicSlice(list(1, 8)),
                f32(100, 8),
                i32());
        says(
                """
                [top_k] the 9 largest of 8
                  operands [f32[100, 8]]
                  expected k from 0 to 8; it is the size of the last axis
                """,
                new Ordering.TopK(9),
                f32(100, 8));
        says(
                """
                [fft] length [8] for f32[2, 7]
                  operands [f32[2, 7]]
                  expected operands of f32[2, 8]; pad or slice them
                """,
                new Fft(Fft.Kind.RFFT, list(8)),
                f32(2, 7));
    }

    @Test
    void headsMaskOrLabelsOfACompositeDoNotFit() {
        says(
                """
                [attention] 8 heads of queries, 3 of keys
                  operands [f32[2, 8, 5, 16], f32[2, 3, 5, 16], f32[2, 3, 5, 16]]
                  expected a multiple of the keys' heads; repeat or split them
                """,
                new Attention(0.25, true),
                f32(2, 8, 5, 16),
                f32(2, 3, 5, 16),
                f32(2, 3, 5, 16));
        says(
                """
                [attention] the mask is i32[2, 1, 5, 5]
                  operands [f32[2, 8, 5, 16], f32[2, 8, 5, 16], f32[2, 8, 5, 16], i32[2, 1, 5, 5]]
                  expected bool or f32, axes of [2, 8, 5, 5] or 1; convert or reshape it
                """,
                new Attention(0.25, true),
                f32(2, 8, 5, 16),
                f32(2, 8, 5, 16),
                f32(2, 8, 5, 16),
                i32(2, 1, 5, 5));
        says(
                """
                [softmax_cross_entropy] labels f32[32] do not fit logits f32[32, 10]
                  operands [f32[32, 10], f32[32]]
                  expected integers [32], or shares f32[32, 10]; convert or reshape them
                """,
                new Composite.SoftmaxCrossEntropy(1),
                f32(32, 10),
                f32(32));
    }

    @Test
    void parametersOrStateOfACompositeDoNotFit() {
        says(
                """
                [layer_norm] a parameter of f32[2, 7, 16] is f32[7]
                  operands [f32[2, 7, 16], f32[7], f32[7]]
                  expected f32[16]; reshape or replace it
                """,
                new Normalization.LayerNorm(2, 1e-5),
                f32(2, 7, 16),
                f32(7),
                f32(7));
        says(
                """
                [gru] the recurrent weight is f32[4, 16]
                  operands [f32[7, 2, 3], f32[2, 4], f32[3, 12], f32[4, 16], f32[12], f32[12]]
                  expected f32[4, 12]; reshape or replace it
                """,
                new Recurrent.Gru(false),
                f32(7, 2, 3),
                f32(2, 4),
                f32(3, 12),
                f32(4, 16),
                f32(12),
                f32(12));
        says(
                """
                [adam] the square is f64[3]
                  operands [f32[3], f32[3], f32[3], f64[3], f32[], f32[]]
                  expected f32[3]; convert it
                """,
                new Update.Adam(0.9, 0.999, 1e-8, 0),
                f32(3),
                f32(3),
                f32(3),
                TensorType.of(DType.F64, 3),
                f32(),
                f32());
    }

    // A function that takes and gives those types: zeros.
    private static Function zeros(List<TensorType> parameters, TensorType... results) {
        Builder b = new Builder("g");
        parameters.forEach(t -> b.parameter("x", t));
        return b.build(
                Arrays.stream(results)
                        .map(t -> b.add(new Creation.Constant(Literal.zeros(t))))
                        .toList());
    }

    @Test
    void functionsInsideDoNotFit() {
        List<TensorType> state = List.of(i32(), f32(2));
        TensorType truth = TensorType.of(DType.BOOL);
        Function body = zeros(state, i32(), f32(2));
        says(
                """
                [while] the results of the condition are [bool[2]]
                  operands [i32[], f32[2]]
                  expected [bool[]]; convert or reshape what differs
                """,
                new Control.While(zeros(state, TensorType.of(DType.BOOL, 2)), body),
                i32(),
                f32(2));
        says(
                """
                [while] the results of the body are [i32[], f32[3]]
                  operands [i32[], f32[2]]
                  expected [i32[], f32[2]]; convert or reshape what differs
                """,
                new Control.While(zeros(state, truth), zeros(state, i32(), f32(3))),
                i32(),
                f32(2));
        says(
                """
                [case] the results of branch 1 are [i32[]]
                  operands [i32[]]
                  expected [f32[]]; convert or reshape what differs
                """,
                new Control.Case(List.of(zeros(List.of(), f32()), zeros(List.of(), i32()))),
                i32());
        says(
                """
                [case] the index is bool[]
                  operands [bool[]]
                  expected a scalar i32 as the first operand; convert or reshape it
                """,
                new Control.Case(List.of(zeros(List.of(), f32()))),
                truth);
    }

    @Test
    void carriesOrSequencesOfAScanDoNotFit() {
        List<TensorType> step = List.of(f32(2), f32(3));
        Function body = zeros(step, TensorType.of(DType.F64, 2));
        says(
                """
                [scan] the carries from the body are [f64[2]]
                  operands [f32[2], f32[5, 3]]
                  expected [f32[2]]; convert or reshape what differs
                """,
                new Control.Scan(body, 1, 1, 5, false),
                f32(2),
                f32(5, 3));
        says(
                """
                [scan] the sequence f32[4, 3] is not 5 long
                  operands [f32[2], f32[4, 3]]
                  expected a first axis of size 5; slice or transpose it
                """,
                new Control.Scan(zeros(step, f32(2)), 1, 1, 5, false),
                f32(2),
                f32(4, 3));
        says(
                """
                [rematerialize] the parameters of the function are [f32[2], f32[3]]
                  operands [f32[2]]
                  expected [f32[2]]; convert or reshape what differs
                """,
                new Control.Rematerialize(zeros(step, f32())),
                f32(2));
    }

    @Test
    void operandsAreMissingOrTooMany() {
        says(
                """
                [add] it got 1 operand
                  operands [f32[2]]
                  expected 2 operands; add 1
                """,
                new Binary.Add(),
                f32(2));
        says(
                """
                [negate] it got 3 operands
                  operands [f32[2], f32[2], f32[2]]
                  expected 1 operand; leave out 2
                """,
                new Unary.Negate(),
                f32(2),
                f32(2),
                f32(2));
        says(
                """
                [compare] it got 0 operands
                  operands []
                  expected 2 operands; add 2
                """,
                new Elementwise.Compare(Direction.EQ));
    }

    @Test
    void resultsWouldBeTooLarge() {
        int many = 1 << 30;
        says(
                """
                [concatenate] axis 0 has 3221225472 elements
                  operands [f32[1073741824], f32[1073741824], f32[1073741824]]
                  expected at most 2^31 - 1; split the array
                """,
                new Shaping.Concatenate(0),
                f32(many),
                f32(many),
                f32(many));
        says(
                """
                [dot_general] too many elements: [65536, 65536]
                  operands [f32[65536, 1], f32[1, 65536]]
                  expected at most 2^31 - 1, empty axes left out; split the array
                """,
                DotGeneral.matmul(),
                f32(65536, 1),
                f32(1, 65536));
        says(
                """
                [pad] axis 0 has 4294967297 elements
                  operands [f32[3], f32[]]
                  expected at most 2^31 - 1; split the array
                """,
                new Shaping.Pad(list(0), list(0), list(Integer.MAX_VALUE)),
                f32(3),
                f32());
        says(
                """
                [max_pool] axis 1 has 4294967293 elements
                  operands [f32[1, 2147483647, 1]]
                  expected at most 2^31 - 1; split the array
                """,
                new Composite.MaxPool(
                        new PoolWindow(
                                list(Integer.MAX_VALUE),
                                list(1),
                                list(Integer.MAX_VALUE - 1),
                                list(Integer.MAX_VALUE - 1))),
                f32(1, Integer.MAX_VALUE, 1));
        says(
                """
                [scan] 1 carries, 2147483647 sequences and length 5 with g(1 parameters) 1 \
                instructions -> [f32[]]
                  operands [f32[]]
                  expected counts from 0; the body has a parameter for each and a result for each \
                carry
                """,
                new Control.Scan(zeros(List.of(f32()), f32()), 1, Integer.MAX_VALUE, 5, false),
                f32());
    }
}
