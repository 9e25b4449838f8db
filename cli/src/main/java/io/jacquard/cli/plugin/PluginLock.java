package io.jacquard.cli.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The wheels of every plugin on every platform, with the sums that they must have.
///
/// It is a text of lines: `plugin NAME LIBRARY`, then for each wheel `wheel NAME PLATFORM
/// DISTRIBUTION VERSION FILE SHA256 BYTES UNPACKED_BYTES`; `#` begins a comment.
public final class PluginLock {
    private static final String RESOURCE = "plugins.lock";

    private final Map<String, String> libraries = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Wheel>>> wheels = new LinkedHashMap<>();

    private PluginLock() {}

    /// The lock of this build.
    public static PluginLock bundled() {
        try (InputStream in = PluginLock.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource plugins.lock is missing");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lock that a text describes.
    ///
    /// @throws IllegalStateException if a line is not as it must be
    static PluginLock parse(String text) {
        PluginLock lock = new PluginLock();
        text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(lock::add);
        return lock;
    }

    private void add(String line) {
        String[] word = line.split("\\s+", -1);
        if (word[0].equals("plugin") && word.length == 3) {
            libraries.put(word[1], word[2]);
            wheels.put(word[1], new TreeMap<>());
            return;
        }
        Map<String, List<Wheel>> platforms = word.length == 9 ? wheels.get(word[1]) : null;
        if (!word[0].equals("wheel")
                || platforms == null
                || !word[5].endsWith(".whl")
                || !word[6].matches("[0-9a-f]{64}")) {
            throw new IllegalStateException("plugins.lock has a wrong line: " + line);
        }
        platforms
                .computeIfAbsent(word[2], _ -> new ArrayList<>())
                .add(
                        new Wheel(
                                word[3],
                                word[4],
                                word[5],
                                word[6],
                                Long.parseLong(word[7]),
                                Long.parseLong(word[8])));
    }

    /// The names of all plugins.
    public List<String> names() {
        return List.copyOf(libraries.keySet());
    }

    /// Whether a plugin is published for a platform.
    ///
    /// @param name one of {@link #names}
    public boolean has(String name, String platform) {
        return of(name).containsKey(platform);
    }

    /// A plugin.
    ///
    /// @param name one of {@link #names}
    /// @param platform such as {@link #platform()} gives
    /// @throws PluginException if it is not published for the platform
    public Plugin plugin(String name, String platform) {
        Map<String, List<Wheel>> platforms = of(name);
        List<Wheel> all = platforms.get(platform);
        if (all == null) {
            throw new PluginException(
                    "plugin %s: there is none for this platform".formatted(name),
                    "this is " + platform,
                    "expected one of " + platforms.keySet(),
                    "if you have such a plugin yourself, set JACQUARD_PJRT_PATH to it");
        }
        return new Plugin(name, libraries.getOrDefault(name, ""), all);
    }

    private Map<String, List<Wheel>> of(String name) {
        Map<String, List<Wheel>> platforms = wheels.get(name);
        if (platforms == null) {
            throw new IllegalArgumentException("no plugin " + name + "; there are " + names());
        }
        return platforms;
    }

    /// The platform of this process, for example `linux-x86_64`.
    public static String platform() {
        return platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static String platform(String system, String architecture) {
        String name = system.toLowerCase(Locale.ROOT);
        String os =
                name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : name;
        String machine =
                switch (architecture) {
                    case "amd64" -> "x86_64";
                    case "arm64" -> "aarch64";
                    default -> architecture;
                };
        return os + "-" + machine;
    }
}
