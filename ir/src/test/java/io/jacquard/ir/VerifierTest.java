package io.jacquard.ir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private static final TensorType PAIR = TensorType.of(DType.F32, 2);
    private static final Site SITE = new Site("Pass.run(Pass.java:3)", "");

    private final Value.Parameter x = new Value.Parameter("x", PAIR);
    private final Instruction negate = instruction(new Unary.Negate(), PAIR, x);

    private static Instruction instruction(Op op, TensorType type, Value... operands) {
        return new Instruction(op, List.of(operands), List.of(type), SITE);
    }

    private static Function function(List<Instruction> instructions, Value... results) {
        Value.Parameter first = null;
        for (Instruction i : instructions) {
            if (first == null && i.operand(0) instanceof Value.Parameter p) {
                first = p;
            }
        }
        List<Value.Parameter> parameters = first == null ? List.of() : List.of(first);
        return new Function("f", parameters, instructions, List.of(results));
    }

    @Test
    void acceptsWhatTheBuilderBuilds() {
        Builder b = new Builder("f");
        Value p = b.parameter("x", PAIR);
        Verifier.check(b.build(List.of(b.add(new Binary.Add(), p, p), p)));
    }

    @Test
    void rejectsAnOperandThatIsDefinedLater() {
        Instruction later = instruction(new Unary.Abs(), PAIR, negate.result());
        assertThatThrownBy(() -> Verifier.check(function(List.of(later, negate), x)))
                .isInstanceOf(InvalidFunctionException.class)
                .hasMessage(
                        """
                        [f] instruction 0, abs (Pass.run(Pass.java:3)): operand 0, \
                        negate: f32[2], is not defined
                          expected a parameter or a result of an earlier instruction\
                        """);
    }

    @Test
    void rejectsTypesThatAreNotInferred() {
        Instruction wrong = instruction(new Unary.Negate(), TensorType.of(DType.F32, 3), x);
        assertThatThrownBy(() -> Verifier.check(function(List.of(wrong), x)))
                .isInstanceOf(InvalidFunctionException.class)
                .hasMessageContaining("instruction 0, negate")
                .hasMessageContaining("its results are [f32[3]]\n  expected [f32[2]]");
    }

    @Test
    void rejectsOperandsThatDoNotFit() {
        Instruction wrong = instruction(new Binary.Add(), PAIR, x);
        assertThatThrownBy(() -> Verifier.check(function(List.of(wrong), x)))
                .isInstanceOf(InvalidFunctionException.class)
                .hasMessageContaining("instruction 0, add")
                .hasMessageContaining("it got 1 operand");
    }

    @Test
    void rejectsAnInstructionThatAppearsTwice() {
        assertThatThrownBy(() -> Verifier.check(function(List.of(negate, negate), x)))
                .isInstanceOf(InvalidFunctionException.class)
                .hasMessageContaining("instruction 1, negate")
                .hasMessageContaining("it appears twice");
    }

    @Test
    void rejectsAnUnknownResult() {
        Value.Parameter other = new Value.Parameter("y", PAIR);
        assertThatThrownBy(() -> Verifier.check(function(List.of(negate), other)))
                .isInstanceOf(InvalidFunctionException.class)
                .hasMessageStartingWith("[f] result 0, %y: f32[2], is not defined");
    }

    @Test
    void rejectsParametersOfOneName() {
        Value.Parameter twin = new Value.Parameter("x", PAIR);
        Function f = new Function("f", List.of(x, twin), List.of(), List.of(x));
        assertThatThrownBy(() -> Verifier.check(f))
                .isInstanceOf(InvalidFunctionException.class)
                .hasMessageContaining("two parameters are named x");
    }
}
