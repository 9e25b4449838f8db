package io.jacquard.cpu.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,linux-x86_64",
        "Linux,aarch64,linux-arm64",
        "Mac OS X,aarch64,macosx-arm64",
        "Mac OS X,x86_64,macosx-x86_64",
        "Windows 11,amd64,windows-x86_64",
        "FreeBSD,riscv64,freebsd-riscv64"
    })
    void isNamedAsTheNativeArtifactsAre(String os, String processor, String name) {
        assertThat(Platform.of(os, processor).name()).isEqualTo(name);
    }
}
