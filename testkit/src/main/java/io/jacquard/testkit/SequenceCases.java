package io.jacquard.testkit;

import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Composite;
import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Recurrent;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Update;
import java.util.ArrayList;
import java.util.List;

/// Cases of attention, recurrent networks and updates.
final class SequenceCases {
    private final List<OpCase> cases = new ArrayList<>();
    private final DType dtype;

    private SequenceCases(DType dtype) {
        this.dtype = dtype;
    }

    static List<OpCase> all() {
        List<OpCase> all = new ArrayList<>();
        for (DType d : DType.values()) {
            if (d.isFloat()) {
                SequenceCases c = new SequenceCases(d);
                c.attention();
                c.attentionGradient();
                c.recurrent();
                c.updates();
                all.addAll(c.cases);
            }
        }
        return all;
    }

    private Tolerance tolerance() {
        return switch (dtype) {
            case F64 -> Tolerance.DOUBLE;
            case BF16, F16 -> new Tolerance("SEQUENCE16", 0x1p-6, 1e-3, Tolerance.Scale.LARGEST);
            case F32, I8, I32, I64, U8, U32, BOOL ->
                    new Tolerance("SEQUENCE", 2e-5, 1e-6, Tolerance.Scale.LARGEST);
        };
    }

    private void add(Composite op, Literal... operands) {
        cases.add(OpCase.of(op, tolerance(), operands));
    }

    private Literal random(int seed, int... sizes) {
        return Samples.between(dtype, -1, 1, seed, sizes);
    }

    private void attention() {
        Literal q = random(1, 2, 4, 3, 8);
        Literal k = random(2, 2, 2, 5, 8);
        Literal v = random(3, 2, 2, 5, 6);
        Attention all = new Attention(0.35, false);
        Attention causal = new Attention(0.35, true);
        add(all, q, k, v);
        add(causal, q, k, v);
        add(causal, random(4, 1, 3, 9, 4), random(5, 1, 3, 9, 4), random(6, 1, 3, 9, 4));
        Literal none = Literal.zeros(TensorType.of(DType.BOOL, 2, 4, 3, 5));
        add(all, q, k, v, Samples.random(DType.BOOL, 7, 2, 1, 3, 5));
        add(causal, q, k, v, Samples.random(DType.BOOL, 8, 1, 4, 1, 5));
        add(all, q, k, v, none);
        add(all, q, k, v, random(9, 2, 4, 3, 5));
        add(all, random(1, 1, 2, 0, 4), random(2, 1, 2, 3, 4), random(3, 1, 2, 3, 4));
        add(new Attention(0.35, true, 2, 0), q, k, v);
        add(new Attention(0.35, false, 2, 0), q, k, v, random(9, 2, 4, 3, 5));
        Attention dropping = new Attention(0.35, true, 3, 0.4);
        add(dropping, q, k, v, KEY);
        add(dropping, q, k, v, Samples.random(DType.BOOL, 7, 2, 1, 3, 5), KEY);
    }

    private static final Literal KEY = Samples.reals(DType.U32, 7, 4294967287.0);

    private void attentionGradient() {
        Literal q = random(1, 2, 4, 3, 8);
        Literal k = random(2, 2, 2, 5, 8);
        Literal v = random(3, 2, 2, 5, 6);
        Literal d = random(4, 2, 4, 3, 6);
        AttentionGradient all = new AttentionGradient(0.35, false);
        AttentionGradient causal = new AttentionGradient(0.35, true);
        add(all, q, k, v, d);
        add(causal, q, k, v, d);
        add(all, q, k, v, d, Samples.random(DType.BOOL, 7, 2, 1, 3, 5));
        add(all, q, k, v, d, Literal.zeros(TensorType.of(DType.BOOL, 2, 4, 3, 5)));
        add(causal, q, k, v, d, random(9, 2, 4, 3, 5));
        add(all, q, k, v, d, random(9, 1, 4, 1, 5));
        add(new AttentionGradient(0.35, true, 2, 0), q, k, v, d);
        add(new AttentionGradient(0.35, false, 2, 0.4), q, k, v, d, KEY);
        add(new AttentionGradient(0.35, false, 0, 0.4), q, k, v, d, random(9, 2, 1, 3, 5), KEY);
        Literal none = random(1, 1, 2, 0, 4);
        add(all, none, random(2, 1, 2, 3, 4), random(3, 1, 2, 3, 4), none);
    }

    private void recurrent() {
        for (Recurrent.Rnn.Activation f : Recurrent.Rnn.Activation.values()) {
            recur(new Recurrent.Rnn(f, false), 5, 2, 3, 4);
            recur(new Recurrent.Rnn(f, true), 5, 2, 3, 4);
        }
        for (Recurrent op :
                List.of(
                        new Recurrent.Gru(false),
                        new Recurrent.Gru(true),
                        new Recurrent.Lstm(false),
                        new Recurrent.Lstm(true))) {
            recur(op, 5, 2, 3, 4);
            recur(op, 1, 3, 9, 8);
            recur(op, 0, 2, 3, 4);
        }
    }

    private void recur(Recurrent op, int time, int batch, int features, int width) {
        int all = op.gates() * width;
        List<Literal> operands = new ArrayList<>(List.of(random(1, time, batch, features)));
        for (int i = 0; i < op.states(); i++) {
            operands.add(random(2 + i, batch, width));
        }
        operands.add(random(4, features, all));
        operands.add(random(5, width, all));
        for (int i = 0; i < op.biases(); i++) {
            operands.add(random(6 + i, all));
        }
        add(op, operands.toArray(Literal[]::new));
    }

    private void updates() {
        Literal w = random(1, 7, 5);
        Literal g = random(2, 7, 5);
        Literal m = random(3, 7, 5);
        Literal v = Samples.between(dtype, 0.1, 1, 4, 7, 5);
        Literal rate = Literal.scalar(dtype, 0.125);
        Literal scale = Literal.scalar(dtype, 1.5);
        add(new Update.Sgd(0, false, 0), w, g, rate);
        add(new Update.Sgd(0, false, 0.01), w, g, rate);
        add(new Update.Sgd(0.9, false, 0), w, g, m, rate);
        add(new Update.Sgd(0.9, true, 0.01), w, g, m, rate);
        add(new Update.Adam(0.9, 0.999, 1e-3, 0), w, g, m, v, rate, scale);
        add(new Update.Adam(0.9, 0.999, 1e-3, 0.01), w, g, m, v, rate, scale, rate);
        Literal one = Literal.scalar(dtype, 2);
        add(new Update.Sgd(0, false, 0), one, one, rate);
    }
}
