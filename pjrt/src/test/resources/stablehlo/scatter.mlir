// [f32[4, 3], i8[5], f32[5, 3]] Scatter[updateComputation=SET, scatterDimensionNumbers=ScatterDimensions[updateWindowDims=[1], insertedWindowDims=[0], inputBatchingDims=[], scatterIndicesBatchingDims=[], scatterDimsToOperandDims=[0], indexVectorDim=1], indicesAreSorted=false, uniqueIndices=false]
module @scatter {
  func.func public @main(%arg0: tensor<4x3xf32>, %arg1: tensor<5xi8>, %arg2: tensor<5x3xf32>) -> (tensor<4x3xf32>) {
    %0 = stablehlo.convert %arg1 : (tensor<5xi8>) -> tensor<5xi32>
    %1 = stablehlo.iota dim = 0 : tensor<15xi32>
    %2 = stablehlo.reshape %1 : (tensor<15xi32>) -> tensor<5x3xi32>
    %3 = stablehlo.constant dense<-1> : tensor<4x3xi32>
    %4 = "stablehlo.scatter"(%3, %0, %2) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%5: tensor<i32>, %6: tensor<i32>):
      %7 = stablehlo.maximum %5, %6 : tensor<i32>
      stablehlo.return %7 : tensor<i32>
    }) : (tensor<4x3xi32>, tensor<5xi32>, tensor<5x3xi32>) -> (tensor<4x3xi32>)
    %8 = stablehlo.constant dense<0> : tensor<4x3xi32>
    %9 = stablehlo.compare GE, %4, %8, SIGNED : (tensor<4x3xi32>, tensor<4x3xi32>) -> tensor<4x3xi1>
    %10 = stablehlo.reshape %arg2 : (tensor<5x3xf32>) -> tensor<15xf32>
    %11 = "stablehlo.gather"(%10, %4) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1>}> : (tensor<15xf32>, tensor<4x3xi32>) -> tensor<4x3xf32>
    %12 = stablehlo.select %9, %11, %arg0 : tensor<4x3xi1>, tensor<4x3xf32>
    return %12 : tensor<4x3xf32>
  }
}

// [f32[4, 3], i8[5], f32[5, 3]] Scatter[updateComputation=ADD, scatterDimensionNumbers=ScatterDimensions[updateWindowDims=[1], insertedWindowDims=[0], inputBatchingDims=[], scatterIndicesBatchingDims=[], scatterDimsToOperandDims=[0], indexVectorDim=1], indicesAreSorted=false, uniqueIndices=false]
module @scatter {
  func.func public @main(%arg0: tensor<4x3xf32>, %arg1: tensor<5xi8>, %arg2: tensor<5x3xf32>) -> (tensor<4x3xf32>) {
    %0 = stablehlo.convert %arg1 : (tensor<5xi8>) -> tensor<5xi32>
    %1 = "stablehlo.scatter"(%arg0, %0, %arg2) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.add %2, %3 : tensor<f32>
      stablehlo.return %4 : tensor<f32>
    }) : (tensor<4x3xf32>, tensor<5xi32>, tensor<5x3xf32>) -> (tensor<4x3xf32>)
    return %1 : tensor<4x3xf32>
  }
}

// [f32[4, 3], i8[5], f32[5, 3]] Scatter[updateComputation=MULTIPLY, scatterDimensionNumbers=ScatterDimensions[updateWindowDims=[1], insertedWindowDims=[0], inputBatchingDims=[], scatterIndicesBatchingDims=[], scatterDimsToOperandDims=[0], indexVectorDim=1], indicesAreSorted=false, uniqueIndices=false]
module @scatter {
  func.func public @main(%arg0: tensor<4x3xf32>, %arg1: tensor<5xi8>, %arg2: tensor<5x3xf32>) -> (tensor<4x3xf32>) {
    %0 = stablehlo.convert %arg1 : (tensor<5xi8>) -> tensor<5xi32>
    %1 = "stablehlo.scatter"(%arg0, %0, %arg2) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.multiply %2, %3 : tensor<f32>
      stablehlo.return %4 : tensor<f32>
    }) : (tensor<4x3xf32>, tensor<5xi32>, tensor<5x3xf32>) -> (tensor<4x3xf32>)
    return %1 : tensor<4x3xf32>
  }
}

