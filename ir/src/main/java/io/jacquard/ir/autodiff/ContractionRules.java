package io.jacquard.ir.autodiff;

import static io.jacquard.ir.autodiff.Rule.each;

import io.jacquard.ir.Contraction;
import io.jacquard.ir.Contraction.DotGeneral;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Value;

/// Rules of matrix products and convolutions: the cotangent of each side is such an operation too.
final class ContractionRules {
    private ContractionRules() {}

    static Rule of(Contraction op) {
        return switch (op) {
            case DotGeneral g -> each(p -> Product.left(p, g), p -> Product.right(p, g));
            case Contraction.Convolution c ->
                    each(
                            p -> ConvolutionGradients.input(p.s(), c, p.forward(), p.d()),
                            p -> ConvolutionGradients.kernel(p.s(), c, p.forward(), p.d()));
        };
    }

    /// One side of a product and what its cotangent is made of.
    ///
    /// @param value the side
    /// @param batching its batching axes
    /// @param contracting its contracting axes
    /// @param free its other axes
    private record Side(Value value, IntList batching, IntList contracting, IntList free) {
        static Side of(Value value, IntList batching, IntList contracting) {
            return new Side(
                    value,
                    batching,
                    contracting,
                    DotGeneral.free(value.type(), batching, contracting));
        }
    }

    /// A product `y = left . right` whose axes are the batching ones, the left's free ones, the
    /// right's free ones.
    private static final class Product {
        private Product() {}

        static Value left(Pullback p, DotGeneral op) {
            Side l = Side.of(p.a(), op.lhsBatching(), op.lhsContracting());
            Side r = Side.of(p.b(), op.rhsBatching(), op.rhsContracting());
            int first = l.batching.size() + l.free.size();
            return cotangent(p, l, r, IntList.range(first, first + r.free.size()));
        }

        static Value right(Pullback p, DotGeneral op) {
            Side l = Side.of(p.a(), op.lhsBatching(), op.lhsContracting());
            Side r = Side.of(p.b(), op.rhsBatching(), op.rhsContracting());
            int first = l.batching.size();
            return cotangent(p, r, l, IntList.range(first, first + l.free.size()));
        }

        // Contracts the cotangent with the other side over that side's free axes. What is left are
        // the batching axes, this side's free axes and its contracting axes, these in the order in
        // which their partners stand in the other side.
        private static Value cotangent(Pullback p, Side self, Side other, IntList otherFreeInD) {
            IntList batching = IntList.range(0, self.batching.size());
            IntList partners = sortedPartners(self, other);
            IntList dFirst = self.batching.concat(self.free).concat(partners);
            IntList otherFirst = self.batching.concat(partners).concat(self.free);
            boolean swap = !isIdentity(dFirst) && isIdentity(otherFirst);
            if (swap) {
                return p.apply(
                        new DotGeneral(other.batching, batching, other.free, otherFreeInD),
                        other.value,
                        p.d());
            }
            Value product =
                    p.apply(
                            new DotGeneral(batching, other.batching, otherFreeInD, other.free),
                            p.d(),
                            other.value);
            return p.s().transpose(product, dFirst.inverse());
        }

        private static IntList sortedPartners(Side self, Side other) {
            return IntList.of(
                    other.contracting.stream()
                            .sorted()
                            .map(axis -> self.contracting.at(other.contracting.indexOf(axis)))
                            .toArray());
        }

        private static boolean isIdentity(IntList axes) {
            return axes.equals(IntList.range(0, axes.size()));
        }
    }
}
