package io.jacquard.models.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// Follows the likeliest continuations at the same time.
///
/// Each step looks at twice as many continuations as there are beams; those that end are put aside
/// with their mean log-probability, the end counted; it stops when none that goes on has a larger
/// mean than the worst put aside.
final class BeamSearch {
    private final CachedModel model;
    private final Generation how;
    private final Chooser chooser;
    private final int most;

    /// One continuation.
    ///
    /// @param from the beam that it goes on from
    private record Beam(int from, List<Integer> ids, double sum) {
        Beam then(int beam, int id, double logProbability) {
            List<Integer> longer = new ArrayList<>(ids);
            longer.add(id);
            return new Beam(beam, List.copyOf(longer), sum + logProbability);
        }

        int last() {
            return ids.getLast();
        }

        double mean() {
            return sum / ids.size();
        }
    }

    /// @param most largest number of new tokens
    BeamSearch(CachedModel model, Generation how, int most) {
        this.model = model;
        this.how = how;
        this.chooser = new Chooser(how.sampling());
        this.most = most;
    }

    /// The new tokens of the best continuation, without the one that ends it.
    List<Integer> search(List<Integer> prompt) {
        List<Beam> done = new ArrayList<>();
        List<Beam> open = List.of(new Beam(0, List.of(), 0));
        int[][] tokens = new int[how.beams()][];
        Arrays.fill(tokens, Generator.ints(prompt));
        int[] from = new int[how.beams()];
        for (int step = 0; step < most; step++) {
            int at = step == 0 ? 0 : prompt.size() + step - 1;
            float[][] logits = model.next(at, tokens, from);
            List<Beam> best = best(prompt, open, logits);
            open = new ArrayList<>();
            for (int rank = 0; rank < best.size(); rank++) {
                Beam beam = best.get(rank);
                boolean ends = how.ends().contains(beam.last());
                if (ends || step == most - 1) {
                    if (rank < how.beams()) {
                        done.add(beam);
                    }
                } else if (open.size() < how.beams()) {
                    open.add(beam);
                }
            }
            done.sort(Comparator.comparingDouble(b -> -b.mean()));
            if (open.isEmpty() || settled(done, open.getFirst())) {
                break;
            }
            for (int b = 0; b < how.beams(); b++) {
                Beam beam = open.get(Math.min(b, open.size() - 1));
                tokens[b] = new int[] {beam.last()};
                from[b] = beam.from();
            }
        }
        return done.isEmpty() ? List.of() : withoutEnd(done.getFirst().ids());
    }

    private List<Integer> withoutEnd(List<Integer> ids) {
        return how.ends().contains(ids.getLast()) ? ids.subList(0, ids.size() - 1) : ids;
    }

    private boolean settled(List<Beam> done, Beam bestOpen) {
        return done.size() >= how.beams() && bestOpen.mean() <= done.get(how.beams() - 1).mean();
    }

    private List<Beam> best(List<Integer> prompt, List<Beam> open, float[][] logits) {
        int wanted = 2 * how.beams();
        List<Beam> all = new ArrayList<>();
        for (int b = 0; b < open.size(); b++) {
            Beam beam = open.get(b);
            HashSet<Integer> before = new HashSet<>(prompt);
            before.addAll(beam.ids());
            float[] shares = logShares(logits[b]);
            chooser.penalize(shares, before);
            for (int id : Chooser.sorted(shares, wanted)) {
                all.add(beam.then(b, id, shares[id]));
            }
        }
        all.sort(Comparator.comparingDouble(b -> -b.sum()));
        return all.subList(0, Math.min(wanted, all.size()));
    }

    private static float[] logShares(float[] logits) {
        double largest = logits[Chooser.largest(logits)];
        double sum =
                IntStream.range(0, logits.length)
                        .mapToDouble(i -> Math.exp(logits[i] - largest))
                        .sum();
        float[] shares = new float[logits.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (logits[i] - largest - Math.log(sum));
        }
        return shares;
    }
}
