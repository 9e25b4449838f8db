package io.jacquard.models.bert;

import io.jacquard.ir.DType;
import io.jacquard.tensor.Tensor;
import io.jacquard.tensor.Tensors;
import java.util.List;

/// Texts as a BERT reads them: ids of tokens, which text of a pair they are of, and which are no
/// padding.
///
/// | value | shape |
/// |---|---|
/// | ids | integers `[batch, time]` |
/// | types | integers `[batch, time]`; 0 everywhere if there are none |
/// | mask | bool or integers `[batch, time]`, not 0 for tokens; all are tokens if there is none |
public final class BertInput {
    /// Name of the ids among named tensors.
    public static final String IDS = "ids";

    /// Name of the types among named tensors.
    public static final String TYPES = "types";

    /// Name of the mask among named tensors.
    public static final String MASK = "mask";

    private final Tensor ids;
    private final List<Tensor> types;
    private final List<Tensor> mask;

    private BertInput(Tensor ids, List<Tensor> types, List<Tensor> mask) {
        this.ids = ids;
        this.types = types;
        this.mask = mask;
    }

    /// Texts of one type without padding.
    ///
    /// @param ids integers `[batch, time]`
    public static BertInput of(Tensor ids) {
        return new BertInput(ids, List.of(), List.of());
    }

    /// Texts from tensors named {@value #IDS} and, if they are there, {@value #TYPES} and {@value
    /// #MASK}. A single tensor may have any name.
    public static BertInput of(Tensors inputs) {
        if (inputs.size() == 1) {
            return of(inputs.only());
        }
        BertInput made = of(inputs.of(IDS));
        if (inputs.names().contains(TYPES)) {
            made = made.withTypes(inputs.of(TYPES));
        }
        return inputs.names().contains(MASK) ? made.withMask(inputs.of(MASK)) : made;
    }

    /// These with types.
    public BertInput withTypes(Tensor newTypes) {
        return new BertInput(ids, List.of(newTypes), mask);
    }

    /// These with padding.
    public BertInput withMask(Tensor newMask) {
        Tensor tokens = newMask.dtype() == DType.BOOL ? newMask : newMask.ne(0);
        return new BertInput(ids, types, List.of(tokens));
    }

    /// The ids.
    public Tensor ids() {
        return ids;
    }

    /// The types; no element if all are 0.
    public List<Tensor> types() {
        return types;
    }

    /// Which are tokens, bool; no element if all are.
    public List<Tensor> mask() {
        return mask;
    }
}
