package io.jacquard.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A tokenizer whose tokens are characters (code points), in the order of their numbers.
public final class Characters implements TextCodec {
    private final List<String> characters;
    private final Map<String, Integer> ids = new HashMap<>();

    private Characters(List<String> characters) {
        this.characters = List.copyOf(characters);
        characters.forEach(c -> ids.put(c, ids.size()));
    }

    /// The characters of a text.
    public static Characters in(String text) {
        TreeSet<Integer> found = new TreeSet<>();
        text.codePoints().forEach(found::add);
        return new Characters(found.stream().map(Character::toString).toList());
    }

    /// Those characters, each with its position as its id.
    public static Characters of(List<String> characters) {
        return new Characters(characters);
    }

    /// The characters in the order of their ids.
    public List<String> characters() {
        return characters;
    }

    @Override
    public int size() {
        return characters.size();
    }

    @Override
    public List<Integer> ends() {
        return List.of();
    }

    /// @throws IllegalArgumentException if a character is none of these
    @Override
    public List<Integer> encode(String text) {
        List<Integer> all = new ArrayList<>();
        text.codePoints().forEach(c -> all.add(id(Character.toString(c))));
        return all;
    }

    private int id(String character) {
        Integer id = ids.get(character);
        if (id == null) {
            throw new IllegalArgumentException(
                    """
                    [characters] the text has what the model does not know
                      the character '%s'
                      expected the %d characters of the text it learned from: %s
                      leave it out\
                    """
                            .formatted(
                                    character,
                                    size(),
                                    String.join("", characters).replace("\n", "\\n")));
        }
        return id;
    }

    @Override
    public String decode(List<Integer> tokens) {
        StringBuilder text = new StringBuilder();
        tokens.forEach(id -> text.append(characters.get(id)));
        return text.toString();
    }
}
