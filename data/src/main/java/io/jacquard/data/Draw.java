package io.jacquard.data;

import io.jacquard.tensor.Seed;
import java.util.random.RandomGenerator;

/// A stream of random numbers that depends on a seed only.
///
/// The conversions are written out here, so that the numbers stay the same on every release of the
/// JDK.
public final class Draw implements RandomGenerator {
    private final Seed seed;
    private int next;

    private Draw(Seed seed) {
        this.seed = seed;
    }

    /// The stream of that seed, from its beginning.
    public static Draw of(Seed seed) {
        return new Draw(seed);
    }

    @Override
    public int nextInt() {
        return seed.bits(next++);
    }

    @Override
    public long nextLong() {
        return ((long) nextInt() << 32) | (nextInt() & 0xFFFFFFFFL);
    }

    /// An integer from 0 to `bound - 1`, all equally likely up to `bound` parts in 2^32.
    ///
    /// @param bound 1 or more
    @Override
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be 1 or more, found " + bound);
        }
        return (int) (((nextInt() & 0xFFFFFFFFL) * bound) >>> 32);
    }

    /// A number from 0 (included) to 1 (not included) in steps of 2^-53.
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /// A number from 0 (included) to 1 (not included) in steps of 2^-24.
    @Override
    public float nextFloat() {
        return (nextInt() >>> 8) * 0x1p-24f;
    }

    /// True or false, equally likely.
    @Override
    public boolean nextBoolean() {
        return nextInt() < 0;
    }

    /// A number from the normal distribution of mean 0 and variance 1 (Box and Muller, 1958).
    @Override
    public double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }
}
