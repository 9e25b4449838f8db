package io.jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.runtime.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevicesCommandTest {
    @Test
    void aDeviceThatDoesNotOpenIsNotedAndTheOthersAreListed() {
        var answer =
                Typed.calling(session -> {
                    new DevicesCommand(session).print(List.of("absent", "reference"), Device::open);
                    return Commands.DONE;
                });

        assertThat(answer.out()).startsWith("reference\t").hasLineCount(1);
        assertThat(answer.err())
                .startsWith("absent does not open: no device 'absent'")
                .doesNotContain("\tat ");
    }
}
