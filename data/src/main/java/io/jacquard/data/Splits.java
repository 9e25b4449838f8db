package io.jacquard.data;

/// Ways to divide examples into parts.
final class Splits {
    private Splits() {}

    static int trainSize(int size, double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new DataException(
                    "the training part's share must be more than 0 and less than 1, found "
                            + fraction);
        }
        return (int) Math.round(size * fraction);
    }
}