// [f32[4, 3], i8[5], f32[5, 3]] Scatter[updateComputation=MAXIMUM, scatterDimensionNumbers=ScatterDimensions[updateWindowDims=[1], insertedWindowDims=[0], inputBatchingDims=[], scatterIndicesBatchingDims=[], scatterDimsToOperandDims=[0], indexVectorDim=1], indicesAreSorted=false, uniqueIndices=false]
module @scatter {
  func.func public @main(%arg0: tensor<4x3xf32>, %arg1: tensor<5xi8>, %arg2: tensor<5x3xf32>) -> (tensor<4x3xf32>) {
    %0 = stablehlo.convert %arg1 : (tensor<5xi8>) -> tensor<5xi32>
    %1 = "stablehlo.scatter"(%arg0, %0, %arg2) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.maximum %2, %3 : tensor<f32>
      stablehlo.return %4 : tensor<f32>
    }) : (tensor<4x3xf32>, tensor<5xi32>, tensor<5x3xf32>) -> (tensor<4x3xf32>)
    return %1 : tensor<4x3xf32>
  }
}

// [f32[4, 3], i8[5], f32[5, 3]] Scatter[updateComputation=MINIMUM, scatterDimensionNumbers=ScatterDimensions[updateWindowDims=[1], insertedWindowDims=[0], inputBatchingDims=[], scatterIndicesBatchingDims=[], scatterDimsToOperandDims=[0], indexVectorDim=1], indicesAreSorted=false, uniqueIndices=false]
module @scatter {
  func.func public @main(%arg0: tensor<4x3xf32>, %arg1: tensor<5xi8>, %arg2: tensor<5x3xf32>) -> (tensor<4x3xf32>) {
    %0 = stablehlo.convert %arg1 : (tensor<5xi8>) -> tensor<5xi32>
    %1 = "stablehlo.scatter"(%arg0, %0, %arg2) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.minimum %2, %3 : tensor<f32>
      stablehlo.return %4 : tensor<f32>
    }) : (tensor<4x3xf32>, tensor<5xi32>, tensor<5x3xf32>) -> (tensor<4x3xf32>)
    return %1 : tensor<4x3xf32>
  }
}

// [bf16[4, 3], i8[5], bf16[5, 3]] Scatter[updateComputation=SET, scatterDimensionNumbers=ScatterDimensions[updateWindowDims=[1], insertedWindowDims=[0], inputBatchingDims=[], scatterIndicesBatchingDims=[], scatterDimsToOperandDims=[0], indexVectorDim=1], indicesAreSorted=false, uniqueIndices=false]
module @scatter {
  func.func public @main(%arg0: tensor<4x3xbf16>, %arg1: tensor<5xi8>, %arg2: tensor<5x3xbf16>) -> (tensor<4x3xbf16>) {
    %0 = stablehlo.convert %arg1 : (tensor<5xi8>) -> tensor<5xi32>
    %1 = stablehlo.iota dim = 0 : tensor<15xi32>
    %2 = stablehlo.reshape %1 : (tensor<15xi32>) -> tensor<5x3xi32>
    %3 = stablehlo.constant dense<-1> : tensor<4x3xi32>
    %4 = "stablehlo.scatter"(%3, %0, %2) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%5: tensor<i32>, %6: tensor<i32>):
      %7 = stablehlo.maximum %5, %6 : tensor<i32>
      stablehlo.return %7 : tensor<i32>
    }) : (tensor<4x3xi32>, tensor<5xi32>, tensor<5x3xi32>) -> (tensor<4x3xi32>)
    %8 = stablehlo.constant dense<0> : tensor<4x3xi32>
    %9 = stablehlo.compare GE, %4, %8, SIGNED : (tensor<4x3xi32>, tensor<4x3xi32>) -> tensor<4x3xi1>
    %10 = stablehlo.reshape %arg2 : (tensor<5x3xbf16>) -> tensor<15xbf16>
    %11 = "stablehlo.gather"(%10, %4) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1>}> : (tensor<15xbf16>, tensor<4x3xi32>) -> tensor<4x3xbf16>
    %12 = stablehlo.select %9, %11, %arg0 : tensor<4x3xi1>, tensor<4x3xbf16>
    return %12 : tensor<4x3xbf16>
  }
}

