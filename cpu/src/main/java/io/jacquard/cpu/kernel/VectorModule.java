package io.jacquard.cpu.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/// The Vector API at run time: whether it is there, and how wide its vectors are best.
///
/// It is an incubator module, present only where the JVM was started with `--add-modules
/// jdk.incubator.vector`.
final class VectorModule {
    /// 32-bit lanes of the vectors to use: 16, 8 or 4, or 0 where there are none.
    static final int LANES = lanes();

    private VectorModule() {}

    private static int lanes() {
        Optional<Module> module = ModuleLayer.boot().findModule("jdk.incubator.vector");
        if (module.isEmpty()) {
            return 0;
        }
        VectorModule.class.getModule().addReads(module.get());
        try {
            var lookup = MethodHandles.publicLookup();
            Class<?> species = load(module.get(), "VectorSpecies");
            Class<?> vector = load(module.get(), "FloatVector");
            Object preferred =
                    lookup.findStaticGetter(vector, "SPECIES_PREFERRED", species).invoke();
            var length = lookup.findVirtual(species, "length", MethodType.methodType(int.class));
            int lanes = (int) length.invoke(preferred);
            return lanes >= 16 ? 16 : lanes >= 8 ? 8 : lanes >= 4 ? 4 : 0;
        } catch (Throwable absent) {
            // Another release of the incubator module than the one we know: scalar code is right
            // too.
            return 0;
        }
    }

    private static Class<?> load(Module module, String name) throws ClassNotFoundException {
        return Class.forName("jdk.incubator.vector." + name, true, module.getClassLoader());
    }
}
