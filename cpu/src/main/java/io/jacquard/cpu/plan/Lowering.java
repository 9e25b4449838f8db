package io.jacquard.cpu.plan;

import io.jacquard.cpu.kernel.KernelCache;
import io.jacquard.cpu.kernel.ReduceOp;
import io.jacquard.ir.Attention;
import io.jacquard.ir.AttentionGradient;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Composite;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Elementwise;
import io.jacquard.ir.Function;
import io.jacquard.ir.Indexing;
import io.jacquard.ir.Instruction;
import io.jacquard.ir.IntList;
import io.jacquard.ir.Literal;
import io.jacquard.ir.Marker;
import io.jacquard.ir.Op;
import io.jacquard.ir.Reduction;
import io.jacquard.ir.Shaping;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.Windowed;
import io.jacquard.ir.interpret.Interpreter;
import io.jacquard.runtime.CompileOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Makes the items that run from the units of a plan.
final class Lowering {
    private final KernelCache kernels;
    private final ProductItems products;
    private final BiConsumer<String, Literal> taps;
    private final Checks checks;
    private final Stopwatch watch;
    private final List<Item> items = new ArrayList<>();
    private final List<Supplier<Work>> works = new ArrayList<>();
    private final Map<String, String> interpreted = new LinkedHashMap<>();

    Lowering(
            KernelCache kernels,
            ProductItems products,
            BiConsumer<String, Literal> taps,
            Checks checks,
            Stopwatch watch) {
        this.kernels = kernels;
        this.products = products;
        this.taps = taps;
        this.checks = checks;
        this.watch = watch;
    }

    List<Item> items() {
        return items;
    }

    /// What each item computes.
    List<Supplier<Work>> works() {
        return List.copyOf(works);
    }

    Map<String, String> interpreted() {
        return Collections.unmodifiableMap(interpreted);
    }

    void lower(Unit unit) {
        switch (unit) {
            case Unit.Fused f -> f.groups().forEach(this::fused);
            case Unit.Copy c -> {
                copy(c.from(), c.to());
                describe(() -> Work.copy(c.from()));
            }
            case Unit.Product p -> {
                items.add(watch.time("primitives", () -> products.take(p)));
                describe(() -> Work.of(p));
            }
            case Unit.Single s -> single(s);
        }
    }

    private void fused(Group group) {
        if (!group.isIdle()) {
            kernel(watch.time("kernels", group::kernel));
            describe(() -> Work.of(group));
        }
    }

    // Of several items of one unit each says the same. Made only when somebody asks.
    private void describe(Supplier<Work> work) {
        while (works.size() < items.size()) {
            works.add(work);
        }
    }

    private void kernel(GroupKernel plan) {
        items.add(watch.time("kernels", () -> new KernelItem(kernels.kernel(plan.spec()), plan)));
    }

    private void single(Unit.Single s) {
        lowered(s);
        describe(() -> Work.of(s));
    }

    private void lowered(Unit.Single s) {
        Op op = s.instruction().op();
        switch (op) {
            case Shaping.Pad pad -> pad(pad, s);
            case Shaping.Concatenate c -> concatenate(c.dimension(), s);
            case Marker.Tap tap ->
                    items.add(
                            new JavaItem(
                                    "java",
                                    s.operands(),
                                    x -> taps.accept(tap.label(), copied(x))));
            case Elementwise.BitcastConvert _ -> reread(s);
            case Reduction.ArgMax a ->
                    items.add(AlongAxes.indices(ReduceOp.MAXIMUM, a.dimension(), x(s), y(s)));
            case Reduction.ArgMin a ->
                    items.add(AlongAxes.indices(ReduceOp.MINIMUM, a.dimension(), x(s), y(s)));
            case Reduction.Cumulative c -> items.add(AlongAxes.of(c, x(s), y(s)));
            case Indexing _ -> items.add(IndexedItem.of(s));
            case Composite.Pool c when Pools.isSupported(c, s.operands().getFirst().type()) ->
                    items.add(
                            watch.time(
                                    "primitives", () -> Pools.of(c, s.operands(), y(s), kernels)));
            case Attention _ ->
                    items.add(watch.time("primitives", () -> new AttentionItem(s, kernels)));
            case AttentionGradient _ ->
                    items.add(
                            watch.time("primitives", () -> new AttentionGradientItem(s, kernels)));
            case Windowed w -> items.add(Sliding.of(w, s));
            case Control c -> control(c, s);
            default -> interpreted(s);
        }
    }

