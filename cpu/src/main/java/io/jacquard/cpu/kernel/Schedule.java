package io.jacquard.cpu.kernel;

import io.jacquard.ir.DType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Where and when each instruction of a program is computed.
///
/// A value lives once for the call, once for each step of the outer loop, or once for each element.
/// The inner loop runs in passes: pass `p` computes the reductions whose operands need `p` earlier
/// reductions, one after the other; the last pass also writes the elements.
final class Schedule {
    enum Domain {
        CALL,
        OUTER,
        INNER
    }

    /// A value that one pass writes to an output's place and the next reads back, instead of
    /// computing it again.
    record Kept(int value, int store) {}

    /// Instructions that must be saved for a value to be written and read again.
    private static final int WORTH_KEEPING = 8;

    private final Program program;
    private final Domain[] domains;
    private final int[] levels;
    private final BitSet live = new BitSet();
    private final List<Integer> outerStores = new ArrayList<>();
    private final List<Integer> innerStores = new ArrayList<>();
    private final Optional<Kept> kept;
    private int passes;

    Schedule(Program program) {
        this.program = program;
        int size = program.instrs().size();
        this.domains = new Domain[size];
        this.levels = new int[size];
        for (int i = 0; i < size; i++) {
            place(i, program.at(i));
        }
        for (int s = 0; s < program.stores().size(); s++) {
            placeStore(s, program.stores().get(s));
        }
        for (int i = size - 1; i >= 0; i--) {
            if (live.get(i)) {
                program.at(i).operands(live::set);
                passes = Math.max(passes, isReduction(i) ? levels[i] : 0);
            }
        }
        this.kept = findKept();
    }

    private void place(int i, Instr instr) {
        domains[i] = source(instr);
        instr.operands(o -> {
            levels[i] = Math.max(levels[i], levels[o]);
            if (instr.op() != Opcode.REDUCE && domains[o].compareTo(domains[i]) > 0) {
                domains[i] = domains[o];
            }
        });
        if (instr.op() == Opcode.REDUCE) {
            levels[i]++;
        }
    }

    private Domain source(Instr instr) {
        boolean columns = program.axis() == Axis.COLUMNS;
        return switch (instr.op()) {
            case LOAD ->
                    switch (program.inputs().get(instr.input()).access()) {
                        case UNIFORM -> Domain.CALL;
                        case ROW -> columns ? Domain.OUTER : Domain.INNER;
                        case COLUMN -> columns ? Domain.INNER : Domain.OUTER;
                        case ELEMENT, STRIDED -> Domain.INNER;
                    };
            case COLUMN -> columns ? Domain.INNER : Domain.OUTER;
            case ROW -> columns ? Domain.OUTER : Domain.INNER;
            case REDUCE -> Domain.OUTER;
            default -> Domain.CALL;
        };
    }

    private void placeStore(int s, Program.Store store) {
        live.set(store.value());
        if (store.access() == Access.ELEMENT || store.access() == Access.STRIDED) {
            innerStores.add(s);
            passes = Math.max(passes, levels[store.value()] + 1);
        } else {
            outerStores.add(s);
        }
    }

    /// Whether some store needs the instruction.
    boolean isLive(int i) {
        return live.get(i);
    }

    boolean isReduction(int i) {
        return program.at(i).op() == Opcode.REDUCE;
    }

    Domain domain(int i) {
        return domains[i];
    }

    /// Number of passes of the inner loop, counted from 1; 0 if nothing is done for each element.
    int passes() {
        return passes;
    }

