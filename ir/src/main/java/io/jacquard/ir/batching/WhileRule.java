package io.jacquard.ir.batching;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// The rule of while. If all examples take as many steps the loop is over stacked state; otherwise
/// it goes on while an example does, and those that are done keep their state.
///
/// @param b the batch
/// @param op the loop of one example
record WhileRule(Batch b, Control.While op) {
    List<Batched> of(List<Batched> operands) {
        List<Boolean> state = Body.stacked(operands);
        List<Boolean> next = next(state);
        while (!next.equals(state)) {
            state = next;
            next = next(state);
        }
        List<Value> arguments = new ArrayList<>();
        for (Batched x : operands) {
            arguments.add(state.get(arguments.size()) ? b.stack(x) : x.value());
        }
        return ControlRules.results(b, over(state), arguments, state);
    }

    private Body condition(List<Boolean> state) {
        return Body.of(op.condition(), b.size(), state, List.of(false));
    }

    private List<Boolean> next(List<Boolean> state) {
        return condition(state).stacked().getFirst()
                ? Body.all(true, state.size())
                : Body.of(op.body(), b.size(), state, state).stacked();
    }

    private Control.While over(List<Boolean> state) {
        Body condition = condition(state);
        Body body = Body.of(op.body(), b.size(), state, state);
        return condition.stacked().getFirst()
                ? new Control.While(any(condition.function()), step(condition, body))
                : new Control.While(condition.function(), body.function());
    }

    private static Function any(Function each) {
        Builder builder = new Builder(each.name());
        Value goesOn = builder.inline(each, builder.parametersOf(each)).getFirst();
        return builder.build(List.of(new Sugar(builder).reduce(Reducer.OR, goesOn, IntList.of(0))));
    }

    private static Function step(Body condition, Body body) {
        Builder builder = new Builder(body.function().name());
        List<Value> state = builder.parametersOf(body.function());
        Value goesOn = builder.inline(condition.function(), state).getFirst();
        List<Value> next = builder.inline(body.function(), state);
        return builder.build(ControlRules.picked(new Sugar(builder), goesOn, next, state));
    }
}
