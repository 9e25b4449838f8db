package io.jacquard.pjrt.api;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The functions of the C API that we call.
public enum Slot {
    ERROR_DESTROY("PJRT_Error_Destroy"),
    ERROR_MESSAGE("PJRT_Error_Message"),
    ERROR_CODE("PJRT_Error_GetCode"),
    PLUGIN_INITIALIZE("PJRT_Plugin_Initialize"),
    PLUGIN_ATTRIBUTES("PJRT_Plugin_Attributes"),
    EVENT_DESTROY("PJRT_Event_Destroy"),
    EVENT_AWAIT("PJRT_Event_Await"),
    CLIENT_CREATE("PJRT_Client_Create"),
    CLIENT_DESTROY("PJRT_Client_Destroy"),
    CLIENT_PLATFORM_NAME("PJRT_Client_PlatformName"),
    CLIENT_PLATFORM_VERSION("PJRT_Client_PlatformVersion"),
    CLIENT_DEVICES("PJRT_Client_AddressableDevices"),
    CLIENT_COMPILE("PJRT_Client_Compile"),
    CLIENT_UPLOAD("PJRT_Client_BufferFromHostBuffer"),
    DEVICE_DESCRIPTION("PJRT_Device_GetDescription"),
    DEVICE_MEMORY("PJRT_Device_MemoryStats"),
    DESCRIPTION_ID("PJRT_DeviceDescription_Id"),
    DESCRIPTION_KIND("PJRT_DeviceDescription_Kind"),
    DESCRIPTION_TEXT("PJRT_DeviceDescription_ToString"),
    EXECUTABLE_DESTROY("PJRT_Executable_Destroy"),
    EXECUTABLE_RESULTS("PJRT_Executable_NumOutputs"),
    EXECUTABLE_DTYPES("PJRT_Executable_OutputElementTypes"),
    EXECUTABLE_SERIALIZE("PJRT_Executable_Serialize"),
    EXECUTABLE_MEMORY("PJRT_Executable_GetCompiledMemoryStats"),
    EXECUTABLE_LOAD("PJRT_Executable_DeserializeAndLoad"),
    LOADED_DESTROY("PJRT_LoadedExecutable_Destroy"),
    LOADED_EXECUTABLE("PJRT_LoadedExecutable_GetExecutable"),
    LOADED_EXECUTE("PJRT_LoadedExecutable_Execute"),
    BUFFER_DESTROY("PJRT_Buffer_Destroy"),
    BUFFER_IS_DELETED("PJRT_Buffer_IsDeleted"),
    BUFFER_DOWNLOAD("PJRT_Buffer_ToHostBuffer"),
    BUFFER_READY("PJRT_Buffer_ReadyEvent"),
    BUFFER_ADDRESS("PJRT_Buffer_UnsafePointer");

    private static final Map<Slot, Struct> ARGUMENTS = new EnumMap<>(Slot.class);

    static {
        for (Slot slot : values()) {
            ARGUMENTS.put(slot, Header.struct(slot.function + "_Args"));
        }
    }

    private final String function;

    Slot(String function) {
        this.function = function;
    }

    /// Its name in the header.
    public String function() {
        return function;
    }

    /// The struct that it takes.
    public Struct arguments() {
        return Objects.requireNonNull(ARGUMENTS.get(this));
    }
}
