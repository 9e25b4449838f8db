package io.jacquard.ir;

/// Where an operation was traced: the user's line and the layer around it.
///
/// @param line for example `TinyGpt.forward(TinyGpt.java:21)`; empty if not known
/// @param layer path of the layer, for example `blocks.0.mlp`; empty outside any layer
public record Site(String line, String layer) {
    /// No place known.
    public static final Site UNKNOWN = new Site("", "");

    /// The line and, if there is one, the layer.
    @Override
    public String toString() {
        String l = line.isEmpty() ? "an unknown line" : line;
        return layer.isEmpty() ? l : l + ", layer " + layer;
    }
}
