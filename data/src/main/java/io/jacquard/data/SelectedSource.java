package io.jacquard.data;

import java.util.List;

/// Some examples of a pipeline, each as the first epoch gives it.
final class SelectedSource implements Source {
    private final Pipeline pipeline;
    private final int[] selection;

    SelectedSource(Pipeline pipeline, int[] selection) {
        this.pipeline = pipeline;
        this.selection = selection;
    }

    @Override
    public Schema schema() {
        return pipeline.schema();
    }

    @Override
    public int size() {
        return selection.length;
    }

    @Override
    public void read(int index, Row into) {
        List<Row> scratch = pipeline.scratch();
        pipeline.read(selection[index], 0, scratch, into);
    }
}
