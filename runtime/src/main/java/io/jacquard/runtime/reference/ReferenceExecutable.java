package io.jacquard.runtime.reference;

import io.jacquard.ir.Function;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.interpret.Interpreter;
import io.jacquard.ir.interpret.Observer;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.CompileOptions.Alias;
import io.jacquard.runtime.CompileReport;
import io.jacquard.runtime.Executable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// A function that is interpreted at each run.
final class ReferenceExecutable implements Executable {
    private final ReferenceDevice device;
    private final Function function;
    private final CompileOptions options;
    private final AtomicBoolean closed = new AtomicBoolean();

    ReferenceExecutable(ReferenceDevice device, Function function, CompileOptions options) {
        this.device = device;
        this.function = function;
        this.options = options;
        for (Alias alias : options.aliases()) {
            TensorType from = function.parameters().get(alias.parameter()).type();
            TensorType to = function.resultTypes().get(alias.result());
            if (!from.equals(to)) {
                throw new IllegalArgumentException(
                        "%s joins parameter %s with result %s; expected equal types"
                                .formatted(alias, from, to));
            }
        }
    }

    @Override
    public void run(List<Buffer> arguments, List<Buffer> results) {
        device.checkOpen();
        if (closed.get()) {
            throw new IllegalStateException("the executable of " + function.name() + " is closed");
        }
        List<TensorType> parameters = function.parameters().stream().map(Value::type).toList();
        List<ReferenceBuffer> in = checked("argument", arguments, parameters);
        List<ReferenceBuffer> out = checked("result", results, function.resultTypes());
        checkAliases(in, out);
        List<Literal> literals = in.stream().map(ReferenceBuffer::contents).toList();
        List<Literal> computed = Interpreter.run(function, literals, new Taps(options));
        for (int i = 0; i < out.size(); i++) {
            out.get(i).write(computed.get(i).segment());
        }
    }

    /// Hands on what the taps show.
    private record Taps(CompileOptions options) implements Observer {
        @Override
        public boolean observes(Instruction instruction) {
            return instruction.op() instanceof Marker.Tap;
        }

        @Override
        public void computed(Instruction instruction, List<Literal> results) {
            if (instruction.op() instanceof Marker.Tap tap) {
                options.taps().accept(tap.label(), results.getFirst());
            }
        }
    }

    private List<ReferenceBuffer> checked(
            String what, List<Buffer> buffers, List<TensorType> types) {
        if (buffers.size() != types.size()) {
            throw new IllegalArgumentException(
                    "%s has %d %ss, %d buffers were given"
                            .formatted(function.name(), types.size(), what, buffers.size()));
        }
        List<ReferenceBuffer> own = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            if (!(buffers.get(i) instanceof ReferenceBuffer b) || !b.isOn(device)) {
                throw new IllegalArgumentException(
                        "%s %d of %s lies on another device; copy it to %s"
                                .formatted(what, i, function.name(), device.name()));
            }
            if (!b.type().equals(types.get(i))) {
                throw new IllegalArgumentException(
                        "%s %d of %s is %s, expected %s"
                                .formatted(what, i, function.name(), b.type(), types.get(i)));
            }
            own.add(b);
        }
        return own;
    }

    private void checkAliases(List<ReferenceBuffer> in, List<ReferenceBuffer> out) {
        for (Alias alias : options.aliases()) {
            if (in.get(alias.parameter()) != out.get(alias.result())) {
                throw new IllegalArgumentException(
                        "%s of %s: expected the same buffer at both places"
                                .formatted(alias, function.name()));
            }
        }
        for (int i = 0; i < out.size(); i++) {
            int argument = in.indexOf(out.get(i));
            boolean shared = argument >= 0 && !options.aliases().contains(new Alias(argument, i));
            if (shared || out.indexOf(out.get(i)) != i) {
                throw new IllegalArgumentException(
                        "result %d of %s shares its buffer with another place; give it its own"
                                .formatted(i, function.name()));
            }
        }
    }

    @Override
    public CompileReport report() {
        int count = function.instructions().size();
        return new CompileReport(
                device.name(),
                Duration.ZERO,
                count,
                Map.of("interpreter", count),
                0,
                0,
                List.of("all instructions run on the interpreter"),
                Map.of());
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
