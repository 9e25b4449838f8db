package io.jacquard.models.generate;

import java.util.List;

/// How a text is written.
///
/// {@snippet file="io/jacquard/models/generate/SnippetsTest.java" region="generate"}
///
/// @param limit largest number of new tokens, from 1
/// @param sampling which token comes next
/// @param beams number of continuations followed at the same time; 1 follows one
/// @param ends tokens that end the text; they are not part of it
public record Generation(int limit, Sampling sampling, int beams, List<Integer> ends) {
    /// Checks the ranges.
    public Generation {
        if (limit < 1 || beams < 1) {
            throw new IllegalArgumentException(
                    "limit and beams are from 1, got %d and %d".formatted(limit, beams));
        }
        ends = List.copyOf(ends);
    }

    /// The most likely token each time.
    ///
    /// @param limit largest number of new tokens, from 1
    public static Generation greedy(int limit) {
        return new Generation(limit, Sampling.greedy(), 1, List.of());
    }

    /// This with another largest number of new tokens.
    ///
    /// @param tokens from 1
    public Generation limitedTo(int tokens) {
        return new Generation(tokens, sampling, beams, ends);
    }

    /// This with tokens chosen in another way.
    public Generation with(Sampling other) {
        return new Generation(limit, other, beams, ends);
    }

    /// This following several continuations: the one whose mean log-probability is the largest is
    /// the text, as by Hugging Face's beam search with a length penalty of 1. The sampling's
    /// temperature, top-k and top-p are not used.
    ///
    /// @param number from 1
    public Generation withBeams(int number) {
        return new Generation(limit, sampling, number, ends);
    }

    /// This ending at any of these tokens.
    public Generation endingAt(List<Integer> tokens) {
        return new Generation(limit, sampling, beams, tokens);
    }
}
