package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.List;

/// Builds the gradient by weights: a phase in which each part of the batch gives a gradient of its
/// own, then one that adds these up in the order of the parts and brings the sum into the plain
/// layout.
final class ConvolutionBackwardWeights {
    private final Program program;
    private final Convolution.Spec spec;
    private final ConvolutionShape shape;
    private final MemoryDesc bias;
    private final List<Reorder.Place> weightParts = new ArrayList<>();
    private final List<Reorder.Place> biasParts = new ArrayList<>();

    ConvolutionBackwardWeights(Program program, Convolution.Spec spec, Bias biased) {
        this.program = program;
        this.spec = spec;
        this.shape = new ConvolutionShape(program.owner(), spec);
        this.bias = biased == Bias.PRESENT ? shape.bias() : MemoryDesc.NONE;
    }

    void build() {
        List<Block> parts = ConvolutionSlicing.parts(spec);
        long size = parts.getFirst().size();
        PrimitiveDesc first = shape.backwardWeights(size, shape.anyWeights(), bias);
        MemoryDesc layout = first.layout(Query.DIFF_WEIGHTS);
        var primitives = new Primitives(program, n -> shape.backwardWeights(n, layout, bias));
        primitives.use(size, first);
        var tasks = new ArrayList<Program.Task>();
        for (Block part : parts) {
            tasks.add(primitives.task(part.size(), arguments(part, layout)));
        }
        program.phase(tasks);
        combine();
    }

    private List<Call.Operand> arguments(Block part, MemoryDesc layout) {
        var arguments = new ArrayList<Call.Operand>();
        arguments.add(
                new Call.Operand(
                        Argument.SOURCE,
                        shape.source(part.size()),
                        program.slot("source"),
                        part.start() * spec.sourceBytes()));
        arguments.add(
                new Call.Operand(
                        Argument.DIFF_DESTINATION,
                        shape.destination(part.size()),
                        program.slot("diffDestination"),
                        part.start() * spec.destinationBytes()));
        weightParts.add(inScratch(layout));
        arguments.add(weightParts.getLast().as(Argument.DIFF_WEIGHTS));
        if (bias.isPresent()) {
            biasParts.add(inScratch(bias));
            arguments.add(biasParts.getLast().as(Argument.DIFF_BIAS));
        }
        return arguments;
    }

    private Reorder.Place inScratch(MemoryDesc layout) {
        return new Reorder.Place(layout, program.slot("scratch"), program.reserve(layout.bytes()));
    }

    private void combine() {
        var reorder = new Reorder(program);
        var weights = new Reorder.Place(shape.plainWeights(), program.slot("diffWeights"), 0);
        var tasks =
                new ArrayList<>(
                        reorder.sumByIndex(
                                weightParts, weights, shape.weightSizes(), shape.kernelAxis()));
        if (bias.isPresent()) {
            var target = new Reorder.Place(bias, program.slot("diffBias"), 0);
            tasks.add(reorder.sum(biasParts, target));
        }
        program.phase(tasks);
    }
}
