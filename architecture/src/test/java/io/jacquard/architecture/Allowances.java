package io.jacquard.architecture;

import java.util.Map;
import java.util.TreeMap;

/// The exceptions to the rules on sources: each names a place, its own limit and the reason.
///
/// They stand in `exceptions.txt`, one a line: `rule | place | limit | reason`.
record Allowances(Map<String, Long> limits) {
    static Allowances read() {
        var file = House.ROOT.resolve("architecture/src/test/resources/exceptions.txt");
        var limits = new TreeMap<String, Long>();
        for (String line : House.read(file).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var parts = line.split("\\|", -1);
            if (parts.length != 4 || parts[3].isBlank()) {
                throw new IllegalStateException(
                        "exceptions.txt: expected 'rule | place | limit | reason', found: " + line);
            }
            limits.put(parts[0].strip() + " " + parts[1].strip(), Long.parseLong(parts[2].strip()));
        }
        return new Allowances(limits);
    }

    /// The limit that holds at a place.
    long limit(String rule, String place, long usual) {
        return limits.getOrDefault(rule + " " + place, usual);
    }
}
