package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellCommandTest {
    @Test
    void everythingIsImported() {
        var answer =
                Typed.with(
                        new Interruption(),
                        "IO.println(Recipe.builtIn() + \" \" + Shape.of(2, 3))\n/exit\n",
                        "shell");

        assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
        assertThat(answer.out()).contains("shakespeare-gpt, shakespeare-gpt-6x384] ", "[2, 3]");
    }
}
