package io.jacquard.pjrt.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Offsets and sizes that gcc gave for the header of API 0.81, most of them unchanged until 0.114,
/// written down by hand: the description has to say the same.
class HeaderTest {
    @Test
    void versionIsThatOfTheHeader() {
        assertThat(Header.minor()).isEqualTo(81);
    }

    @ParameterizedTest
    @CsvSource({
        "PJRT_Error_Destroy_Args, 24",
        "PJRT_Error_Message_Args, 40",
        "PJRT_Error_GetCode_Args, 28",
        "PJRT_Plugin_Initialize_Args, 16",
        "PJRT_Plugin_Attributes_Args, 32",
        "PJRT_NamedValue, 56",
        "PJRT_Event_IsReady_Args, 25",
        "PJRT_Event_Await_Args, 24",
        "PJRT_Client_Create_Args, 88",
        "PJRT_Client_PlatformName_Args, 40",
        "PJRT_Client_Compile_Args, 56",
        "PJRT_Program, 48",
        "PJRT_Client_BufferFromHostBuffer_Args, 120",
        "PJRT_DeviceDescription_Id_Args, 28",
        "PJRT_Device_MemoryStats_Args, 185",
        "PJRT_LoadedExecutable_Execute_Args, 80",
        "PJRT_ExecuteOptions, 112",
        "PJRT_Buffer_ElementType_Args, 28",
        "PJRT_Buffer_IsDeleted_Args, 25",
        "PJRT_Buffer_ToHostBuffer_Args, 56",
        "PJRT_Buffer_MemoryLayout, 76",
        "PJRT_Buffer_MemoryLayout_Tiled, 56",
        "PJRT_Executable_Serialize_Args, 56",
        "PJRT_Executable_DeserializeAndLoad_Args, 64"
    })
    void sizesAreThoseOfC(String struct, long bytes) {
        assertThat(Header.struct(struct).bytes(Header.minor())).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "PJRT_Error_Message_Args, message_size, 32",
        "PJRT_NamedValue, int64_value, 40",
        "PJRT_NamedValue, value_size, 48",
        "PJRT_Client_Create_Args, client, 64",
        "PJRT_Client_Compile_Args, executable, 48",
        "PJRT_Client_BufferFromHostBuffer_Args, host_buffer_semantics, 72",
        "PJRT_Client_BufferFromHostBuffer_Args, done_with_host_buffer, 104",
        "PJRT_Client_BufferFromHostBuffer_Args, buffer, 112",
        "PJRT_Device_MemoryStats_Args, bytes_limit, 80",
        "PJRT_Executable_OutputElementTypes_Args, num_output_types, 32",
        "PJRT_Executable_Serialize_Args, serialized_executable_deleter, 48",
        "PJRT_Executable_GetCompiledMemoryStats_Args, alias_size_in_bytes, 48",
        "PJRT_LoadedExecutable_Execute_Args, output_lists, 56",
        "PJRT_ExecuteOptions, non_donatable_input_indices, 56",
        "PJRT_Buffer_ToHostBuffer_Args, event, 48",
        "PJRT_Buffer_MemoryLayout, type, 72"
    })
    void offsetsAreThoseOfC(String struct, String field, long offset) {
        assertThat(Header.struct(struct).offset(field)).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_DESTROY, 40",
        "ERROR_MESSAGE, 48",
        "ERROR_CODE, 56",
        "PLUGIN_INITIALIZE, 64",
        "PLUGIN_ATTRIBUTES, 72",
        "EVENT_DESTROY, 80",
        "EVENT_AWAIT, 104",
        "CLIENT_CREATE, 120",
        "CLIENT_DESTROY, 128",
        "CLIENT_PLATFORM_NAME, 136",
        "CLIENT_PLATFORM_VERSION, 152",
        "CLIENT_DEVICES, 168",
        "CLIENT_COMPILE, 200",
        "CLIENT_UPLOAD, 216",
        "DESCRIPTION_ID, 224",
        "DESCRIPTION_KIND, 248",
        "DEVICE_DESCRIPTION, 272",
        "DEVICE_MEMORY, 312",
        "EXECUTABLE_DESTROY, 360",
        "EXECUTABLE_RESULTS, 392",
        "EXECUTABLE_SERIALIZE, 432",
        "LOADED_DESTROY, 440",
        "LOADED_EXECUTABLE, 448",
        "LOADED_EXECUTE, 480",
        "EXECUTABLE_LOAD, 488",
        "BUFFER_DESTROY, 504",
        "BUFFER_IS_DELETED, 584",
        "BUFFER_DOWNLOAD, 600",
        "BUFFER_READY, 616",
        "BUFFER_ADDRESS, 624",
        "EXECUTABLE_DTYPES, 760",
        "EXECUTABLE_MEMORY, 808"
    })
    void functionsLieWhereTheHeaderPutsThem(Slot slot, long offset) {
        assertThat(Header.slot(slot.function())).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({
        "PJRT_Buffer_Type_PRED, 1",
        "PJRT_Buffer_Type_F32, 11",
        "PJRT_Buffer_Type_BF16, 13",
        "PJRT_Error_Code_RESOURCE_EXHAUSTED, 8",
        "PJRT_NamedValue_kBool, 4",
        "PJRT_HostBufferSemantics_kImmutableOnlyDuringCall, 0"
    })
    void enumeratorsAreThoseOfC(String name, int value) {
        assertThat(Header.value(name)).isEqualTo(value);
    }

    @Test
    void olderPluginsGetTheSizeThatTheyKnow() {
        Struct create = Header.struct("PJRT_Client_Create_Args");
        Struct options = Header.struct("PJRT_ExecuteOptions");

        assertThat(create.bytes(60)).isEqualTo(72);
        assertThat(create.bytes(61)).isEqualTo(88);
        assertThat(options.bytes(75)).isEqualTo(80);
        assertThat(options.bytes(77)).isEqualTo(88);
    }

    @Test
    void memoryIsZerosButForItsSizeAndLongerThanIt() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment made = Header.struct("PJRT_Event_IsReady_Args").allocate(arena, 81);

            assertThat(made.byteSize()).isGreaterThanOrEqualTo(25 + 64);
            assertThat(made.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(25);
            assertThat(made.asSlice(8).mismatch(arena.allocate(made.byteSize() - 8))).isEqualTo(-1);
        }
    }
}
