package io.jacquard.ir.autodiff;

import io.jacquard.ir.Fft;
import io.jacquard.ir.Fft.Kind;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Op;
import io.jacquard.ir.Ordering.Sort;
import io.jacquard.ir.Ordering.TopK;
import io.jacquard.ir.Sugar;
import io.jacquard.ir.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderingRulesTest {
    @Test
    void sortsAgreeWithDifferences() {
        Differences.seeded(30).with(3, 4).check((s, x) -> squares(s, Sort.ascending(0), x));
        Differences.seeded(31).with(3, 4).check((s, x) -> squares(s, new Sort(1, 1, true), x));
        Differences.seeded(32)
                .with(5)
                .with(5)
                .with(5)
                .check((s, x) -> squares(s, new Sort(0, 2, false), x));
    }

    @Test
    void topKAgreesWithDifferences() {
        Differences.seeded(33)
                .with(2, 5)
                .check((s, x) -> {
                    Value y = s.builder().append(new TopK(3), x).results().getFirst();
                    return s.mul(y, y);
                });
    }

    @Test
    void transformsAgreeWithDifferences() {
        for (Kind kind : List.of(Kind.FFT, Kind.IFFT)) {
            Differences.seeded(34)
                    .with(2, 5)
                    .with(2, 5)
                    .check((s, x) -> squares(s, new Fft(kind, IntList.of(5)), x));
            Differences.seeded(35)
                    .with(3, 4)
                    .with(3, 4)
                    .check((s, x) -> squares(s, new Fft(kind, IntList.of(3, 4)), x));
        }
    }

    @Test
    void transformsOfRealSignalsAgreeWithDifferences() {
        for (int n = 1; n < 6; n++) {
            Fft there = new Fft(Kind.RFFT, IntList.of(3, n));
            Differences.seeded(36).with(3, n).check((s, x) -> squares(s, there, x));
            Fft back = new Fft(Kind.IRFFT, IntList.of(3, n));
            Differences.seeded(37)
                    .with(3, n / 2 + 1)
                    .with(3, n / 2 + 1)
                    .check((s, x) -> squares(s, back, x));
        }
    }

    // The sum of the squares of all results, each with a weight of its own.
    private static Value squares(Sugar s, Op op, List<Value> x) {
        List<Value.Result> results = s.builder().append(op, x).results();
        Value sum = s.mul(results.getFirst(), results.getFirst());
        for (Value.Result r : results.subList(1, results.size())) {
            sum = s.add(sum, s.mul(s.mul(r, r), r.index() + 1.5));
        }
        return sum;
    }
}
