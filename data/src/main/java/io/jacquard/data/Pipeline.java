package io.jacquard.data;

import io.jacquard.ir.Literal;
import io.jacquard.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A source and the transforms that each of its examples goes through.
record Pipeline(Source source, List<Step> steps) {
    /// A transform with the seed of its random numbers and the columns it makes.
    record Step(Transform transform, Seed seed, Schema out) {
        Draw draw(int position, int epoch, int example) {
            return Draw.of(seed.fold(position).fold(epoch).fold(example));
        }
    }

    Pipeline {
        steps = List.copyOf(steps);
    }

    Schema schema() {
        return steps.isEmpty() ? source.schema() : steps.getLast().out();
    }

    /// A column that lies in memory and that no transform changes.
    Optional<Literal> held(String column) {
        boolean changed = steps.stream().anyMatch(s -> s.transform().changes(column));
        return changed ? Optional.empty() : source.held(source.schema().index(column));
    }

    Pipeline with(Transform transform, Seed seed) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(transform, seed, transform.schema(schema())));
        return new Pipeline(source, more);
    }

    /// Rows between the source and the last step, to be used by one thread.
    List<Row> scratch() {
        List<Row> rows = new ArrayList<>();
        if (!steps.isEmpty()) {
            rows.add(scratch(source.schema()));
            steps.subList(0, steps.size() - 1).forEach(s -> rows.add(scratch(s.out())));
        }
        return rows;
    }

    private static Row scratch(Schema schema) {
        List<Literal> arrays =
                schema.columns().stream().map(c -> Literal.zeros(c.batched(1))).toList();
        return new Row(schema, arrays);
    }

    /// Writes the examples of those indices into the rows of a batch.
    ///
    /// @param scratch what {@link #scratch()} gave
    void fill(int[] indices, Batch batch, List<Row> scratch) {
        Row into = new Row(schema(), batch.arrays());
        for (int i = 0; i < indices.length; i++) {
            read(indices[i], batch.epoch(), scratch, into.at(i));
        }
    }

    /// Writes one example.
    void read(int example, int epoch, List<Row> scratch, Row into) {
        if (steps.isEmpty()) {
            source.read(example, into);
        } else {
            source.read(example, scratch.getFirst());
            transform(example, epoch, scratch, into);
        }
    }

    private void transform(int example, int epoch, List<Row> scratch, Row into) {
        int last = steps.size() - 1;
        for (int s = 0; s <= last; s++) {
            Step step = steps.get(s);
            Row out = s == last ? into : scratch.get(s + 1);
            step.transform().apply(scratch.get(s), out, step.draw(s, epoch, example));
        }
    }
}
