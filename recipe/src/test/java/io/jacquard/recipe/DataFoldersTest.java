package io.jacquard.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DataFoldersTest {
    @Test
    void tildeInFrontIsTheUsersHome() {
        Path home = DataFolders.home();

        assertThat(DataFolders.path("~")).isEqualTo(home);
        assertThat(DataFolders.path("~/")).isEqualTo(home);
        assertThat(DataFolders.path("~/digits/mine")).isEqualTo(home.resolve("digits/mine"));
    }

    @Test
    void otherPathsStayAsTheyAre() {
        for (String path : new String[] {"~other/a", "a/~/b", "/a", "a~"}) {
            assertThat(DataFolders.path(path)).isEqualTo(Path.of(path));
        }
    }

    @Test
    void homeIsThatOfTheEnvironment() {
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));

        assertThat(DataFolders.home()).isEqualTo(Path.of(home));
    }
}
