package io.jacquard.cpu.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Bfloat16Test {
    // avx512_core_bf16, avx10_1_512, avx512_core_amx, avx10_1_512_amx_fp16
    @ParameterizedTest
    @ValueSource(ints = {0xe7, 0x1ef, 0xfef, 0x1fef})
    void itIsFastWhereTheProcessorMultipliesIt(int isa) {
        assertThat(Bfloat16.isFast(isa)).isTrue();
    }

    // nothing, sse41, avx2, avx2_vnni, avx2_vnni_2, avx512_core, avx512_core_vnni
    @ParameterizedTest
    @ValueSource(ints = {0, 0x1, 0x7, 0xf, 0x1f, 0x27, 0x67})
    void itIsNotWhereItDoesNot(int isa) {
        assertThat(Bfloat16.isFast(isa)).isFalse();
    }

    @Test
    void thePropertySpeaksForTheProcessor() {
        boolean found = Bfloat16.isFast();
        try {
            System.setProperty(Bfloat16.PROPERTY, "true");
            assertThat(Bfloat16.isFast()).isTrue();
            System.setProperty(Bfloat16.PROPERTY, "false");
            assertThat(Bfloat16.isFast()).isFalse();
        } finally {
            System.clearProperty(Bfloat16.PROPERTY);
        }
        assertThat(Bfloat16.isFast()).isEqualTo(found);
    }
}
