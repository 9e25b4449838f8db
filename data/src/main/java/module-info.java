/// Data sets: examples on the host, how they are loaded, cleaned, split, shuffled and batched.
@SuppressWarnings("requires-automatic") // DJL's tokenizers have no module descriptor
module io.jacquard.data {
    requires ai.djl.tokenizers;
    requires de.siegmar.fastcsv;
    requires transitive io.jacquard.tensor;
    requires java.desktop;
    requires static transitive org.jspecify;

    exports io.jacquard.data;
    exports io.jacquard.data.image;
    exports io.jacquard.data.table;
    exports io.jacquard.data.text;
}
