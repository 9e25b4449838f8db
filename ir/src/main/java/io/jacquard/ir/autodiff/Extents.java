package io.jacquard.ir.autodiff;

import io.jacquard.ir.Contraction.Convolution;
import io.jacquard.ir.Contraction.Window;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Shape;
import java.util.function.IntUnaryOperator;

/// How many elements the data, the kernel and the result of a convolution cover along each spatial
/// axis once they are dilated; the result by the strides.
record Extents(Convolution op, Shape dataShape, Shape kernelShape) {
    int data(int i) {
        return covered(dataSize(i), window().lhsDilation().at(i));
    }

    int kernel(int i) {
        return covered(kernelSize(i), window().rhsDilation().at(i));
    }

    int result(int i) {
        int positions = window().positions(i, dataSize(i), kernelSize(i));
        return covered(positions, window().strides().at(i));
    }

    IntList each(IntUnaryOperator value) {
        return IntList.generate(window().strides().size(), value);
    }

    static int covered(int size, int dilation) {
        return size == 0 ? 0 : (size - 1) * dilation + 1;
    }

    private Window window() {
        return op.window();
    }

    private int dataSize(int i) {
        return dataShape.size(op.lhs().spatial().at(i));
    }

    private int kernelSize(int i) {
        return kernelShape.size(op.rhs().spatial().at(i));
    }
}
