/// Published network families, one package each, with the names of their checkpoints.
module io.jacquard.models {
    requires static org.jspecify;
    requires transitive io.jacquard.data;
    requires transitive io.jacquard.nn;

    exports io.jacquard.models;
    exports io.jacquard.models.bert;
    exports io.jacquard.models.generate;
    exports io.jacquard.models.gpt;
    exports io.jacquard.models.llama;
    exports io.jacquard.models.pretrained;
    exports io.jacquard.models.resnet;
    exports io.jacquard.models.rnn;
    exports io.jacquard.models.transformer;
}
