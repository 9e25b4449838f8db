package io.jacquard.cpu.plan;

import java.util.LinkedHashMap;
import java.util.Optional;

/// The blueprints of the functions compiled last, for those that are compiled again: by a second
/// trainer of the same model, by tuning, or for a model that is opened again.
///
/// Safe from any thread.
final class Blueprints {
    /// The property that says how many are kept; 0 for none.
    static final String PROPERTY = "jacquard.cpu.plans";

    /// Those of this process, {@value #PROPERTY} or 16.
    static final Blueprints SHARED = new Blueprints(Math.max(0, Integer.getInteger(PROPERTY, 16)));

    private final int capacity;
    private final LinkedHashMap<Signature, Blueprint> known = new LinkedHashMap<>(16, 0.75f, true);

    /// @param capacity how many are kept
    Blueprints(int capacity) {
        this.capacity = capacity;
    }

    /// The blueprint of a function, if it is here.
    synchronized Optional<Blueprint> find(Signature signature) {
        return Optional.ofNullable(known.get(signature));
    }

    /// Keeps a blueprint, and drops the one not used for longest if there are too many.
    synchronized void keep(Signature signature, Blueprint blueprint) {
        known.put(signature, blueprint);
        if (known.size() > capacity) {
            known.pollFirstEntry();
        }
    }
}
