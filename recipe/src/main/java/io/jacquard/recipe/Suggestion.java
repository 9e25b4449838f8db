package io.jacquard.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the word somebody may have meant.
public final class Suggestion {
    private Suggestion() {}

    /// The known word that is most like a wrong one, if any is like it.
    public static Optional<String> of(String wrong, Collection<String> known) {
        return known.stream()
                .filter(k -> distance(wrong, k) <= Math.max(2, wrong.length() / 3))
                .min(Comparator.comparingInt(k -> distance(wrong, k)));
    }

    /// ` - did you mean 'x'?`, or nothing.
    public static String text(String wrong, Collection<String> known) {
        return of(wrong, known).map(k -> " - did you mean '" + k + "'?").orElse("");
    }

    // Source: Levenshtein, *Binary codes capable of correcting deletions, insertions and
    // reversals*, 1966.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
