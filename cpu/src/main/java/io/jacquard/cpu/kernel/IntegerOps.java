package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;

/// Integer operations as primitive instructions. 8-bit values live in 32 bits, wrapped after each
/// operation.
final class IntegerOps {
    private final Code c;

    IntegerOps(Code code) {
        this.c = code;
    }

    /// The value a result of more bits has in its dtype; anything but i8 and u8 stays.
    int wrap(DType type, int x) {
        return switch (type) {
            case I8 -> c.shr(c.shl(x, 24), 24);
            case U8 -> c.and(x, c.i(0xff));
            case F32, F64, BF16, F16, I32, I64, U32, BOOL -> x;
        };
    }

    /// Maps the order of u32 to that of i32 and back.
    int flip(int x) {
        return c.xor(x, c.i(0x80000000));
    }

    int not(DType type, int x) {
        if (type == DType.BOOL) {
            return c.not(x);
        }
        return wrap(type, c.xor(x, c.number(c.kind(x), -1)));
    }

    int bitCount(DType type, int x) {
        if (type == DType.I64) {
            return c.cast(c.call(ScalarCalls.Name.BITS_L, x, Instr.NONE), Kind.L);
        }
        int own = type == DType.I8 ? c.and(x, c.i(0xff)) : x;
        return c.call(ScalarCalls.Name.BITS_I, own, Instr.NONE);
    }

    int leadingZeros(DType type, int x) {
        if (type == DType.I64) {
            return c.cast(c.call(ScalarCalls.Name.ZEROS_L, x, Instr.NONE), Kind.L);
        }
        if (type.bytes() == 1) {
            int zeros = c.call(ScalarCalls.Name.ZEROS_I, c.and(x, c.i(0xff)), Instr.NONE);
            return c.sub(zeros, c.i(24));
        }
        return c.call(ScalarCalls.Name.ZEROS_I, x, Instr.NONE);
    }

    int quotient(DType type, int a, int b) {
        ScalarCalls.Name name =
                type == DType.I64
                        ? ScalarCalls.Name.QUOTIENT_L
                        : type == DType.U32
                                ? ScalarCalls.Name.QUOTIENT_U
                                : ScalarCalls.Name.QUOTIENT_I;
        return wrap(type, c.call(name, a, b));
    }

    int remainder(DType type, int a, int b) {
        ScalarCalls.Name name =
                type == DType.I64
                        ? ScalarCalls.Name.REMAINDER_L
                        : type == DType.U32
                                ? ScalarCalls.Name.REMAINDER_U
                                : ScalarCalls.Name.REMAINDER_I;
        return wrap(type, c.call(name, a, b));
    }

    int power(DType type, int a, int b) {
        ScalarCalls.Name name =
                type == DType.I64
                        ? ScalarCalls.Name.POW_L
                        : type == DType.U32 ? ScalarCalls.Name.POW_U : ScalarCalls.Name.POW_I;
        return wrap(type, c.call(name, a, b));
    }

    int shiftLeft(DType type, int a, int b) {
        int shifted = c.binary(Opcode.SHL, a, count(b));
        return wrap(type, c.select(inRange(type, b), shifted, c.number(c.kind(a), 0)));
    }

    int shiftRightLogical(DType type, int a, int b) {
        int own = type == DType.I8 ? c.and(a, c.i(0xff)) : a;
        int shifted = c.binary(Opcode.USHR, own, count(b));
        return wrap(type, c.select(inRange(type, b), shifted, c.number(c.kind(a), 0)));
    }

    int shiftRight(DType type, int a, int b) {
        int own = type == DType.U8 ? wrap(DType.I8, a) : a;
        int last = c.number(c.kind(b), type.bytes() * 8 - 1);
        int bounded = c.select(inRange(type, b), b, last);
        return wrap(type, c.binary(Opcode.SHR, own, count(bounded)));
    }

    private int count(int b) {
        return c.cast(b, Kind.I);
    }

    private int inRange(DType type, int b) {
        Instr count = c.at(b);
        int width = type.bytes() * 8;
        if (count.op() == Opcode.CONSTANT) {
            return c.constant(Kind.Z, Long.compareUnsigned(count.bits(), width) < 0 ? 1 : 0);
        }
        Kind kind = count.kind();
        return c.eq(c.and(b, c.number(kind, -width)), c.number(kind, 0));
    }
}
