package io.jacquard.ir.text;

import io.jacquard.ir.Op;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The operations by name, found by walking the sealed hierarchy, so that a new one is known here.
final class Operations {
    private static final Map<String, Class<? extends Op>> BY_NAME = new LinkedHashMap<>();

    static {
        register(Op.class);
    }

    private Operations() {}

    private static void register(Class<? extends Op> type) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                register(permitted.asSubclass(Op.class));
            }
            return;
        }
        Class<?> other = BY_NAME.putIfAbsent(Op.nameOf(type), type);
        if (other != null) {
            throw new IllegalStateException(type + " and " + other + " have one name");
        }
    }

    static Optional<Class<? extends Op>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static Collection<Class<? extends Op>> all() {
        return BY_NAME.values();
    }
}
