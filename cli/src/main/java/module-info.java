/// The jacquard command.
@SuppressWarnings("requires-automatic") // xchart, far below, has no module descriptor
module io.jacquard.cli {
    requires static org.jspecify;
    requires info.picocli;
    requires io.jacquard.models;
    requires io.jacquard.recipe;
    requires io.jacquard.trust;
    requires jdk.jshell;
    requires me.tongfei.progressbar;

    uses io.jacquard.runtime.Backend;

    exports io.jacquard.cli;

    opens io.jacquard.cli to
            info.picocli;
}
