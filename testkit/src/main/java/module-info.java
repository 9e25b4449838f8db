/// Tests for those who write backends, operations and models.
module io.jacquard.testkit {
    requires static org.jspecify;
    requires transitive io.jacquard.runtime;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports io.jacquard.testkit;
}
