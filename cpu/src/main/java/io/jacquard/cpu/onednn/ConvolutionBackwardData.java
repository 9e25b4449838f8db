package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;

/// Builds the gradient by data: a phase that brings the weights into oneDNN's layout, then one with
/// a task for each slice of the batch.
final class ConvolutionBackwardData {
    private final Program program;
    private final Convolution.Spec spec;
    private final ConvolutionShape shape;

    ConvolutionBackwardData(Program program, Convolution.Spec spec) {
        this.program = program;
        this.spec = spec;
        this.shape = new ConvolutionShape(program.owner(), spec);
    }

    void build() {
        List<Block> slices = ConvolutionSlicing.slices(spec);
        long size = slices.getFirst().size();
        PrimitiveDesc first = shape.backwardData(size, shape.anyWeights());
        Reorder.Place weights = new WeightLayout(program, shape).into(first.layout(Query.WEIGHTS));
        var primitives = new Primitives(program, n -> shape.backwardData(n, weights.layout()));
        primitives.use(size, first);
        var tasks = new ArrayList<Program.Task>();
        for (Block slice : slices) {
            tasks.add(primitives.task(slice.size(), arguments(slice, weights)));
        }
        program.phase(tasks);
    }

    private List<Call.Operand> arguments(Block slice, Reorder.Place weights) {
        return List.of(
                new Call.Operand(
                        Argument.DIFF_DESTINATION,
                        shape.destination(slice.size()),
                        program.slot("diffDestination"),
                        slice.start() * spec.destinationBytes()),
                weights.as(Argument.WEIGHTS),
                new Call.Operand(
                        Argument.DIFF_SOURCE,
                        shape.source(slice.size()),
                        program.slot("diffSource"),
                        slice.start() * spec.sourceBytes()));
    }
}
