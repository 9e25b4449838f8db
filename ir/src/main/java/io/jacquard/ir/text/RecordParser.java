package io.jacquard.ir.text;

import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Shape;
import io.jacquard.ir.ShapeException;
import io.jacquard.ir.TensorType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads what {@link RecordText} prints.
final class RecordParser {
    private final Cursor in;
    private final int depth;

    /// Reads records of instructions of a function.
    ///
    /// @param depth how many functions that function stands in
    RecordParser(Cursor in, int depth) {
        this.in = in;
        this.depth = depth;
    }

    <T> T record(Class<T> type) {
        int start = in.position();
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        if (components.length > 0) {
            in.expect("{");
        }
        for (int i = 0; i < components.length; i++) {
            if (i > 0) {
                in.expect(",");
            }
            in.expect(Names.attribute(components[i].getName()));
            in.expect("=");
            values[i] = value(components[i].getGenericType());
        }
        if (components.length > 0) {
            in.expect("}");
        }
        return make(type, values, start);
    }

    private <T> T make(Class<T> type, Object[] values, int start) {
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw in.failure("attributes that fit", "" + e.getCause(), start);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return list(list.getActualTypeArguments()[0]);
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("no text for an attribute of " + type);
        }
        if (plain == IntList.class) {
            return ints();
        } else if (plain == Shape.class) {
            return shape();
        } else if (plain == TensorType.class) {
            return type();
        } else if (plain == DType.class) {
            return dtype();
        } else if (plain == Function.class) {
            return Parser.nested(in, depth + 1);
        } else if (plain == Literal.class) {
            return LiteralText.parse(in, type());
        } else if (plain == String.class) {
            return in.quoted();
        } else if (plain.isEnum()) {
            return constant(plain);
        } else if (plain.isRecord()) {
            return record(plain);
        }
        return primitive(plain);
    }

    private Object primitive(Class<?> type) {
        if (type == int.class) {
            return integer();
        } else if (type == long.class) {
            return LiteralText.integer(in, "an integer");
        } else if (type == boolean.class) {
            return LiteralText.truth(in);
        } else if (type == double.class) {
            return LiteralText.real(in);
        }
        throw new IllegalArgumentException("no text for an attribute of " + type);
    }

    private List<Object> list(Type element) {
        List<Object> values = new ArrayList<>();
        in.expect("[");
        while (!in.accept("]")) {
            if (!values.isEmpty()) {
                in.expect(",");
            }
            values.add(value(element));
        }
        return values;
    }

    private int integer() {
        int start = in.position();
        long value = LiteralText.integer(in, "an integer");
        if (value != (int) value) {
            throw in.failure("an integer of 32 bits", start);
        }
        return (int) value;
    }

    private IntList ints() {
        List<Integer> values = new ArrayList<>();
        in.expect("[");
        while (!in.accept("]")) {
            if (!values.isEmpty()) {
                in.expect(",");
            }
            values.add(integer());
        }
        return IntList.of(values.stream().mapToInt(Integer::intValue).toArray());
    }

    Shape shape() {
        int start = in.position();
        IntList sizes = ints();
        try {
            return Shape.of(sizes.toArray());
        } catch (ShapeException e) {
            throw in.failure("a shape of at most 2^31 - 1 elements", start);
        }
    }

    TensorType type() {
        DType dtype = dtype();
        return new TensorType(dtype, shape());
    }

    private DType dtype() {
        int start = in.position();
        String word = in.word("a dtype");
        try {
            return DType.parse(word);
        } catch (IllegalArgumentException e) {
            throw in.failure("a dtype", start);
        }
    }

    private Object constant(Class<?> type) {
        int start = in.position();
        Object[] constants = type.getEnumConstants();
        String word = in.word("one of " + names(constants));
        for (Object c : constants) {
            if (lower(c).equals(word)) {
                return c;
            }
        }
        throw in.failure("one of " + names(constants), start);
    }

    private static List<String> names(Object[] constants) {
        return Arrays.stream(constants).map(RecordParser::lower).toList();
    }

    private static String lower(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }
}
