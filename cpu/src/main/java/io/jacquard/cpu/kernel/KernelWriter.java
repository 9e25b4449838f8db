package io.jacquard.cpu.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Writes the class of a kernel.
final class KernelWriter {
    private static final ClassDesc KERNEL = Kernel.class.describeConstable().orElseThrow();
    static final ClassDesc SELF = ClassDesc.of(KernelWriter.class.getPackageName(), "FusedKernel");
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(
                    CD_void,
                    CD_long.arrayType(),
                    CD_long.arrayType(),
                    CD_long.arrayType(),
                    CD_int,
                    CD_int);

    // A method takes 255 parameters, and a loop that many arrays and values at most.
    private static final int MOST_ARRAYS = 100;

    private KernelWriter() {}

    /// The class file; `lanes` is the number of 32-bit lanes of a vector, 0 for the scalar body.
    static byte[] write(Program program, int lanes) {
        Schedule schedule = new Schedule(program);
        return ClassFile.of()
                .build(
                        SELF,
                        cls -> {
                            cls.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
                            cls.withInterfaceSymbols(KERNEL);
                            constructor(cls);
                            if (lanes > 0) {
                                shuffles(cls, lanes);
                            }
                            cls.withMethodBody(
                                    "run",
                                    RUN,
                                    ClassFile.ACC_PUBLIC,
                                    cb -> run(cb, program, schedule, lanes));
                        });
    }

    /// The class file of scalars that works on tiles, if the program has such a form and the JIT
    /// compiler takes all its methods.
    static Optional<byte[]> writeTiles(Program program) {
        return Branchless.of(program)
                .filter(simple -> TileArrays.count(simple) <= MOST_ARRAYS)
                .map(simple -> writeTiles(simple, new Schedule(program)))
                .filter(KernelWriter::isShort);
    }

    private static byte[] writeTiles(Program simple, Schedule original) {
        return ClassFile.of()
                .build(
                        SELF,
                        cls -> {
                            cls.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
                            cls.withInterfaceSymbols(KERNEL);
                            constructor(cls);
                            Map<TileLoop, String> loops = new LinkedHashMap<>();
                            cls.withMethodBody(
                                    "run",
                                    RUN,
                                    ClassFile.ACC_PUBLIC,
                                    cb -> {
                                        Frame frame = new Frame(cb, simple, new Schedule(simple));
                                        TileLoops tiles = new TileLoops(frame, original);
                                        tiles.write();
                                        cb.return_();
                                        loops.putAll(tiles.arrays().loops());
                                    });
                            loops.forEach((loop, name) -> loop.write(cls, name));
                        });
    }

    /// The class file if the JIT compiler takes such a long method, else nothing.
    static Optional<byte[]> writeShort(Program program, int lanes) {
        Optional<Boolean> fits = CodeSize.of(program, lanes).fits();
        if (!fits.orElse(true)) {
            return Optional.empty();
        }
        byte[] written = write(program, lanes);
        return fits.isPresent() || isShort(written) ? Optional.of(written) : Optional.empty();
    }

    /// Whether the JIT compiler takes such a long method.
    static boolean isShort(Program program, int lanes) {
        return CodeSize.of(program, lanes).fits().orElseGet(() -> isShort(write(program, lanes)));
    }

    private static boolean isShort(byte[] bytes) {
        return length(bytes) <= KernelSpec.LONGEST_METHOD;
    }

    /// Length of the longest method in bytes.
    private static int length(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream()
                .flatMap(m -> m.findAttribute(Attributes.code()).stream())
                .mapToInt(CodeAttribute::codeLength)
                .max()
                .orElse(0);
    }

    private static void constructor(ClassBuilder cls) {
        cls.withMethodBody(
                INIT_NAME,
                MTD_void,
                ClassFile.ACC_PUBLIC,
                cb -> cb.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_());
    }

    /// Rotations of the lanes by half, a quarter, ... of a vector, for folding in a fixed order.
    private static void shuffles(ClassBuilder cls, int lanes) {
        int flags = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL | ClassFile.ACC_PRIVATE;
        for (int by = lanes / 2; by > 0; by /= 2) {
            cls.withField(rotation(by), VectorTypes.SHUFFLE, flags);
        }
        cls.withMethodBody(
                CLASS_INIT_NAME,
                MTD_void,
                ClassFile.ACC_STATIC,
                cb -> {
                    for (int by = lanes / 2; by > 0; by /= 2) {
                        cb.getstatic(
                                VectorTypes.FLOAT, "SPECIES_" + lanes * 32, VectorTypes.SPECIES);
                        cb.loadConstant(by).iconst_1().iconst_1();
                        cb.invokestatic(VectorTypes.SHUFFLE, "iota", VectorTypes.SHUFFLE_IOTA);
                        cb.putstatic(SELF, rotation(by), VectorTypes.SHUFFLE);
                    }
                    cb.return_();
                });
    }

    static String rotation(int by) {
        return "ROTATION_" + by;
    }

    private static void run(CodeBuilder cb, Program program, Schedule schedule, int lanes) {
        Frame frame = new Frame(cb, program, schedule);
        if (program.axis() == Axis.COLUMNS) {
            new ColumnLoops(frame, lanes, SELF).write();
        } else {
            new RowLoops(frame, lanes).write();
        }
        cb.return_();
    }
}
