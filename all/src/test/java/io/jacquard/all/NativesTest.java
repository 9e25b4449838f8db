package io.jacquard.all;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux-x86_64/libdnnl.so.3",
                "linux-arm64/libdnnl.so.3",
                "macosx-x86_64/libdnnl.3.dylib",
                "macosx-arm64/libdnnl.3.dylib",
                "windows-x86_64/dnnl.dll",
            })
    void everyPlatformHasItsLibrary(String library) {
        var loader = getClass().getClassLoader();

        assertThat(loader.getResource("org/bytedeco/dnnl/" + library)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.bytedeco.dnnl.global.dnnl", "org.bytedeco.javacpp.Loader"})
    void noneOfTheirJavaClassesComesAlong(String type) {
        var loader = getClass().getClassLoader();

        assertThat(loader.getResource(type.replace('.', '/') + ".class")).isNull();
    }
}
