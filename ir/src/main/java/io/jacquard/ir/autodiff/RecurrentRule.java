package io.jacquard.ir.autodiff;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Recurrent;
import io.jacquard.ir.Reduction.Reducer;
import io.jacquard.ir.Shape;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Unary;
import io.jacquard.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// The rule of the recurrent networks. The steps are appended once more, now with what their
/// gradient needs: common subexpressions make one loop of the two. What the states receive runs
/// back step by step and gives the cotangents of the gates; from these, products over all steps
/// give those of the operands.
final class RecurrentRule {
    private final Pullback p;
    private final Sugar s;
    private final Recurrent op;
    private final int n;
    private final List<Value> steps;
    private final Value before;
    private final Value recurrent;

    private RecurrentRule(Pullback p, Recurrent op) {
        this.p = p;
        this.s = p.s();
        this.op = op;
        this.n = op.states();
        this.steps = op.traced(p.builder(), p.forward().operands());
        this.before = before(steps.get(n), s.wide(p.b()));
        this.recurrent = operand(2 + n);
    }

    static Rule of(Recurrent op) {
        return Rule.together((p, wanted) -> new RecurrentRule(p, op).of(wanted));
    }

    private Value operand(int i) {
        return s.wide(p.forward().operand(i));
    }

    private Value d(int result) {
        return s.wide(p.d(p.forward().results().get(result)));
    }

    private int length() {
        return p.a().type().shape().size(0);
    }

    // Of states after each step those before each step.
    private Value before(Value after, Value first) {
        Shape shape = after.type().shape();
        Value one = s.reshape(first, shape.with(0, 1));
        Value[] both = op.reverse() ? new Value[] {after, one} : new Value[] {one, after};
        Value all = p.apply(new Shaping.Concatenate(0), both);
        int start = op.reverse() ? 1 : 0;
        IntList starts = IntList.of(start, 0, 0);
        IntList limits = IntList.of(start + shape.size(0), shape.size(1), shape.size(2));
        return p.apply(new Shaping.Slice(starts, limits, IntList.repeat(1, 3)), all);
    }

    /// Cotangents of the gates.
    ///
    /// @param states those of the initial states
    /// @param input those of what the elements give the gates, of all steps
    /// @param again those of what the hidden state gives the gates, of all steps
    private record Gates(List<Value> states, Value input, Value again) {}

    private List<Value> of(IntList wanted) {
        Gates d =
                switch (op) {
                    case Recurrent.Rnn r -> rnn(r);
                    case Recurrent.Gru g -> gru(g);
                    case Recurrent.Lstm l -> lstm(l);
                };
        DType dtype = p.a().type().dtype();
        return wanted.stream().mapToObj(i -> s.convert(share(d, i), dtype)).toList();
    }

    private Value share(Gates d, int operand) {
        if (operand == 0) {
            return product(d.input(), operand(1 + n), 2, 1);
        }
        if (operand <= n) {
            return d.states().get(operand - 1);
        }
        if (operand == 1 + n) {
            return weights(operand(0), d.input());
        }
        if (operand == 2 + n) {
            return weights(before, d.again());
        }
        return s.reduce(Reducer.ADD, operand == 3 + n ? d.input() : d.again(), IntList.of(0, 1));
    }

    private Value product(Value x, Value y, int left, int right) {
        IntList none = IntList.of();
        return p.apply(new DotGeneral(none, none, IntList.of(left), IntList.of(right)), x, y);
    }

    private Value weights(Value x, Value y) {
        IntList none = IntList.of();
        IntList steps = IntList.of(0, 1);
        return p.apply(new DotGeneral(none, none, steps, steps), x, y);
    }

    /// One step back.
    private interface Back {
        /// @param t appends instructions
        /// @param states cotangents of the states after the step
        /// @param read an element of each sequence
        /// @param weights the recurrent weights, transposed
        /// @return cotangents of the states before, then what is kept of the step
        List<Value> of(Sugar t, List<Value> states, List<Value> read, Value weights);
    }

