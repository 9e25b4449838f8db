package io.jacquard.tensor;

import io.jacquard.ir.Function;
import java.util.List;

/// A recorded function and the random keys it wants.
///
/// @param function the function; a parameter for each input and each random site
/// @param randomSites in the order of their parameters
public record Traced(Function function, List<RandomSite> randomSites) {
    /// A parameter that wants a random key.
    ///
    /// @param parameter its index
    /// @param site the name that makes its stream: `seed.fold(step).in(site)`
    public record RandomSite(int parameter, String site) {}

    /// A copy of the list is kept.
    public Traced {
        randomSites = List.copyOf(randomSites);
    }
}
