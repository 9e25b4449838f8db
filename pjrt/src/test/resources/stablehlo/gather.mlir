// [f32[4, 3], u8[5]] Gather[dimensionNumbers=GatherDimensions[offsetDims=[1], collapsedSliceDims=[0], operandBatchingDims=[], startIndicesBatchingDims=[], startIndexMap=[0], indexVectorDim=1], sliceSizes=[1, 3], indicesAreSorted=false]
module @gather {
  func.func public @main(%arg0: tensor<4x3xf32>, %arg1: tensor<5xui8>) -> (tensor<5x3xf32>) {
    %0 = stablehlo.convert %arg1 : (tensor<5xui8>) -> tensor<5xi32>
    %1 = "stablehlo.gather"(%arg0, %0) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1, 3>}> : (tensor<4x3xf32>, tensor<5xi32>) -> tensor<5x3xf32>
    return %1 : tensor<5x3xf32>
  }
}

// [f32[4, 3], i32[5]] Gather[dimensionNumbers=GatherDimensions[offsetDims=[1], collapsedSliceDims=[0], operandBatchingDims=[], startIndicesBatchingDims=[], startIndexMap=[0], indexVectorDim=1], sliceSizes=[1, 3], indicesAreSorted=false]
module @gather {
  func.func public @main(%arg0: tensor<4x3xf32>, %arg1: tensor<5xi32>) -> (tensor<5x3xf32>) {
    %0 = "stablehlo.gather"(%arg0, %arg1) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1, 3>}> : (tensor<4x3xf32>, tensor<5xi32>) -> tensor<5x3xf32>
    return %0 : tensor<5x3xf32>
  }
}

// [f32[4, 3], u32[5]] Gather[dimensionNumbers=GatherDimensions[offsetDims=[1], collapsedSliceDims=[0], operandBatchingDims=[], startIndicesBatchingDims=[], startIndexMap=[0], indexVectorDim=1], sliceSizes=[1, 3], indicesAreSorted=false]
module @gather {
  func.func public @main(%arg0: tensor<4x3xf32>, %arg1: tensor<5xui32>) -> (tensor<5x3xf32>) {
    %0 = stablehlo.constant dense<0> : tensor<5xui32>
    %1 = stablehlo.constant dense<2147483647> : tensor<5xui32>
    %2 = stablehlo.clamp %0, %arg1, %1 : tensor<5xui32>
    %3 = stablehlo.convert %2 : (tensor<5xui32>) -> tensor<5xi32>
    %4 = "stablehlo.gather"(%arg0, %3) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1, 3>}> : (tensor<4x3xf32>, tensor<5xi32>) -> tensor<5x3xf32>
    return %4 : tensor<5x3xf32>
  }
}

