package io.jacquard.cpu.kernel;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// A method that runs some arithmetic instructions for each element of a tile: one loop over arrays
/// with one index and no branch, which the JIT compiler turns into vector code.
///
/// @param program the program
/// @param instrs the instructions, operands before users
/// @param arrays values that are read from an array each; the first parameters
/// @param scalars values that are the same for all elements; the next parameters
/// @param results instructions whose values are written to an array each; the parameters before the
///   last, which is the number of elements
record TileLoop(
        Program program,
        List<Integer> instrs,
        List<Integer> arrays,
        List<Integer> scalars,
        List<Integer> results) {
    MethodTypeDesc type() {
        List<ClassDesc> parameters = new ArrayList<>();
        arrays.forEach(a -> parameters.add(value(a).arrayType()));
        scalars.forEach(s -> parameters.add(value(s)));
        results.forEach(r -> parameters.add(value(r).arrayType()));
        parameters.add(CD_int);
        return MethodTypeDesc.of(CD_void, parameters);
    }

    private TypeKind jvm(int number) {
        return program.at(number).kind().jvm();
    }

    private ClassDesc value(int number) {
        return jvm(number).upperBound();
    }

    void write(ClassBuilder cls, String name) {
        int flags = ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE;
        cls.withMethodBody(name, type(), flags, this::code);
    }

    private void code(CodeBuilder cb) {
        int index = cb.allocateLocal(TypeKind.INT);
        int count = cb.parameterSlot(arrays.size() + scalars.size() + results.size());
        var test = cb.newLabel();
        var top = cb.newLabel();
        cb.iconst_0().istore(index).goto_(test).labelBinding(top);
        element(cb, index);
        cb.iinc(index, 1).labelBinding(test);
        cb.iload(index).iload(count).if_icmplt(top).return_();
    }

    private void element(CodeBuilder cb, int index) {
        int[] slots = new int[program.instrs().size()];
        for (int k = 0; k < arrays.size(); k++) {
            int a = arrays.get(k);
            cb.aload(cb.parameterSlot(k)).iload(index).arrayLoad(jvm(a));
            keep(cb, slots, a);
        }
        for (int k = 0; k < scalars.size(); k++) {
            slots[scalars.get(k)] = cb.parameterSlot(arrays.size() + k);
        }
        Operators operators = new Operators(cb);
        for (int number : instrs) {
            Instr i = program.at(number);
            i.operands(o -> push(cb, slots, o));
            if (i.op() == Opcode.CAST) {
                cb.conversion(jvm(i.a()), i.kind().jvm());
            } else {
                operators.write(i.op(), i.kind());
            }
            keep(cb, slots, number);
        }
        for (int k = 0; k < results.size(); k++) {
            int r = results.get(k);
            cb.aload(cb.parameterSlot(arrays.size() + scalars.size() + k)).iload(index);
            push(cb, slots, r);
            cb.arrayStore(jvm(r));
        }
    }

    private void keep(CodeBuilder cb, int[] slots, int number) {
        int slot = cb.allocateLocal(jvm(number));
        cb.storeLocal(jvm(number), slot);
        slots[number] = slot;
    }

    private void push(CodeBuilder cb, int[] slots, int number) {
        Instr i = program.at(number);
        if (i.op() != Opcode.CONSTANT) {
            cb.loadLocal(jvm(number), slots[number]);
        } else if (i.kind() == Kind.F) {
            cb.loadConstant(Float.intBitsToFloat((int) i.bits()));
        } else {
            cb.loadConstant((int) i.bits());
        }
    }
}
