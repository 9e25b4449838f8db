package io.jacquard.cpu.plan;

import io.jacquard.ir.Literal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// A piece of memory that holds one value, or several that take turns.
final class Slot {
    /// Nobody's argument or result.
    static final int NONE = -1;

    private final long bytes;
    private int unit;
    private int argument = NONE;
    private int result = NONE;
    private Optional<Literal> constant = Optional.empty();
    private final Set<Integer> readers = new HashSet<>();
    private int lastRead;
    private long offset;
    private Optional<Slot> home = Optional.empty();
    private Optional<Place> elsewhere = Optional.empty();

    private Slot(long bytes, int unit) {
        this.bytes = bytes;
        this.unit = unit;
        this.lastRead = unit;
    }

    /// Memory that a unit writes.
    static Slot written(int unit, long bytes) {
        return new Slot(bytes, unit);
    }

    /// The memory of an argument.
    static Slot argument(int index, long bytes) {
        Slot s = new Slot(bytes, NONE);
        s.argument = index;
        return s;
    }

    /// Memory that holds fixed data.
    static Slot constant(Literal data) {
        Slot s = new Slot(data.type().bytes(), NONE);
        s.constant = Optional.of(data);
        return s;
    }

    long bytes() {
        return bytes;
    }

    /// Makes this the memory of an earlier slot, whose last reader changes it into this one's
    /// value.
    void moveInto(Slot earlier) {
        Slot into = earlier.home();
        into.lastRead = Math.max(into.lastRead, lastRead);
        into.readers.addAll(readers);
        home = Optional.of(into);
    }

    /// The slot whose memory this is: itself, or the first of those that take turns in it.
    Slot home() {
        return home.map(Slot::home).orElse(this);
    }

    /// The first unit that writes it, or {@link #NONE}.
    int unit() {
        return home().unit;
    }

    boolean isArgument() {
        return argument != NONE;
    }

    int argument() {
        return argument;
    }

    boolean isConstant() {
        return constant.isPresent();
    }

    Literal data() {
        return constant.orElseThrow();
    }

    boolean isResult() {
        return home().result != NONE;
    }

    int result() {
        return home().result;
    }

    /// Makes the caller's buffer of a result this memory.
    void becomeResult(int index) {
        home().result = index;
    }

    /// Notes that a unit reads it.
    void readBy(int reader) {
        Slot s = home();
        s.readers.add(reader);
        s.lastRead = Math.max(s.lastRead, reader);
    }

    /// Notes that a unit does not read it any more.
    void leftBy(int reader) {
        readers.remove(reader);
        lastRead = readers.stream().mapToInt(r -> r).reduce(unit, Math::max);
    }

    /// The units that read it.
    Set<Integer> readers() {
        return Set.copyOf(readers);
    }

    /// True if a unit other than its writer reads it, or it is a result.
    boolean isNeeded() {
        return !home().readers.isEmpty() || isResult();
    }

    /// True if no unit reads it, or only that one.
    boolean isReadOnlyBy(int reader) {
        return readers.isEmpty() || readers.equals(Set.of(reader));
    }

    /// Makes it the work of a later unit, which was its only reader.
    void moveTo(int newUnit) {
        unit = newUnit;
        readers.clear();
        lastRead = newUnit;
    }

    /// Has its value written into a part of another slot, and this memory never used.
    void writeInto(Place part) {
        elsewhere = Optional.of(part);
        part.slot().unit = Math.min(part.slot().unit, unit);
    }

    /// The part of another slot into which its value is written in place of this memory.
    Optional<Place> elsewhere() {
        return elsewhere;
    }

    int lastRead() {
        return home().lastRead;
    }

    /// True if it lies in the arena.
    boolean isInArena() {
        return unit() != NONE && !isResult() && isNeeded();
    }

    long offset() {
        return home().offset;
    }

    void placeAt(long newOffset) {
        home().offset = newOffset;
    }
}
