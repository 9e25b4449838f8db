package io.jacquard.ir.autodiff;

import io.jacquard.ir.IntList;
import io.jacquard.ir.Value;
import java.util.List;

/// How an operation passes the cotangent of its result on to its operands.
sealed interface Rule {
    /// True if the operand of that position receives something.
    boolean reaches(int operand);

    /// Appends the cotangents of operands.
    ///
    /// @param wanted positions that this rule reaches
    /// @return one a position
    List<Value> cotangents(Pullback p, IntList wanted);

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

    /// The rule of an operation whose operands receive theirs together.
    static Rule together(Together shares) {
        return new All(shares);
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
        public List<Value> cotangents(Pullback p, IntList wanted) {
            return wanted.stream().mapToObj(i -> shares.get(i).of(p)).toList();
        }
    }

    /// The same share for all operands.
    record Any(IndexedShare share) implements Rule {
        @Override
        public boolean reaches(int operand) {
            return true;
        }

        @Override
        public List<Value> cotangents(Pullback p, IntList wanted) {
            return wanted.stream().mapToObj(i -> share.of(p, i)).toList();
        }
    }

    /// What operands receive together.
    interface Together {
        /// Appends the cotangents of the operands at those positions.
        List<Value> of(Pullback p, IntList wanted);
    }

    /// Shares that are computed together.
    record All(Together shares) implements Rule {
        @Override
        public boolean reaches(int operand) {
            return true;
        }

        @Override
        public List<Value> cotangents(Pullback p, IntList wanted) {
            return wanted.size() == 0 ? List.of() : shares.of(p, wanted);
        }
    }
}
