package io.jacquard.cpu.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builds the gradient by weights: a phase in which each part of the batch gives a gradient of its
/// own for each block of output channels, then one that adds these up in the order of the parts and
/// brings the sums into the plain layout.
///
/// oneDNN is slow where it has to step over channels, so a task that computes some of them first
/// copies these.
final class ConvolutionBackwardWeights {
    private static final int CHANNEL_AXIS = 1;

    private final Program program;
    private final Convolution.Spec spec;
    private final ConvolutionShape whole;
    private final boolean biased;
    private final Map<Long, Outputs> outputs = new HashMap<>();
    private final List<Program.Task> tasks = new ArrayList<>();
    private final List<Program.Task> sums = new ArrayList<>();

    ConvolutionBackwardWeights(Program program, Convolution.Spec spec, Bias biased) {
        this.program = program;
        this.spec = spec;
        this.whole = new ConvolutionShape(program.owner(), spec);
        this.biased = biased == Bias.PRESENT;
    }

    void build() {
        List<Block> blocks =
                biased
                        ? List.of(new Block(0, spec.channels().out()))
                        : ConvolutionSlicing.channels(spec);
        List<Block> parts = ConvolutionSlicing.parts(spec, blocks.size());
        for (Block channels : blocks) {
            outputs.computeIfAbsent(channels.size(), n -> new Outputs(n, parts.getFirst().size()))
                    .add(channels, parts);
        }
        program.phase(tasks);
        program.phase(sums);
    }

    /// What computes the gradient for a number of output channels.
    private final class Outputs {
        private final boolean all;
        private final ConvolutionShape shape;
        private final MemoryDesc bias;
        private final MemoryDesc layout;
        private final Primitives primitives;

        Outputs(long count, long batch) {
            this.all = count == spec.channels().out();
            this.shape =
                    all ? whole : new ConvolutionShape(program.owner(), spec.withOutputs(count));
            this.bias = biased ? shape.bias() : MemoryDesc.NONE;
            PrimitiveDesc first = shape.backwardWeights(batch, shape.anyWeights(), bias);
            this.layout = first.layout(Query.DIFF_WEIGHTS);
            this.primitives = new Primitives(program, n -> shape.backwardWeights(n, layout, bias));
            primitives.use(batch, first);
        }

        void add(Block channels, List<Block> parts) {
            List<Reorder.Place> weights = new ArrayList<>();
            List<Reorder.Place> biases = new ArrayList<>();
            for (Block part : parts) {
                Reorder.Place gradient = gradient(part);
                List<Call> calls = new ArrayList<>();
                if (!all) {
                    Reorder.Place some = some(gradient, part, channels);
                    gradient = inScratch(shape.destination(part.size()));
                    calls.addAll(new Reorder(program).sum(List.of(some), gradient).calls());
                }
                weights.add(inScratch(layout));
                List<Call.Operand> arguments = new ArrayList<>();
                arguments.add(source(part).as(Argument.SOURCE));
                arguments.add(gradient.as(Argument.DIFF_DESTINATION));
                arguments.add(weights.getLast().as(Argument.DIFF_WEIGHTS));
                if (biased) {
                    biases.add(inScratch(bias));
                    arguments.add(biases.getLast().as(Argument.DIFF_BIAS));
                }
                calls.addAll(primitives.task(part.size(), arguments).calls());
                tasks.add(new Program.Task(calls));
            }
            sum(channels, weights, biases);
        }

        private void sum(Block channels, List<Reorder.Place> weights, List<Reorder.Place> biases) {
            var reorder = new Reorder(program);
            MemoryDesc plain = whole.plainWeights();
            if (!all) {
                long[] offsets = new long[whole.weightSizes().length];
                offsets[0] = channels.start();
                plain = plain.part(program.owner(), shape.weightSizes(), offsets);
            }
            var to = new Reorder.Place(plain, program.slot("diffWeights"), 0);
            sums.addAll(reorder.sumByIndex(weights, to, shape.weightSizes(), shape.kernelAxis()));
            if (biased) {
                var target = new Reorder.Place(bias, program.slot("diffBias"), 0);
                sums.add(reorder.sum(biases, target));
            }
        }

        private Reorder.Place some(Reorder.Place gradient, Block part, Block channels) {
            long[] sizes =
                    Spatial.sizes(part.size(), channels.size(), spec.windows(), Window::output);
            long[] offsets = new long[sizes.length];
            offsets[CHANNEL_AXIS] = channels.start();
            MemoryDesc layout = gradient.layout().part(program.owner(), sizes, offsets);
            return new Reorder.Place(layout, gradient.slot(), gradient.offset());
        }
    }

    private Reorder.Place source(Block part) {
        return new Reorder.Place(
                whole.source(part.size()),
                program.slot("source"),
                part.start() * spec.sourceBytes());
    }

    private Reorder.Place gradient(Block part) {
        return new Reorder.Place(
                whole.destination(part.size()),
                program.slot("diffDestination"),
                part.start() * spec.destinationBytes());
    }

    private Reorder.Place inScratch(MemoryDesc layout) {
        return new Reorder.Place(layout, program.slot("scratch"), program.reserve(layout.bytes()));
    }
}
