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

/// The rule of the recurrent networks. The hidden states of all steps are known, so the gates of
/// all steps are computed at once; only what the states receive runs back step by step, and gives
/// the cotangents of the gates; from these, products over all steps give those of the operands.
final class RecurrentRule {
    private final Pullback p;
    private final Sugar s;
    private final Recurrent op;
    private final int n;
    private final Value before;
    private final Value recurrent;

    private RecurrentRule(Pullback p, Recurrent op) {
        this.p = p;
        this.s = p.s();
        this.op = op;
        this.n = op.states();
        this.before = before(s.wide(p.forward().results().getFirst()), s.wide(p.b()));
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
        /// @param weights the recurrent weights
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
        given.add(recurrent);
        Value weights = b.parameter("weights", recurrent.type());
        Sugar t = new Sugar(b);
        states.set(0, t.add(states.getFirst(), read.getFirst()));
        List<Value> made = step.of(t, states, read.subList(1, read.size()), weights);
        Control.Scan scan = new Control.Scan(b.build(made), n, all.size(), length(), !op.reverse());
        return ControlRules.results(p, scan, given);
    }

    private static Value passedBack(Sugar t, Value gates, Value weights) {
        IntList none = IntList.of();
        return t.builder()
                .add(new DotGeneral(none, none, IntList.of(1), IntList.of(1)), gates, weights);
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
        Value h = s.wide(p.forward().results().getFirst());
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

    private Gates gru(Recurrent.Gru gru) {
        Value input = op.inputs(s, p.forward().operands());
        Value again = again(List.of(operand(4 + n)));
        Value r = Recurrent.sigmoid(s, p.add(gru.gate(s, input, 0), gru.gate(s, again, 0)));
        Value z = Recurrent.sigmoid(s, p.add(gru.gate(s, input, 1), gru.gate(s, again, 1)));
        Value past = gru.gate(s, again, 2);
        Value fresh = p.apply(new Unary.Tanh(), p.add(gru.gate(s, input, 2), p.mul(r, past)));
        Value slope = p.mul(p.oneMinus(z), tanhSlope(s, fresh));
        Value turn = p.mul(p.sub(before, fresh), sigmoidSlope(s, z));
        Value reset = p.mul(p.mul(slope, past), sigmoidSlope(s, r));
        List<Value> made =
                back(
                        (t, states, read, weights) -> {
                            Value d = states.getFirst();
                            Value dn = t.mul(d, read.get(0));
                            Value dz = t.mul(d, read.get(1));
                            Value dr = t.mul(d, read.get(2));
                            Value gates = joined(t, dr, dz, t.mul(dn, read.get(3)));
                            Value passed = passedBack(t, gates, weights);
                            Value kept = t.mul(d, read.get(4));
                            return List.of(t.add(passed, kept), joined(t, dr, dz, dn), gates);
                        },
                        slope,
                        turn,
                        reset,
                        r,
                        z);
        return new Gates(made.subList(0, 1), made.get(1), made.get(2));
    }

    private Gates lstm(Recurrent.Lstm lstm) {
        Value all = p.add(op.inputs(s, p.forward().operands()), again(List.of()));
        Value cells = cells(lstm, all);
        Value past = before(cells, operand(2));
        Value in = Recurrent.sigmoid(s, lstm.gate(s, all, 0));
        Value forget = Recurrent.sigmoid(s, lstm.gate(s, all, 1));
        Value fresh = p.apply(new Unary.Tanh(), lstm.gate(s, all, 2));
        Value out = Recurrent.sigmoid(s, lstm.gate(s, all, 3));
        Value shown = p.apply(new Unary.Tanh(), cells);
        Value ofIn = p.mul(fresh, sigmoidSlope(s, in));
        Value ofForget = p.mul(past, sigmoidSlope(s, forget));
        Value ofFresh = p.mul(in, tanhSlope(s, fresh));
        Value perCell = joined(s, ofIn, ofForget, ofFresh);
        Value ofOut = p.mul(shown, sigmoidSlope(s, out));
        Value toCell = p.mul(out, tanhSlope(s, shown));
        List<Value> made =
                back(
                        (t, states, read, weights) -> {
                            Value h = states.getFirst();
                            Value c = t.add(states.getLast(), t.mul(h, read.get(0)));
                            Value three = t.mul(joined(t, c, c, c), read.get(1));
                            Value gates = joined(t, three, t.mul(h, read.get(2)));
                            Value passed = passedBack(t, gates, weights);
                            return List.of(passed, t.mul(c, read.get(3)), gates);
                        },
                        toCell,
                        perCell,
                        ofOut,
                        forget);
        return new Gates(made.subList(0, 2), made.getLast(), made.getLast());
    }

    // The states of the cell after each step, from the gates of all steps.
    private Value cells(Recurrent.Lstm lstm, Value all) {
        Value first = operand(2);
        Builder b = new Builder("lstm_cells");
        Value c = b.parameter("c", first.type());
        Value gates = b.parameter("gates", all.type().with(all.type().shape().without(0)));
        Value next = lstm.cell(new Sugar(b), gates, c);
        Control.Scan scan =
                new Control.Scan(b.build(List.of(next, next)), 1, 1, length(), op.reverse());
        return ControlRules.results(p, scan, List.of(first, all)).getLast();
    }
}
