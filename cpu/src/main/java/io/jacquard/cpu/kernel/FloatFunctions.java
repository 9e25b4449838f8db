package io.jacquard.cpu.kernel;

import io.jacquard.ir.Unary;

/// The functions of real numbers as primitive instructions, those of f32 the same in both bodies.
/// Polynomials are minimax fits of our own (Remez, weighted for relative error of the function)
/// unless a source is named.
///
/// In f64, and where there is no code for f32, the function of the language's definition is called;
/// such kernels have no vector body.
final class FloatFunctions {
    private static final double LOG2_E = 1.4426950408889634;

    /// The upper bits of ln 2, so that products with small integers are exact, and the rest.
    private static final double LN2_HIGH = 0x1.62e4p-1;

    private static final double LN2_LOW = 0x1.7f7d1cf79abcap-20;

    /// Adding it rounds to the nearest integer and leaves that integer in the low bits.
    private static final float ROUNDER = 0x1.8p23f;

    private final Code c;

    FloatFunctions(Code code) {
        this.c = code;
    }

    int of(Unary.Real op, int x) {
        return switch (op) {
            case Unary.Sqrt _ -> c.unary(Opcode.SQRT, x);
            case Unary.Rsqrt _ -> c.div(c.number(c.kind(x), 1), c.unary(Opcode.SQRT, x));
            default -> c.kind(x) == Kind.F ? single(op, x) : called(op, x);
        };
    }

    // What has no code of its own is its definition, in f64 and rounded once.
    private int single(Unary.Real op, int x) {
        return switch (op) {
            case Unary.Ceil _ -> ceil(x);
            case Unary.Erf _ -> erf(x);
            case Unary.ErfInv _ -> erfInv(x);
            case Unary.Exponential _ -> exp(x);
            case Unary.ExponentialMinusOne _ -> expm1(x);
            case Unary.Floor _ -> floor(x);
            case Unary.Log _ -> log(x);
            case Unary.LogPlusOne _ -> log1p(x);
            case Unary.Logistic _ -> logistic(x);
            case Unary.RoundNearestAfz _ -> roundAway(x);
            case Unary.RoundNearestEven _ -> roundEven(x);
            case Unary.Tanh _ -> tanh(x);
            default -> c.cast(called(op, c.cast(x, Kind.D)), Kind.F);
        };
    }

    private int called(Unary.Real op, int x) {
        return c.call(Call.of(op), x, Instr.NONE);
    }

    /// `x = n ln 2 + r` with `|r| <= ln 2 / 2`.
    private record Split(int n, int r) {}

    private Split split(int x) {
        int shifted = c.fma(x, c.f(LOG2_E), c.f(ROUNDER));
        int n = c.sub(c.bits(shifted, Kind.I), c.i(Float.floatToRawIntBits(ROUNDER)));
        int whole = c.sub(shifted, c.f(ROUNDER));
        int r = c.fma(whole, c.f(-LN2_LOW), c.fma(whole, c.f(-LN2_HIGH), x));
        return new Split(n, r);
    }

    /// `2^n` for `-126 <= n <= 127`.
    private int power(int n) {
        return c.bits(c.shl(c.add(n, c.i(127)), 23), Kind.F);
    }

    private int atLeast(int x, double low) {
        return c.select(c.lt(x, c.f(low)), c.f(low), x);
    }

    private int atMost(int x, double high) {
        return c.select(c.gt(x, c.f(high)), c.f(high), x);
    }

    /// `e^r` on the reduced range.
    private int expOfRest(int r) {
        int p =
                c.polynomial(
                        r,
                        0x1.6a2401f1211c7p-10,
                        0x1.123a1efef6895p-7,
                        0x1.5558f2badaa99p-5,
                        0x1.55549104f6e5bp-3,
                        0x1.fffffb97d2b13p-2);
        return c.add(c.fma(c.mul(r, r), p, r), c.f(1));
    }

    private int exp(int x) {
        Split s = split(atMost(atLeast(x, -104), 89));
        int half = c.shr(s.n, 1);
        int scaled = c.mul(expOfRest(s.r), power(half));
        return c.mul(scaled, power(c.sub(s.n, half)));
    }

    /// `e^x` for `-87 <= x <= 88`, NaN for NaN.
    private int expInRange(int x) {
        Split s = split(x);
        return c.mul(expOfRest(s.r), power(s.n));
    }

