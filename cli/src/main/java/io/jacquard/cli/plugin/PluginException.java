package io.jacquard.cli.plugin;

/// Thrown when a plugin cannot be installed. The message has four lines.
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception of four lines.
    ///
    /// @param problem what is wrong
    /// @param found what there is
    /// @param expected what should be
    /// @param fix what to do about it
    PluginException(String problem, String found, String expected, String fix) {
        super("%s\n  %s\n  %s\n  %s".formatted(problem, found, expected, fix));
    }
}
