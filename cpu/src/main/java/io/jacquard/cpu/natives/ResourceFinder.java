package io.jacquard.cpu.natives;

import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Opens a resource of the native artifact wherever the artifact is: on the class path, in a
/// resolved module, or in a jar on the module path that no module requires.
///
/// The folder of the resources has a hyphen in its name and is therefore no Java package, so
/// modules do not encapsulate it.
final class ResourceFinder {
    private final ClassLoader loader;
    private final String modulePath;

    ResourceFinder(ClassLoader loader, String modulePath) {
        this.loader = loader;
        this.modulePath = modulePath;
    }

    static ResourceFinder ofProcess() {
        return new ResourceFinder(
                ResourceFinder.class.getClassLoader(), System.getProperty("jdk.module.path", ""));
    }

    /// Opens the resource, or returns nothing if no artifact that holds it can be found.
    Optional<InputStream> open(String resource) throws IOException {
        for (ClassLoader each : new ClassLoader[] {loader, contextLoader()}) {
            URL url = each.getResource(resource);
            if (url != null) {
                var connection = url.openConnection();
                connection.setUseCaches(false);
                return Optional.of(connection.getInputStream());
            }
        }
        return openOnModulePath(resource);
    }

    private ClassLoader contextLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? loader : context;
    }

    private Optional<InputStream> openOnModulePath(String resource) throws IOException {
        for (ModuleReference module : candidates()) {
            ModuleReader reader = module.open();
            Optional<InputStream> found = reader.open(resource);
            if (found.isPresent()) {
                return Optional.of(new ModuleStream(found.get(), reader));
            }
            reader.close();
        }
        return Optional.empty();
    }

    private Iterable<ModuleReference> candidates() {
        if (modulePath.isEmpty()) {
            return List.of();
        }
        Path[] entries =
                Stream.of(modulePath.split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
        try {
            return ModuleFinder.of(entries).findAll().stream()
                    .filter(m -> m.descriptor().name().startsWith("org.bytedeco.dnnl"))
                    .toList();
        } catch (FindException e) {
            return List.of();
        }
    }

    /// A resource of a module, which keeps the module's reader open for as long as it is read.
    private static final class ModuleStream extends FilterInputStream {
        private final ModuleReader reader;

        ModuleStream(InputStream in, ModuleReader reader) {
            super(in);
            this.reader = reader;
        }

        @Override
        public void close() throws IOException {
            try (reader) {
                super.close();
            }
        }
    }
}