    /// `e^r - 1` on the reduced range.
    private int expm1OfRest(int r) {
        int p =
                c.polynomial(
                        r,
                        0x1.6bec0ba9fdf55p-10,
                        0x1.1227aefacb399p-7,
                        0x1.555673fbb8bb2p-5,
                        0x1.5554afebf731cp-3,
                        0x1.fffffec2268edp-2);
        return c.fma(c.mul(r, r), p, r);
    }

    private int expm1(int x) {
        Split s = split(atMost(atLeast(x, -18), 89));
        int half = power(c.sub(s.n, c.i(1)));
        int y = c.fma(half, expm1OfRest(s.r), c.sub(half, c.f(0.5)));
        return withSignOf(x, c.add(y, y));
    }

    private int tanh(int x) {
        int twice = c.add(c.abs(x), c.abs(x));
        Split s = split(atMost(twice, 20));
        int scale = power(s.n);
        int e = c.fma(scale, expm1OfRest(s.r), c.sub(scale, c.f(1)));
        return withSignOf(x, c.div(e, c.add(e, c.f(2))));
    }

    private int logistic(int x) {
        int e = c.bits(c.or(c.bits(x, Kind.I), c.i(0x80000000)), Kind.F);
        Split s = split(atLeast(e, -104));
        int half = c.shr(s.n, 1);
        int scaled = c.mul(expOfRest(s.r), power(half));
        int exp = c.mul(scaled, power(c.sub(s.n, half)));
        int above = c.select(c.lt(x, c.f(0)), exp, c.f(1));
        return c.div(above, c.add(exp, c.f(1)));
    }

    /// Puts the sign bit of `x` on `y`, which is not negative or has it already.
    private int withSignOf(int x, int y) {
        int sign = c.and(c.bits(x, Kind.I), c.i(0x80000000));
        return c.bits(c.or(c.bits(y, Kind.I), sign), Kind.F);
    }

    /// `log(1 + f)` on `[sqrt(1/2) - 1, sqrt(2) - 1]`, plus `k ln 2`.
    private int logOfRest(int f, int k) {
        int p =
                c.polynomial(
                        f,
                        0x1.145e0774df242p-4,
                        -0x1.de3ec56f3a9f9p-4,
                        0x1.e6ef12944bfa4p-4,
                        -0x1.fc2180b59a689p-4,
                        0x1.233775964ec96p-3,
                        -0x1.555c517686a68p-3,
                        0x1.99a4b4c16d82ep-3,
                        -0x1.0000066770dd6p-2,
                        0x1.5555476cbe8c1p-2);
        int square = c.mul(f, f);
        int tail = c.fma(k, c.f(LN2_LOW), c.mul(c.mul(square, f), p));
        int rest = c.fma(square, c.f(-0.5), tail);
        return c.fma(k, c.f(LN2_HIGH), c.add(f, rest));
    }

    private int exponentOf(int bits) {
        return c.shr(c.sub(bits, c.i(0x3f3504f3)), 23);
    }

    private int log(int x) {
        int small = c.lt(x, c.f(Float.MIN_NORMAL));
        int normal = c.select(small, c.mul(x, c.f(0x1p23)), x);
        int bits = c.bits(normal, Kind.I);
        int k = exponentOf(bits);
        int f = c.sub(c.bits(c.sub(bits, c.shl(k, 23)), Kind.F), c.f(1));
        int whole = c.cast(c.sub(k, c.select(small, c.i(23), c.i(0))), Kind.F);
        return logEdges(x, logOfRest(f, whole));
    }

    private int logEdges(int x, int y) {
        int infinite = c.eq(x, c.f(Float.POSITIVE_INFINITY));
        int zero = c.select(c.eq(x, c.f(0)), c.f(Float.NEGATIVE_INFINITY), y);
        int invalid = c.or(c.lt(x, c.f(0)), c.ne(x, x));
        return c.select(infinite, x, c.select(invalid, c.f(Float.NaN), zero));
    }

