package io.jacquard.ir.autodiff;

import io.jacquard.ir.Value;
import java.util.List;

/// How an operation passes the cotangent of its result on to its operands.
sealed interface Rule {
    /// True if the operand of that position receives something.
    boolean reaches(int operand);

    /// Appends the operand's cotangent.
    ///
    /// @param operand a position that this rule reaches
    Value cotangent(Pullback p, int operand);

    /// The rule of an operation that has no gradient, or one that is 0 wherever it exists.
    static Rule none() {
        return new Each(List.of());
    }

    /// The rule with one share an operand, in order.
    static Rule each(Share... shares) {
        return new Each(List.of(shares));
    }

    /// The rule of an operation with any number of operands of equal rights.
    static Rule any(IndexedShare share) {
        return new Any(share);
    }

    /// What one operand receives.
    interface Share {
        /// Appends the operand's cotangent.
        Value of(Pullback p);
    }

    /// The share of an operand that receives nothing.
    enum Nothing implements Share {
        /// Its only instance.
        NOTHING;

        @Override
        public Value of(Pullback p) {
            throw new DifferentiationException(
                    p.forward() + " passes nothing on to this operand; this is a bug in Jacquard");
        }
    }

    /// What the operand of a position receives.
    interface IndexedShare {
        /// Appends the operand's cotangent.
        Value of(Pullback p, int operand);
    }

    /// A share for each operand.
    record Each(List<Share> shares) implements Rule {
        @Override
        public boolean reaches(int operand) {
            return operand < shares.size() && !(shares.get(operand) instanceof Nothing);
        }

        @Override
        public Value cotangent(Pullback p, int operand) {
            return shares.get(operand).of(p);
        }
    }

    /// The same share for all operands.
    record Any(IndexedShare share) implements Rule {
        @Override
        public boolean reaches(int operand) {
            return true;
        }

        @Override
        public Value cotangent(Pullback p, int operand) {
            return share.of(p, operand);
        }
    }
}
