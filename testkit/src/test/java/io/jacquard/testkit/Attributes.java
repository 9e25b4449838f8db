package io.jacquard.testkit;

import io.jacquard.ir.Builder;
import io.jacquard.ir.Creation;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Op;
import io.jacquard.ir.Shape;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.testkit.Mutant.Change;
import io.jacquard.testkit.Mutant.Mistake;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Operations with one attribute changed, found through the components of their records.
final class Attributes {
    private Attributes() {}

    static List<Change<Op>> changes(Op op) {
        return record((Record) op).stream()
                .map(c -> new Change<>((Op) c.value(), c.mistake()))
                .toList();
    }

    private static List<Change<Record>> record(Record record) {
        List<Change<Record>> all = new ArrayList<>();
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(record, components[i]);
        }
        for (int i = 0; i < values.length; i++) {
            for (Change<?> c : value(values[i])) {
                Object[] changed = values.clone();
                changed[i] = c.value();
                all.add(new Change<>(make(record.getClass(), changed), c.mistake()));
            }
        }
        return all;
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static Record make(Class<? extends Record> type, Object... values) {
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " of " + Arrays.toString(values), e);
        }
    }

    private static List<? extends Change<?>> value(Object value) {
        return switch (value) {
            case Integer v -> Mutant.integers(v).stream().map(Change::shape).toList();
            case IntList v -> Mutant.lists(v).stream().map(Change::shape).toList();
            case Shape v -> shapes(v);
            case TensorType v -> Types.changes(v);
            case Literal v -> literals(v);
            case DType v -> others(v, DType.values(), Mistake.DTYPE);
            case Enum<?> v -> others(v, v.getDeclaringClass().getEnumConstants(), Mistake.CHOICE);
            case Boolean v -> List.of(new Change<>(!v, Mistake.CHOICE));
            case Double _ -> numbers();
            case String _ -> List.of(new Change<>("", Mistake.CHOICE));
            case Function v -> functions(v);
            case List<?> v -> lists(v);
            case Record v -> record(v);
            default -> throw new AssertionError("no change of " + value.getClass());
        };
    }

    private static List<Change<Shape>> shapes(Shape shape) {
        List<Change<Shape>> all = new ArrayList<>();
        Types.shapes(shape).forEach(s -> all.add(Change.shape(s)));
        Types.large(shape).forEach(s -> all.add(Change.shape(s)));
        return all;
    }

    private static List<Change<Literal>> literals(Literal value) {
        return Types.shapes(value.type().shape()).stream()
                .map(s -> Change.shape(Literal.zeros(value.type().with(s))))
                .toList();
    }

    private static List<Change<Object>> others(Object value, Object[] all, Mistake mistake) {
        return Arrays.stream(all)
                .filter(v -> v != value)
                .map(v -> new Change<>(v, mistake))
                .toList();
    }

    private static List<Change<Double>> numbers() {
        return List.of(-1.0, 0.0, 1.0, 2.0, Double.NaN, Double.POSITIVE_INFINITY).stream()
                .map(v -> new Change<>(v, Mistake.CHOICE))
                .toList();
    }

    private static List<Change<List<?>>> lists(List<?> values) {
        List<Change<List<?>>> all = new ArrayList<>();
        all.add(Change.shape(List.of()));
        for (int i = 0; i < values.size(); i++) {
            List<Object> shorter = new ArrayList<>(values);
            shorter.remove(i);
            all.add(Change.shape(shorter));
            for (Change<?> c : value(values.get(i))) {
                List<Object> changed = new ArrayList<>(values);
                changed.set(i, c.value());
                all.add(new Change<>(changed, c.mistake()));
            }
        }
        return all;
    }

    // Functions of other types, which give zeros whatever they are given.
    private static List<Change<Function>> functions(Function f) {
        List<Change<Function>> all = new ArrayList<>();
        List<TensorType> taken = f.parameters().stream().map(Value::type).toList();
        for (Change<List<TensorType>> c : signatures(taken)) {
            all.add(new Change<>(zeros(c.value(), f.resultTypes()), c.mistake()));
        }
        for (Change<List<TensorType>> c : signatures(f.resultTypes())) {
            all.add(new Change<>(zeros(taken, c.value()), c.mistake()));
        }
        return all;
    }

    private static List<Change<List<TensorType>>> signatures(List<TensorType> types) {
        List<Change<List<TensorType>>> all = new ArrayList<>();
        List<TensorType> longer = new ArrayList<>(types);
        longer.add(Types.ANY);
        all.add(Change.shape(longer));
        for (int i = 0; i < types.size(); i++) {
            List<TensorType> shorter = new ArrayList<>(types);
            shorter.remove(i);
            all.add(Change.shape(shorter));
            for (Change<TensorType> c : Types.changes(types.get(i))) {
                if (c.value().shape().elements() < 1000) {
                    List<TensorType> changed = new ArrayList<>(types);
                    changed.set(i, c.value());
                    all.add(new Change<>(changed, c.mistake()));
                }
            }
        }
        return all;
    }

    private static Function zeros(List<TensorType> parameters, List<TensorType> results) {
        Builder b = new Builder("zeros");
        parameters.forEach(t -> b.parameter("x", t));
        return b.build(
                results.stream().map(t -> b.add(new Creation.Constant(Literal.zeros(t)))).toList());
    }
}