    private int log1p(int x) {
        int u = c.add(x, c.f(1));
        int back = c.sub(u, c.f(1));
        int lost = c.add(c.sub(c.f(1), c.sub(u, back)), c.sub(x, back));
        int bits = c.bits(u, Kind.I);
        int k = exponentOf(bits);
        int scale = c.bits(c.sub(c.i(0x3f800000), c.shl(k, 23)), Kind.F);
        int f = c.sub(c.bits(c.sub(bits, c.shl(k, 23)), Kind.F), c.f(1));
        // Above 2^25 what was lost is far below an ulp, and for u near 2^128 the scale is no
        // number.
        int exact = c.select(c.lt(x, c.f(0x1p25)), c.fma(lost, scale, f), f);
        int y = logEdges(u, logOfRest(exact, c.cast(k, Kind.F)));
        return c.select(c.lt(c.abs(x), c.f(0x1p-24)), x, y);
    }

    private int erf(int x) {
        int t = atMost(c.abs(x), 4);
        int square = c.mul(x, x);
        int near =
                c.polynomial(
                        square,
                        -0x1.3a1793cba58f6p-11,
                        0x1.473b938e5ad66p-8,
                        -0x1.b68b4ead54882p-6,
                        0x1.ce1a6a41f7788p-4,
                        -0x1.8126e538b6312p-2,
                        0x1.06eba5c68d6a1p-3);
        int far =
                c.polynomial(
                        t,
                        0x1.c0a0abd61cbe5p-13,
                        -0x1.a552a7871f98ep-9,
                        0x1.77007f672e90cp-6,
                        -0x1.af2451669a2f7p-4,
                        -0x1.457d21544cea0p-1,
                        -0x1.20e6475a74d45p+0);
        int tail = c.sub(c.f(1), expInRange(c.mul(far, t)));
        int y = withSignOf(x, tail);
        return c.select(c.lt(t, c.f(0.921875)), c.fma(near, x, x), y);
    }

    /// A polynomial in `w = -log(1 - x^2)` near 0 and one in its root in the tails, times x.
    ///
    /// Source: Giles, *Approximating the erfinv function*, GPU Computing Gems Jade Edition, 2011,
    /// chapter 10, the version in single precision.
    private int erfInv(int x) {
        int product = c.mul(c.sub(c.f(1), x), c.add(c.f(1), x));
        int w = c.sub(c.f(0), log(product));
        int near = c.lt(w, c.f(5));
        int shifted = c.sub(w, c.f(2.5));
        int root = c.sub(c.unary(Opcode.SQRT, w), c.f(3));
        int center =
                c.polynomial(
                        shifted,
                        2.81022636e-08,
                        3.43273939e-07,
                        -3.5233877e-06,
                        -4.39150654e-06,
                        0.00021858087,
                        -0.00125372503,
                        -0.00417768164,
                        0.246640727,
                        1.50140941);
        int tail =
                c.polynomial(
                        root,
                        -0.000200214257,
                        0.000100950558,
                        0.00134934322,
                        -0.00367342844,
                        0.00573950773,
                        -0.0076224613,
                        0.00943887047,
                        1.00167406,
                        2.83297682);
        int y = c.mul(c.select(near, center, tail), x);
        int end = c.mul(x, c.f(Float.POSITIVE_INFINITY));
        return c.select(c.eq(c.abs(x), c.f(1)), end, y);
    }

    /// Rounds toward negative infinity; numbers of 2^23 and more are integers already.
    private int floor(int x) {
        int whole = c.cast(c.cast(x, Kind.I), Kind.F);
        int y = c.sub(whole, c.select(c.gt(whole, x), c.f(1), c.f(0)));
        return integerOr(x, y);
    }

    private int ceil(int x) {
        int whole = c.cast(c.cast(x, Kind.I), Kind.F);
        int y = c.add(whole, c.select(c.lt(whole, x), c.f(1), c.f(0)));
        return integerOr(x, y);
    }

    private int roundEven(int x) {
        int size = c.abs(x);
        return integerOr(x, c.sub(c.add(size, c.f(0x1p23)), c.f(0x1p23)));
    }

    private int roundAway(int x) {
        int size = c.abs(x);
        int whole = c.cast(c.cast(size, Kind.I), Kind.F);
        int up = c.binary(Opcode.GE, c.sub(size, whole), c.f(0.5));
        return integerOr(x, c.add(whole, c.select(up, c.f(1), c.f(0))));
    }

    /// `y` with the sign of `x` where `|x| < 2^23`, else `x` (NaN as well).
    private int integerOr(int x, int y) {
        return c.select(c.lt(c.abs(x), c.f(0x1p23)), withSignOf(x, c.abs(y)), x);
    }
}
