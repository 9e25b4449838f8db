package io.jacquard.data;

/// Two parts of a data set that share no example.
///
/// @param train the part to learn from
/// @param test the part to judge by
public record TrainTest(Dataset train, Dataset test) {
    /// All examples, those of the training part first.
    public Dataset joined() {
        return train.concat(test);
    }
}
