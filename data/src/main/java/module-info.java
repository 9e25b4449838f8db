/// Data sets: examples on the host, how they are loaded, cleaned, split, shuffled and batched.
module io.jacquard.data {
    requires de.siegmar.fastcsv;
    requires transitive io.jacquard.tensor;
    requires java.desktop;
    requires static transitive org.jspecify;

    exports io.jacquard.data;
    exports io.jacquard.data.image;
    exports io.jacquard.data.table;
}
