package io.jacquard.data;

import io.jacquard.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Ways to divide examples into parts, as positions from 0. What comes out depends on the arguments
/// only; the positions are in random order.
public final class Splits {
    private Splits() {}

    /// Two parts at random.
    ///
    /// @param size number of examples
    /// @param fraction the share of the training part, more than 0 and less than 1; it gets the
    ///   nearest whole number of examples
    public static Split random(int size, double fraction, Seed seed) {
        return cut(seed.permutation(size), trainSize(size, fraction));
    }

    /// Two parts at random in which each class has the same share, up to one example.
    ///
    /// @param labels the class of each example
    /// @param fraction the share of the training part, more than 0 and less than 1
    public static Split stratified(int[] labels, double fraction, Seed seed) {
        int wanted = trainSize(labels.length, fraction);
        List<int[]> classes = byClass(labels, seed);
        int[] shares = shares(classes, fraction, wanted);
        int[] train = new int[wanted];
        int[] test = new int[labels.length - wanted];
        int trained = 0;
        int tested = 0;
        for (int c = 0; c < shares.length; c++) {
            int[] members = classes.get(c);
            int rest = members.length - shares[c];
            System.arraycopy(members, 0, train, trained, shares[c]);
            System.arraycopy(members, shares[c], test, tested, rest);
            trained += shares[c];
            tested += rest;
        }
        return new Split(mixed(train, seed.split(0)), mixed(test, seed.split(1)));
    }

    /// `k` splits at random; each example is in the test part of one of them.
    ///
    /// @param size number of examples
    /// @param k number of splits, 2 to `size`
    public static List<Split> folds(int size, int k, Seed seed) {
        requireFolds(size, k);
        return folds(seed.permutation(size), k);
    }

    /// `k` splits at random in which each class has the same share, up to one example; each example
    /// is in the test part of one of them.
    ///
    /// @param labels the class of each example
    /// @param k number of splits, 2 to the number of examples
    public static List<Split> stratifiedFolds(int[] labels, int k, Seed seed) {
        requireFolds(labels.length, k);
        int[] sorted = byClass(labels, seed).stream().flatMapToInt(Arrays::stream).toArray();
        // Dealt like cards: neighbors, which are of one class, go to different folds.
        int[] dealt = new int[sorted.length];
        int at = 0;
        for (int fold = 0; fold < k; fold++) {
            for (int i = fold; i < sorted.length; i += k) {
                dealt[at++] = sorted[i];
            }
        }
        return folds(dealt, k);
    }

    private static List<Split> folds(int[] order, int k) {
        List<Split> made = new ArrayList<>();
        int from = 0;
        for (int fold = 0; fold < k; fold++) {
            int to = from + order.length / k + (fold < order.length % k ? 1 : 0);
            int[] test = Arrays.copyOfRange(order, from, to);
            int[] before = Arrays.copyOf(order, from);
            int[] train = Arrays.copyOf(before, order.length - test.length);
            System.arraycopy(order, to, train, from, order.length - to);
            made.add(new Split(train, test));
            from = to;
        }
        return made;
    }

    static int trainSize(int size, double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new DataException(
                    "the training part's share must be more than 0 and less than 1, found "
                            + fraction);
        }
        return (int) Math.round(size * fraction);
    }

    static Split cut(int[] order, int train) {
        return new Split(
                Arrays.copyOf(order, train), Arrays.copyOfRange(order, train, order.length));
    }

    private static void requireFolds(int size, int k) {
        if (k < 2 || k > size) {
            throw new DataException(
                    "the number of folds must be 2 to the number of examples (%d), found %d"
                            .formatted(size, k));
        }
    }

    // The members of each class in random order, the classes by their number.
    private static List<int[]> byClass(int[] labels, Seed seed) {
        var members = new TreeMap<Integer, List<Integer>>();
        IntStream.range(0, labels.length)
                .forEach(i -> members.computeIfAbsent(labels[i], l -> new ArrayList<>()).add(i));
        List<int[]> made = new ArrayList<>();
        members.forEach((label, positions) -> {
            int[] order = positions.stream().mapToInt(Integer::intValue).toArray();
            made.add(mixed(order, seed.fold(label)));
        });
        return made;
    }

    private static int[] mixed(int[] positions, Seed seed) {
        return Arrays.stream(seed.permutation(positions.length)).map(i -> positions[i]).toArray();
    }

    // Rounded down, then the largest remainders up, until the sum is right.
    private static int[] shares(List<int[]> classes, double fraction, int wanted) {
        int[] shares =
                classes.stream().mapToInt(members -> (int) (members.length * fraction)).toArray();
        Integer[] byRemainder = IntStream.range(0, shares.length).boxed().toArray(Integer[]::new);
        Arrays.sort(
                byRemainder,
                (a, b) ->
                        Double.compare(
                                classes.get(b).length * fraction - shares[b],
                                classes.get(a).length * fraction - shares[a]));
        int missing = wanted - Arrays.stream(shares).sum();
        for (int i = 0; i < missing; i++) {
            shares[byRemainder[i % byRemainder.length]]++;
        }
        return shares;
    }
}
