package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;

/// Builds the forward convolution: each slice of the batch is a task.
///
/// oneDNN's best kernels on x86 take the plain layout of the weights as it is, but with many output
/// channels it costs them up to half their speed. There, and where they do not take it, a first
/// phase brings the weights into the layout that is wanted.
final class ConvolutionForward {
    private static final String BEST = "brg";
    private static final int MANY_OUTPUTS = 128;

    private final Program program;
    private final Convolution.Spec spec;
    private final Bias biased;
    private final List<PostOp> postOps;
    private final ConvolutionShape shape;
    private final MemoryDesc bias;
    private final MemoryDesc row;

    ConvolutionForward(Program program, Convolution.Spec spec, Bias biased, List<PostOp> postOps) {
        this.program = program;
        this.spec = spec;
        this.biased = biased;
        this.postOps = List.copyOf(postOps);
        this.shape = new ConvolutionShape(program.owner(), spec);
        this.bias = biased == Bias.PRESENT ? shape.bias() : MemoryDesc.NONE;
        this.row = shape.row();
    }

    void build() {
        List<Block> slices = ConvolutionSlicing.slices(spec);
        long size = slices.getFirst().size();
        if (spec.channels().out() < MANY_OUTPUTS) {
            MemoryDesc plain = shape.plainWeights();
            PrimitiveDesc first = primitive(size, plain);
            if (first.implementation().startsWith(BEST)) {
                compute(slices, first, new Reorder.Place(plain, program.slot("weights"), 0));
                return;
            }
        }
        PrimitiveDesc first = primitive(size, shape.anyWeights());
        compute(slices, first, new WeightLayout(program, shape).into(first.layout(Query.WEIGHTS)));
    }

    private PrimitiveDesc primitive(long batch, MemoryDesc weights) {
        List<MemoryDesc> operands = PostOps.layouts(postOps, shape.destination(batch), row);
        long attributes = Attributes.create(program.owner(), postOps, operands);
        return shape.forward(batch, weights, bias, attributes);
    }

    private void compute(List<Block> slices, PrimitiveDesc first, Reorder.Place weights) {
        var primitives = new Primitives(program, n -> primitive(n, weights.layout()));
        primitives.use(slices.getFirst().size(), first);
        var tasks = new ArrayList<Program.Task>();
        for (Block slice : slices) {
            tasks.add(primitives.task(slice.size(), arguments(slice, weights)));
        }
        program.phase(tasks);
    }

    private List<Call.Operand> arguments(Block slice, Reorder.Place weights) {
        var arguments = new ArrayList<Call.Operand>();
        arguments.add(
                new Call.Operand(
                        Argument.SOURCE,
                        shape.source(slice.size()),
                        program.slot("source"),
                        slice.start() * spec.sourceBytes()));
        arguments.add(weights.as(Argument.WEIGHTS));
        var full =
                new Call.Operand(
                        Argument.DESTINATION,
                        shape.destination(slice.size()),
                        program.slot("destination"),
                        slice.start() * spec.destinationBytes());
        arguments.add(full);
        if (biased == Bias.PRESENT) {
            arguments.add(new Call.Operand(Argument.BIAS, bias, program.slot("bias"), 0));
        }
        arguments.addAll(
                PostOps.arguments(
                        program, postOps, full, new Call.Operand(Argument.BIAS, row, 0, 0)));
        return arguments;
    }
}
