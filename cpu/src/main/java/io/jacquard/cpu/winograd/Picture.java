package io.jacquard.cpu.winograd;

/// The sizes of a picture of f32, channels last.
record Picture(int height, int width, int channels) {
    static final long ELEMENT = Float.BYTES;

    long pixelBytes() {
        return ELEMENT * channels;
    }

    long rowBytes() {
        return pixelBytes() * width;
    }

    long bytes() {
        return rowBytes() * height;
    }
}
