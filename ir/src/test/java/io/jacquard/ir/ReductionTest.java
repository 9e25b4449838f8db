package io.jacquard.ir;

import io.jacquard.ir.Reduction.Reducer;
import org.junit.jupiter.api.Test;

class ReductionTest {
    private static final TensorType FLOATS = TensorType.of(DType.F32, 2, 0);

    @Test
    void indicesNeedAnAxisWithElements() {
        for (Op op : new Op[] {new Reduction.ArgMax(1), new Reduction.ArgMin(1)}) {
            Refusals.check(
                    op,
                    "axis 1 of f32[2, 0] is empty",
                    "1 element or more; there is no index of none",
                    FLOATS);
            Refusals.check(
                    op,
                    "the axes [1] do not fit f32[4]",
                    "distinct axes from 0 to 0; name each once, counted from the front",
                    TensorType.of(DType.F32, 4));
        }
    }

    @Test
    void runningResultsAreOfNumbersAlongAnAxis() {
        Refusals.check(
                new Reduction.Cumulative(Reducer.ADD, 2, false),
                "the axes [2] do not fit f32[2, 0]",
                "distinct axes from 0 to 1; name each once, counted from the front",
                FLOATS);
        Refusals.check(
                new Reduction.Cumulative(Reducer.OR, 0, true),
                "running OR",
                "ADD, MULTIPLY, MAXIMUM or MINIMUM; of bools as integers the last two do it",
                FLOATS);
        Refusals.check(
                new Reduction.Cumulative(Reducer.ADD, 0, false),
                "bool[3] is no number",
                "a number; convert it first",
                TensorType.of(DType.BOOL, 3));
        Refusals.check(
                new Reduction.Cumulative(Reducer.ADD, 0, false),
                "it got 2 operands",
                "1 operand; leave out 1",
                FLOATS,
                FLOATS);
    }
}
