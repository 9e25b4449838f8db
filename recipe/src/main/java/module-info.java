/// From a YAML file to a trained model in a folder.
@SuppressWarnings("requires-automatic") // xchart has no descriptor of its own
module io.jacquard.recipe {
    requires static org.jspecify;
    requires transitive io.jacquard.models;
    requires java.desktop;
    requires org.snakeyaml.engine;
    requires xchart;
    requires transitive io.jacquard.train;

    exports io.jacquard.recipe;
}
