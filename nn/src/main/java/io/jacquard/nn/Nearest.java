package io.jacquard.nn;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Finds the names that are most like another: those that begin and end as it does.
final class Nearest {
    private static final int SHOWN = 2;

    private Nearest() {}

    /// The nearest names, best first, at most {@value #SHOWN}; at least half of the longer name is
    /// common.
    static List<String> of(String name, Collection<String> others) {
        return others.stream()
                .filter(o -> 2 * common(name, o) >= Math.max(name.length(), o.length()))
                .sorted(
                        Comparator.comparingInt((String o) -> -common(name, o))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    // Names of tensors differ by a prefix, a suffix or a word in the middle, so this finds what a
    // distance of edits would, in time that does not grow with the square of the length.
    private static int common(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int head = 0;
        while (head < shorter && a.charAt(head) == b.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
            tail++;
        }
        return head + tail;
    }
}
