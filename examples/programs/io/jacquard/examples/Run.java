package io.jacquard.examples;

/// How large a run of an example is.
///
/// @param epochs passes over the training data, from 1
/// @param examples training examples at most, from 1; a quarter as many for test
/// @param seed makes the initial values of the parameters and the order of the examples
record Run(int epochs, int examples, long seed) {
    /// A run over all examples, changed by words such as `epochs=2`, `examples=4000`, `seed=3`.
    ///
    /// @throws IllegalArgumentException if a word is none of these
    static Run of(int epochs, String... words) {
        Run run = new Run(epochs, Integer.MAX_VALUE, 1);
        for (String word : words) {
            run = run.with(word);
        }
        return run;
    }

    private Run with(String word) {
        String[] parts = word.split("=", 2);
        return switch (parts[0]) {
            case "epochs" -> new Run(Integer.parseInt(parts[1]), examples, seed);
            case "examples" -> new Run(epochs, Integer.parseInt(parts[1]), seed);
            case "seed" -> new Run(epochs, examples, Long.parseLong(parts[1]));
            default ->
                    throw new IllegalArgumentException(
                            "expected epochs=N, examples=N or seed=N, got '%s'".formatted(word));
        };
    }

    /// Number of test examples at most.
    int tests() {
        return Math.ceilDiv(examples, 4);
    }
}