    /// What is computed once for the call.
    List<Integer> call() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < domains.length; i++) {
            if (live.get(i) && domains[i] == Domain.CALL && program.at(i).op() != Opcode.CONSTANT) {
                all.add(i);
            }
        }
        return all;
    }

    /// What is computed in the outer loop after that pass (0: before the first); no reductions.
    List<Integer> outer(int pass) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < domains.length; i++) {
            boolean here = domains[i] == Domain.OUTER && levels[i] == pass;
            if (live.get(i) && here && !isReduction(i)) {
                all.add(i);
            }
        }
        return all;
    }

    /// The reductions of a pass.
    List<Integer> reductions(int pass) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < domains.length; i++) {
            if (live.get(i) && isReduction(i) && levels[i] == pass) {
                all.add(i);
            }
        }
        return all;
    }

    /// The stores of each element in a pass.
    List<Integer> innerStores(int pass) {
        return pass == passes ? innerStores : List.of();
    }

    /// The stores of each step of the outer loop, after the last pass.
    List<Integer> outerStores() {
        return outerStores;
    }

    /// What is computed for each element in a pass, but for what is read back from memory.
    List<Integer> inner(int pass) {
        boolean last = kept.isPresent() && pass == passes;
        return needed(pass, last ? kept.get().value() : Instr.NONE);
    }

    /// What a pass computes for each element if `given` is there already.
    private List<Integer> needed(int pass, int given) {
        BitSet wanted = new BitSet();
        reductions(pass).forEach(r -> wanted.set(program.at(r).a()));
        innerStores(pass).forEach(s -> wanted.set(program.stores().get(s).value()));
        List<Integer> all = new ArrayList<>();
        for (int i = domains.length - 1; i >= 0; i--) {
            if (wanted.get(i) && domains[i] == Domain.INNER && i != given) {
                all.addFirst(i);
                program.at(i).operands(wanted::set);
            }
        }
        return all;
    }

    /// What the pass before the last leaves in memory for the last.
    Optional<Kept> kept() {
        return kept;
    }

    /// Looks for an expensive value that the last two passes share, as softmax's exponentials,
    /// where the last pass needs no input beside it: an output may lie on an input, which is then
    /// gone.
    private Optional<Kept> findKept() {
        Optional<Integer> place =
                innerStores.stream()
                        .filter(s -> program.stores().get(s).dtype() == DType.F32)
                        .filter(s -> program.stores().get(s).access() == Access.ELEMENT)
                        .findFirst();
        if (program.axis() != Axis.COLUMNS || passes < 2 || place.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> before = needed(passes - 1, Instr.NONE);
        List<Integer> all = needed(passes, Instr.NONE);
        int best = Instr.NONE;
        int saved = WORTH_KEEPING;
        for (int value : before) {
            List<Integer> rest = needed(passes, value);
            boolean shared = all.contains(value) && program.at(value).kind() == Kind.F;
            boolean reads = rest.stream().anyMatch(i -> program.at(i).op() == Opcode.LOAD);
            if (shared && !reads && all.size() - rest.size() > saved) {
                best = value;
                saved = all.size() - rest.size();
            }
        }
        return best == Instr.NONE ? Optional.empty() : Optional.of(new Kept(best, place.get()));
    }

    /// Whether all that is computed for each element can be done in vectors of `lanes` 32-bit
    /// lanes; what is the same for all lanes may be of any kind.
    boolean hasVectorForm(int lanes) {
        for (int i = 0; i < domains.length; i++) {
            if (live.get(i) && isVector(i) && !hasVectorForm(program.at(i), lanes)) {
                return false;
            }
        }
        for (Program.Store s : program.stores()) {
            boolean scalar = program.axis() == Axis.COLUMNS && s.access() == Access.ROW;
            boolean fits =
                    s.access() != Access.STRIDED
                            && isNarrow(program.at(s.value()).kind())
                            && (s.dtype().bytes() > 1 || lanes >= 8);
            if (!scalar && !fits) {
                return false;
            }
        }
        return program.weight() <= KernelSpec.VECTOR_LIMIT;
    }

    private boolean isVector(int i) {
        boolean outer = program.axis() == Axis.ROWS && domains[i] == Domain.OUTER;
        return outer || domains[i] == Domain.INNER || isReduction(i);
    }

    private boolean hasVectorForm(Instr i, int lanes) {
        boolean[] narrow = {i.op() != Opcode.CALL && isNarrow(i.kind())};
        i.operands(o -> narrow[0] &= isNarrow(program.at(o).kind()));
        if (i.op() == Opcode.LOAD) {
            KernelSpec.Input in = program.inputs().get(i.input());
            boolean enough = in.dtype().bytes() > 1 || lanes >= 8;
            return narrow[0] && enough && in.access() != Access.STRIDED;
        }
        return narrow[0];
    }

    private static boolean isNarrow(Kind kind) {
        return kind != Kind.D && kind != Kind.L;
    }

    /// How many groups of 16 partial results a pass along columns keeps: more for light
    /// expressions, whose additions would wait for each other.
    int groups(int pass) {
        int work = inner(pass).size() * Math.max(1, reductions(pass).size());
        return work <= 8 ? 4 : work <= 20 ? 2 : 1;
    }

    /// How many vectors of columns a reduction along rows works on at once.
    int blocks() {
        int work = 0;
        for (int pass = 0; pass <= passes; pass++) {
            work += outer(pass).size();
        }
        int blocks = work <= 8 ? 4 : work <= 20 ? 2 : 1;
        for (int pass = 1; pass <= passes; pass++) {
            blocks = Math.min(blocks, groups(pass));
        }
        return blocks;
    }
}
