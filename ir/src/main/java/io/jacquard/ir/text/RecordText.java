package io.jacquard.ir.text;

import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// Attributes as text: the components of records in their order.
final class RecordText {
    private RecordText() {}

    /// For example `{strides = [1, 1], padding = [0, 0]}`; empty for a record without components.
    static String print(Record record) {
        List<String> parts = new ArrayList<>();
        for (RecordComponent c : record.getClass().getRecordComponents()) {
            parts.add(Names.attribute(c.getName()) + " = " + value(read(record, c)));
        }
        return parts.isEmpty() ? "" : "{" + String.join(", ", parts) + "}";
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            return Objects.requireNonNull(component.getAccessor().invoke(record));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static String value(Object value) {
        return switch (value) {
            case IntList v -> v.toString();
            case Shape v -> v.toString();
            case TensorType v -> v.toString();
            case DType v -> v.text();
            case Literal v -> LiteralText.print(v);
            case Function v -> Printer.print(v).strip().replace("\n", "\n    ");
            case String v -> Names.quoted(v);
            case Integer v -> v.toString();
            case Long v -> v.toString();
            case Boolean v -> v.toString();
            case Double v -> LiteralText.number(v);
            case Enum<?> v -> v.name().toLowerCase(Locale.ROOT);
            case Record v -> print(v);
            case List<?> v ->
                    v.stream()
                            .map(e -> value(Objects.requireNonNull(e)))
                            .collect(Collectors.joining(", ", "[", "]"));
            default ->
                    throw new IllegalArgumentException(
                            "no text for an attribute of " + value.getClass());
        };
    }
}