// [i32[4, 3], i8[5], i32[5, 3]] Scatter[updateComputation=SET, scatterDimensionNumbers=ScatterDimensions[updateWindowDims=[1], insertedWindowDims=[0], inputBatchingDims=[], scatterIndicesBatchingDims=[], scatterDimsToOperandDims=[0], indexVectorDim=1], indicesAreSorted=false, uniqueIndices=false]
module @scatter {
  func.func public @main(%arg0: tensor<4x3xi32>, %arg1: tensor<5xi8>, %arg2: tensor<5x3xi32>) -> (tensor<4x3xi32>) {
    %0 = stablehlo.convert %arg1 : (tensor<5xi8>) -> tensor<5xi32>
    %1 = stablehlo.iota dim = 0 : tensor<15xi32>
    %2 = stablehlo.reshape %1 : (tensor<15xi32>) -> tensor<5x3xi32>
    %3 = stablehlo.constant dense<-1> : tensor<4x3xi32>
    %4 = "stablehlo.scatter"(%3, %0, %2) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%5: tensor<i32>, %6: tensor<i32>):
      %7 = stablehlo.maximum %5, %6 : tensor<i32>
      stablehlo.return %7 : tensor<i32>
    }) : (tensor<4x3xi32>, tensor<5xi32>, tensor<5x3xi32>) -> (tensor<4x3xi32>)
    %8 = stablehlo.constant dense<0> : tensor<4x3xi32>
    %9 = stablehlo.compare GE, %4, %8, SIGNED : (tensor<4x3xi32>, tensor<4x3xi32>) -> tensor<4x3xi1>
    %10 = stablehlo.reshape %arg2 : (tensor<5x3xi32>) -> tensor<15xi32>
    %11 = "stablehlo.gather"(%10, %4) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1>}> : (tensor<15xi32>, tensor<4x3xi32>) -> tensor<4x3xi32>
    %12 = stablehlo.select %9, %11, %arg0 : tensor<4x3xi1>, tensor<4x3xi32>
    return %12 : tensor<4x3xi32>
  }
}

// [u8[4, 3], i8[5], u8[5, 3]] Scatter[updateComputation=SET, scatterDimensionNumbers=ScatterDimensions[updateWindowDims=[1], insertedWindowDims=[0], inputBatchingDims=[], scatterIndicesBatchingDims=[], scatterDimsToOperandDims=[0], indexVectorDim=1], indicesAreSorted=false, uniqueIndices=false]
module @scatter {
  func.func public @main(%arg0: tensor<4x3xui8>, %arg1: tensor<5xi8>, %arg2: tensor<5x3xui8>) -> (tensor<4x3xui8>) {
    %0 = stablehlo.convert %arg1 : (tensor<5xi8>) -> tensor<5xi32>
    %1 = stablehlo.iota dim = 0 : tensor<15xi32>
    %2 = stablehlo.reshape %1 : (tensor<15xi32>) -> tensor<5x3xi32>
    %3 = stablehlo.constant dense<-1> : tensor<4x3xi32>
    %4 = "stablehlo.scatter"(%3, %0, %2) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%5: tensor<i32>, %6: tensor<i32>):
      %7 = stablehlo.maximum %5, %6 : tensor<i32>
      stablehlo.return %7 : tensor<i32>
    }) : (tensor<4x3xi32>, tensor<5xi32>, tensor<5x3xi32>) -> (tensor<4x3xi32>)
    %8 = stablehlo.constant dense<0> : tensor<4x3xi32>
    %9 = stablehlo.compare GE, %4, %8, SIGNED : (tensor<4x3xi32>, tensor<4x3xi32>) -> tensor<4x3xi1>
    %10 = stablehlo.reshape %arg2 : (tensor<5x3xui8>) -> tensor<15xui8>
    %11 = "stablehlo.gather"(%10, %4) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1>}> : (tensor<15xui8>, tensor<4x3xi32>) -> tensor<4x3xui8>
    %12 = stablehlo.select %9, %11, %arg0 : tensor<4x3xi1>, tensor<4x3xui8>
    return %12 : tensor<4x3xui8>
  }
}

