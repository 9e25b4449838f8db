/// Explanations, privacy and fairness of models.
module io.jacquard.trust {
    requires static org.jspecify;
    requires java.desktop;
    requires transitive io.jacquard.nn;

    exports io.jacquard.trust.explain;
}
