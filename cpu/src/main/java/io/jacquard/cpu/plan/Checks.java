package io.jacquard.cpu.plan;

import io.jacquard.runtime.DeviceException;
import java.util.Optional;
import java.util.function.Consumer;

/// Whether memory is guarded: canaries lie around every block and are looked at after each item,
/// and memory that nobody has written is NaN.
///
/// @param guard bytes on each side of a block; 0 for none
/// @param outside looks at the memory outside of plans after an item, which it is given for its
///   message
public record Checks(long guard, Consumer<Object> outside) {
    /// None.
    public static final Checks NONE = new Checks(0, _ -> {});

    /// Canaries everywhere.
    ///
    /// @param outside looks at the memory outside of plans after an item
    public static Checks canaries(Consumer<Object> outside) {
        return new Checks(Canary.BYTES, outside);
    }

    boolean isOn() {
        return guard > 0;
    }

    /// Looks at the canaries of a block.
    ///
    /// @param item what ran last, for the message
    /// @param block what the block is, for the message
    /// @throws DeviceException if they were overwritten
    public static void require(Object item, String block, long address, long bytes) {
        Optional<String> damage = Canary.damage(address, bytes);
        if (damage.isPresent()) {
            throw new DeviceException(
                    """
                    [cpu] an item wrote outside of its memory
                      %s wrote %s of %s
                      expected it to write its own results only
                      this is a bug in Jacquard, please report it; until then results may be wrong\
                    """
                            .formatted(item, damage.get(), block));
        }
    }
}
