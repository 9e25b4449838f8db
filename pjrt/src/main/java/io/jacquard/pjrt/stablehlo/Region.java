package io.jacquard.pjrt.stablehlo;

import io.jacquard.ir.TensorType;
import java.util.List;
import java.util.function.Function;

/// Code inside an operation.
///
/// @param parameters types of the values it is given
/// @param body writes the code and says what it returns
record Region(List<TensorType> parameters, Function<List<Ssa>, List<Ssa>> body) {}
