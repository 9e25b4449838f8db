package io.jacquard.cpu.onednn;

/// The element types oneDNN's memory descriptors are made of here.
enum DataType {
    F16(1, 2),
    BF16(2, 2),
    F32(3, 4),
    S32(4, 4),
    S8(5, 1),
    U8(6, 1);

    private final int code;
    private final int bytes;

    DataType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /// Returns the value of `dnnl_data_type_t`.
    int code() {
        return code;
    }

    int bytes() {
        return bytes;
    }
}
