package io.jacquard.ir.autodiff;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Update;
import io.jacquard.ir.Update.Adam;
import io.jacquard.ir.Update.Sgd;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateRulesTest {
    static List<Update> updates() {
        return List.of(
                new Sgd(0, false, 0),
                new Sgd(0, false, 0.1),
                new Sgd(0.9, false, 0),
                new Sgd(0.9, false, 0.2),
                new Sgd(0.8, true, 0.3),
                new Adam(0.9, 0.99, 1e-2, 0),
                new Adam(0.7, 0.8, 1e-3, 0.5));
    }

    private static int arrays(Update op) {
        return switch (op) {
            case Sgd s -> s.momentum() == 0 ? 2 : 3;
            case Adam _ -> 4;
        };
    }

    private static int scalars(Update op) {
        return switch (op) {
            case Sgd _ -> 1;
            case Adam a -> a.weightDecay() == 0 ? 2 : 3;
        };
    }

    @ParameterizedTest
    @MethodSource("updates")
    void gradientsAreThoseOfTheDecomposition(Update op) {
        List<Literal> operands = new ArrayList<>();
        for (int i = 0; i < arrays(op); i++) {
            operands.add(Pieces.random(TensorType.of(DType.F64, 3, 4), i + 1));
        }
        if (op instanceof Adam) {
            Literal square = operands.getLast();
            for (int i = 0; i < square.elements(); i++) {
                square.set(i, Math.abs(square.get(i)));
            }
        }
        for (int i = 0; i < scalars(op); i++) {
            operands.add(Literal.scalar(DType.F64, 0.3 + i));
        }
        Pieces.agree(op, operands.toArray(Literal[]::new));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void allResultsAgreeWithDifferences(Update op) {
        Differences d = Differences.seeded(70);
        for (int i = 0; i < arrays(op); i++) {
            if (i == 3) {
                d.positive(3);
            } else {
                d.with(3);
            }
        }
        for (int i = 0; i < scalars(op); i++) {
            d.positive();
        }
        d.check((s, x) -> {
            List<? extends Value> y = s.builder().append(op, x).results();
            Value all = y.getFirst();
            for (Value state : y.subList(1, y.size())) {
                all = s.mul(all, state);
            }
            return all;
        });
    }
}
