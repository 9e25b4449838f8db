package io.jacquard.ir.interpret;

import io.jacquard.ir.Creation;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Stops a run at the first value that is not finite: checked mode.
///
/// NaN is never right. Infinity may be meant, as the padding of a maximum or the mask of attention:
/// an infinite constant, and what is computed from it, passes. One check serves one run.
public final class FiniteCheck implements Observer {
    private final Set<Value> infinite = new HashSet<>();

    /// A check for one run.
    public FiniteCheck() {}

    @Override
    public void given(Value.Parameter parameter, Literal argument) {
        int at = firstNonFinite(argument);
        if (at >= 0) {
            throw new NonFiniteException(
                    "the parameter %s is %s at %s"
                            .formatted(parameter, argument.get(at), index(argument, at)));
        }
    }

    @Override
    public void computed(Instruction instruction, List<Literal> results) {
        for (int i = 0; i < results.size(); i++) {
            Literal result = results.get(i);
            int at = firstNonFinite(result);
            if (at < 0) {
                continue;
            }
            boolean meant =
                    instruction.op() instanceof Creation
                            || instruction.operands().stream().anyMatch(infinite::contains);
            if (!meant || anyNan(result)) {
                throw failure(instruction, result, at);
            }
            infinite.add(instruction.results().get(i));
        }
    }

    private static NonFiniteException failure(Instruction instruction, Literal result, int at) {
        return new NonFiniteException(
                """
                [%s] the result is %s at %s
                  operands %s, result %s
                  expected finite numbers; are the inputs in range, is the learning rate too large?
                  at %s\
                """
                        .formatted(
                                instruction.op().name(),
                                result.get(at),
                                index(result, at),
                                instruction.operandTypes(),
                                result.type(),
                                instruction.site()));
    }

    private static int firstNonFinite(Literal x) {
        if (x.type().dtype().isFloat()) {
            for (int i = 0; i < x.elements(); i++) {
                if (!Double.isFinite(x.get(i))) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static boolean anyNan(Literal x) {
        for (int i = 0; i < x.elements(); i++) {
            if (Double.isNaN(x.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static String index(Literal x, int position) {
        StringBuilder s = new StringBuilder("[");
        int[] strides = x.type().shape().strides();
        for (int i = 0; i < strides.length; i++) {
            s.append(i == 0 ? "" : ", ").append(position / strides[i] % x.type().shape().size(i));
        }
        return s.append(']').toString();
    }
}
