package io.jacquard.data;

/// The examples of two sources of the same columns, one after the other.
record JoinedSource(Source first, Source second) implements Source {
    @Override
    public Schema schema() {
        return first.schema();
    }

    @Override
    public int size() {
        return Math.addExact(first.size(), second.size());
    }

    @Override
    public void read(int index, Row into) {
        if (index < first.size()) {
            first.read(index, into);
        } else {
            second.read(index - first.size(), into);
        }
    }
}
