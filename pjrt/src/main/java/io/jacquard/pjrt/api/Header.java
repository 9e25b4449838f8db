package io.jacquard.pjrt.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The header of the C API that we are made for: where the fields of its structs and the functions
/// of its table lie. `fixtures/pjrt_api.py` writes it as text, which is read once.
public final class Header {
    private static final String FILE = "pjrt_c_api.txt";
    private static final Header OURS = read();

    private final Map<String, Struct> structs = new HashMap<>();
    private final Map<String, Long> slots = new HashMap<>();
    private final Map<String, Integer> values = new HashMap<>();
    private int minor;

    private Header() {}

    /// Minor version of the API; the major version is 0.
    public static int minor() {
        return OURS.minor;
    }

    /// The struct of that name.
    public static Struct struct(String name) {
        return known(OURS.structs, name);
    }

    /// Where the pointer to a function lies in the table of functions, in bytes.
    public static long slot(String function) {
        return known(OURS.slots, function);
    }

    /// The number of an enumerator.
    public static int value(String name) {
        return known(OURS.values, name);
    }

    private static <T> T known(Map<String, T> all, String name) {
        return Objects.requireNonNull(all.get(name), () -> FILE + " has no " + name);
    }

    private static Header read() {
        try (InputStream in = Header.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in, FILE),
                                        StandardCharsets.UTF_8))) {
            return parse(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Header parse(List<String> lines) {
        Header header = new Header();
        String struct = "";
        List<Struct.Field> fields = new ArrayList<>();
        for (String line : lines) {
            String[] word = line.split(" ", -1);
            switch (word[0]) {
                case "version" -> header.minor = Integer.parseInt(word[2]);
                case "struct" -> {
                    header.structs.put(struct, new Struct(struct, fields));
                    struct = word[1];
                    fields = new ArrayList<>();
                }
                case "field" ->
                        fields.add(
                                new Struct.Field(
                                        word[1],
                                        Long.parseLong(word[3]),
                                        Long.parseLong(word[4]),
                                        Integer.parseInt(word[5])));
                case "slot" -> header.slots.put(word[1], Long.parseLong(word[2]));
                case "value" -> header.values.put(word[1], Integer.parseInt(word[2]));
                default -> {}
            }
        }
        header.structs.put(struct, new Struct(struct, fields));
        return header;
    }
}
