package io.jacquard.nn.loss;

import io.jacquard.ir.DType;
import io.jacquard.ir.TensorType;
import io.jacquard.tensor.Flow;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.List;

/// Connectionist temporal classification: minus the logarithm of the probability that steps say
/// labels, summed over all ways to spread these over the steps. A way may repeat a label and put
/// blanks between labels; between two equal ones it must.
///
/// | value | shape |
/// |---|---|
/// | predictions, logits | `f32[batch, time, classes]` |
/// | targets, labels padded at the end with -1 or any other number below 0 | integers `[batch, labels]` |
/// | result, in nats | `f32[batch]` |
///
/// The predictions are normalized by a log-softmax, which leaves logarithms of probabilities as
/// they are. Where no way exists, for example with more labels than steps, the loss is infinite and
/// its gradient 0.
///
/// Source: Graves et al., *Connectionist temporal classification*, 2006, sections 3.1 and 4.1.
///
/// @param blank the class that means no label
/// @param impossible what becomes of the loss of an example with no way
public record Ctc(int blank, Impossible impossible) implements Loss {
    // A logarithm so small that nothing added to it shows.
    private static final double NEVER = -1e30;

    /// What becomes of the loss of labels that the steps cannot say.
    public enum Impossible {
        /// It is infinite.
        INFINITE,
        /// It is 0: such examples do not count, as PyTorch's `zero_infinity`.
        ZERO
    }

    /// Checks the class.
    public Ctc {
        if (blank < 0) {
            throw Refusal.argument(
                    "ctc", "there is no such class", blank, "a class from 0; PyTorch's is 0");
        }
    }

    /// The loss with class 0 as blank; what is impossible is infinite.
    public static Ctc standard() {
        return new Ctc(0, Impossible.INFINITE);
    }

    /// This with another class as blank; Keras's and TensorFlow's is the last one.
    public Ctc withBlank(int newBlank) {
        return new Ctc(newBlank, impossible);
    }

    /// This with 0 in place of infinity.
    public Ctc withImpossibleZero() {
        return new Ctc(blank, Impossible.ZERO);
    }

    /// The loss of sequences whose steps all count.
    @Override
    public Tensor apply(Tensor predictions, Tensor targets) {
        checkRanks(predictions, targets);
        TensorType each = TensorType.of(DType.I32, predictions.size(0));
        return apply(predictions, targets, Tensor.full(each, predictions.size(1)));
    }

    /// The loss of padded sequences.
    ///
    /// @param predictions logits, `f32[batch, time, classes]`
    /// @param targets labels, integers `[batch, labels]`, padded with numbers below 0
    /// @param lengths how many steps of each example count, integers `[batch]`
    /// @return `[batch]`
    /// @throws io.jacquard.ir.ShapeException if the shapes do not fit
    public Tensor apply(Tensor predictions, Tensor targets, Tensor lengths) {
        checkRanks(predictions, targets);
        lengths.requireShape(predictions.size(0));
        Tensor wide = predictions.dtype().bytes() == 2 ? predictions.to(DType.F32) : predictions;
        Tensor labels = targets.to(DType.I32);
        Tensor likelihood = likelihood(wide.logSoftmax(-1), labels, lengths.to(DType.I32));
        Tensor never = likelihood.lt(likelihood.like(NEVER / 2));
        double other = impossible == Impossible.ZERO ? 0 : Double.POSITIVE_INFINITY;
        return never.where(likelihood.like(other), likelihood.neg()).to(predictions.dtype());
    }

    private void checkRanks(Tensor predictions, Tensor targets) {
        boolean fits =
                predictions.rank() == 3
                        && targets.rank() == 2
                        && targets.size(0) == predictions.size(0)
                        && targets.dtype().isInteger()
                        && predictions.dtype().isFloat()
                        && blank < predictions.size(2);
        if (!fits) {
            throw Examples.error(
                    "ctc",
                    "these do not fit each other or the blank, class " + blank,
                    predictions,
                    targets,
                    "f32[batch, time, classes] and integers [batch, labels]; reshape them");
        }
    }

    // Logarithms of the probabilities of all ways, step after step.
    private Tensor likelihood(Tensor log, Tensor labels, Tensor lengths) {
        int batch = log.size(0);
        Tensor places = places(labels);
        int count = places.size(1);
        Tensor positions = places.expand(1).broadcastTo(log.shape().with(2, count)).maximum(0);
        Tensor said = log.gather(2, positions).transpose(1, 0, 2).maximum(NEVER);
        Tensor skips = skips(places);
        Tensor first =
                Tensor.full(said.type().with(said.shape().without(0)), NEVER)
                        .slice(1, 1, count)
                        .pad(new int[] {0, 1}, new int[] {0, 0}, 0);
        Tensor counts = Tensor.iota(TensorType.of(DType.I32, log.size(1), batch), 0);
        Tensor goes = counts.lt(lengths.expand(0).broadcastTo(counts.shape()));
        Flow.Scanned made =
                Flow.scan(
                        List.of(first),
                        List.of(said, goes),
                        (carries, elements) -> {
                            Tensor before = carries.getFirst();
                            Tensor next = moved(before, skips).add(elements.getFirst());
                            Tensor does = elements.getLast().expand(1).broadcastTo(next.shape());
                            return new Flow.Step(List.of(does.where(next, before)), List.of());
                        });
        return ended(made.carries().getFirst(), labels);
    }

    /// A blank before, between and behind the labels, `[batch, 2 * labels + 1]`.
    private Tensor places(Tensor labels) {
        Tensor each = labels.expand(2);
        Tensor pairs = Tensor.full(each.type(), blank).concat(2, each);
        Tensor flat = pairs.reshape(labels.size(0), 2 * labels.size(1));
        return flat.pad(new int[] {0, 0}, new int[] {0, 1}, blank);
    }

    // True where a way may come from two places before: to a label, from another label.
    private Tensor skips(Tensor places) {
        Tensor before = shifted(places, 2, blank);
        Tensor label = places.ne(places.like(blank));
        return label.to(DType.I32).mul(places.ne(before).to(DType.I32)).gt(0);
    }

    private static Tensor moved(Tensor ways, Tensor skips) {
        Tensor one = shifted(ways, 1, NEVER);
        Tensor two = skips.where(shifted(ways, 2, NEVER), ways.like(NEVER));
        return sum(sum(ways, one), two);
    }

    private static Tensor shifted(Tensor x, int by, double fill) {
        int size = x.size(1);
        int kept = Math.max(0, size - by);
        return x.slice(1, 0, kept).pad(new int[] {0, size - kept}, new int[] {0, 0}, fill);
    }

    /// `log(e^a + e^b)`
    private static Tensor sum(Tensor a, Tensor b) {
        Tensor larger = a.maximum(b).stopGradient();
        return a.sub(larger).exp().add(b.sub(larger).exp()).log().add(larger);
    }

    // Ways end at the last label or the blank behind it.
    private static Tensor ended(Tensor ways, Tensor labels) {
        Tensor count = labels.ge(labels.like(0)).to(DType.I32).sum(1);
        Tensor place = Tensor.iota(TensorType.of(DType.I32, ways.size(0), ways.size(1)), 1);
        Tensor end = count.mul(2).expand(1).broadcastTo(place.shape());
        return sum(at(ways, place.eq(end)), at(ways, place.eq(end.sub(1))));
    }

    private static Tensor at(Tensor ways, Tensor place) {
        return place.where(ways, ways.like(NEVER)).max(1);
    }
}