    private static Place x(Unit.Single s) {
        return s.operands().getFirst();
    }

    private static Place y(Unit.Single s) {
        return s.results().getFirst();
    }

    private void control(Control op, Unit.Single s) {
        CompileOptions options = CompileOptions.standard().withTaps(taps);
        IntList inPlace = IntList.of(InPlace.operands(op).toArray());
        Handed handed = Handed.of(op);
        List<CompileOptions.Alias> aliases =
                inPlace.stream()
                        .mapToObj(i -> new CompileOptions.Alias(i, handed.position(i)))
                        .toList();
        List<Routine> routines = new ArrayList<>();
        for (Function f : called(op)) {
            boolean reads = op instanceof Control.While w && f == w.condition();
            Routine made =
                    Routine.of(
                            handed.body(f),
                            reads ? options : options.withAliases(aliases),
                            kernels,
                            checks);
            routines.add(made);
            made.plan().interpreted().forEach(interpreted::putIfAbsent);
        }
        List<Place> places = new ArrayList<>(s.operands());
        places.addAll(s.results());
        items.add(new ControlItem(op, places, s.operands().size(), routines, new Blocks(checks)));
    }

    private static List<Function> called(Control op) {
        return op instanceof Control.CustomGradient c ? List.of(c.forward()) : op.functions();
    }

    private void copy(Place from, Place to) {
        if ((from.isDense() || from.isScalar()) && to.isDense()) {
            kernel(GroupKernel.copy(from, to));
        } else if (from.shape().elements() > 0) {
            items.add(new CopyItem(from, to));
        }
    }

    private static Literal copied(List<Literal> operands) {
        Literal from = operands.getFirst();
        Literal to = Literal.zeros(from.type());
        to.segment().copyFrom(from.segment());
        return to;
    }

    private void pad(Shaping.Pad pad, Unit.Single s) {
        Place x = s.operands().getFirst();
        Place out = s.results().getFirst();
        Place value = s.operands().getLast();
        kernel(GroupKernel.copy(value.broadcast(out.shape(), IntList.of()), out));
        Padding p = Padding.of(pad, x.shape(), out.shape());
        copy(
                x.slice(p.from(), IntList.repeat(1, x.type().rank()), p.shape()),
                out.slice(p.to(), p.steps(), p.shape()));
    }

    private void concatenate(int axis, Unit.Single s) {
        List<Place> parts = Joined.parts(axis, s);
        for (int i = 0; i < parts.size(); i++) {
            Place x = s.operands().get(i);
            if (x.shape().elements() > 0 && x.slot().elsewhere().isEmpty()) {
                kernel(GroupKernel.copy(x, parts.get(i)));
            }
        }
    }

    private void reread(Unit.Single s) {
        Place from = s.operands().getFirst();
        Place to = s.results().getFirst();
        if (from.shape().elements() > 0) {
            items.add(new CopyItem(asBytes(from), asBytes(to)));
        }
    }

    private static Place asBytes(Place p) {
        TensorType bytes = TensorType.of(DType.U8, (int) p.type().bytes());
        return new Place(p.slot(), (int) p.byteOffset(), bytes, IntList.of(1));
    }

    /// An operation this backend has no code for runs on the interpreter, and the report says so.
    private void interpreted(Unit.Single s) {
        Instruction i = s.instruction();
        interpreted.putIfAbsent(i.op().name(), "%s at %s".formatted(i, i.site()));
        Builder b = new Builder(i.op().name());
        List<Value> parameters = new ArrayList<>();
        i.operandTypes().forEach(t -> parameters.add(b.parameter("x", t)));
        Function f = b.build(b.append(i.op(), parameters).results());
        int inputs = s.operands().size();
        List<Place> all = new ArrayList<>(s.operands());
        all.addAll(s.results());
        items.add(
                new JavaItem(
                        "interpreter",
                        all,
                        m -> {
                            List<Literal> out = Interpreter.run(f, m.subList(0, inputs));
                            for (int r = 0; r < out.size(); r++) {
                                m.get(inputs + r).segment().copyFrom(out.get(r).segment());
                            }
                        }));
    }
}