    // Runs the steps back; the first sequence are the cotangents of the hidden states.
    private List<Value> back(Back step, Value... sequences) {
        Builder b = new Builder(op.name() + "_back");
        List<Value> given = new ArrayList<>();
        List<Value> states = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            given.add(d(i));
            states.add(b.parameter("d", given.getLast().type()));
        }
        List<Value> read = new ArrayList<>();
        List<Value> all = new ArrayList<>(List.of(sequences));
        all.addFirst(d(0));
        for (Value v : all) {
            TensorType t = v.type();
            given.add(v);
            read.add(b.parameter("x", t.with(t.shape().without(0))));
        }
        given.add(p.apply(new Shaping.Transpose(IntList.of(1, 0)), recurrent));
        Value weights = b.parameter("weights", given.getLast().type());
        Sugar t = new Sugar(b);
        states.set(0, t.add(states.getFirst(), read.getFirst()));
        List<Value> made = step.of(t, states, read.subList(1, read.size()), weights);
        Control.Scan scan = new Control.Scan(b.build(made), n, all.size(), length(), !op.reverse());
        return ControlRules.results(p, scan, given);
    }

    private static Value passedBack(Sugar t, Value gates, Value weights) {
        IntList none = IntList.of();
        return t.builder()
                .add(new DotGeneral(none, none, IntList.of(1), IntList.of(0)), gates, weights);
    }

    private static Value joined(Sugar t, Value... gates) {
        int last = gates[0].type().rank() - 1;
        return t.builder().add(new Shaping.Concatenate(last), gates);
    }

    // What the gates receive is computed from their values: 1 - y^2 of tanh, y (1 - y) of sigmoid.
    private static Value tanhSlope(Sugar t, Value y) {
        return t.sub(t.like(y, 1), t.mul(y, y));
    }

    private static Value sigmoidSlope(Sugar t, Value y) {
        return t.mul(y, t.sub(t.like(y, 1), y));
    }

    private Gates rnn(Recurrent.Rnn rnn) {
        Value h = steps.get(n);
        Value slope =
                switch (rnn.activation()) {
                    case TANH -> tanhSlope(s, h);
                    case RELU -> reluSlope();
                };
        List<Value> made =
                back(
                        (t, states, read, weights) -> {
                            Value gate = t.mul(states.getFirst(), read.getFirst());
                            return List.of(passedBack(t, gate, weights), gate);
                        },
                        slope);
        return new Gates(made.subList(0, 1), made.getLast(), made.getLast());
    }

    // Half at 0, as maximum's.
    private Value reluSlope() {
        Value sum = p.add(op.inputs(s, p.forward().operands()), again(List.of()));
        Value zero = s.like(sum, 0);
        Value above = s.compare(Elementwise.Direction.GT, sum, zero);
        Value at = s.compare(Elementwise.Direction.EQ, sum, zero);
        return s.select(above, s.like(sum, 1), s.select(at, s.like(sum, 0.5), zero));
    }

    private Value again(List<Value> bias) {
        return Recurrent.affine(s, before, recurrent, bias);
    }

    // Of the gates of all steps the last one is not what the input gives: the reset is behind the
    // product.
    private Gates gru(Recurrent.Gru gru) {
        List<Value> made =
                back(
                        (t, states, read, weights) -> {
                            Value d = states.getFirst();
                            Value r = gru.gate(t, read.get(0), 0);
                            Value z = gru.gate(t, read.get(0), 1);
                            Value fresh = gru.gate(t, read.get(0), 2);
                            Value rest = t.sub(t.like(z, 1), z);
                            Value dn = t.mul(t.mul(d, rest), tanhSlope(t, fresh));
                            Value turn = t.mul(d, t.sub(read.get(2), fresh));
                            Value dz = t.mul(turn, sigmoidSlope(t, z));
                            Value dr = t.mul(t.mul(dn, read.get(1)), sigmoidSlope(t, r));
                            Value gates = joined(t, dr, dz, t.mul(dn, r));
                            Value passed = passedBack(t, gates, weights);
                            return List.of(t.add(passed, t.mul(d, z)), gates, dn);
                        },
                        steps.get(n + 1),
                        steps.get(n + 2),
                        before);
        Value again = made.get(1);
        Value input = joined(s, gru.gate(s, again, 0), gru.gate(s, again, 1), made.get(2));
        return new Gates(made.subList(0, 1), input, again);
    }

    private Gates lstm(Recurrent.Lstm lstm) {
        Value cells = steps.get(n + 2);
        List<Value> made =
                back(
                        (t, states, read, weights) -> {
                            Value h = states.getFirst();
                            Value in = lstm.gate(t, read.get(0), 0);
                            Value forget = lstm.gate(t, read.get(0), 1);
                            Value fresh = lstm.gate(t, read.get(0), 2);
                            Value out = lstm.gate(t, read.get(0), 3);
                            Value shown = t.builder().add(new Unary.Tanh(), read.get(1));
                            Value behind = t.mul(t.mul(h, out), tanhSlope(t, shown));
                            Value c = t.add(states.getLast(), behind);
                            Value gates =
                                    joined(
                                            t,
                                            t.mul(t.mul(c, fresh), sigmoidSlope(t, in)),
                                            t.mul(t.mul(c, read.get(2)), sigmoidSlope(t, forget)),
                                            t.mul(t.mul(c, in), tanhSlope(t, fresh)),
                                            t.mul(t.mul(h, shown), sigmoidSlope(t, out)));
                            Value passed = passedBack(t, gates, weights);
                            return List.of(passed, t.mul(c, forget), gates);
                        },
                        steps.get(n + 1),
                        cells,
                        before(cells, operand(2)));
        return new Gates(made.subList(0, 2), made.getLast(), made.getLast());
    }
}
