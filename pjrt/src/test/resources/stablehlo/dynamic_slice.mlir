// [f32[5, 7], u8[], u8[]] DynamicSlice[sliceSizes=[2, 3]]
module @dynamic_slice {
  func.func public @main(%arg0: tensor<5x7xf32>, %arg1: tensor<ui8>, %arg2: tensor<ui8>) -> (tensor<2x3xf32>) {
    %0 = stablehlo.convert %arg1 : (tensor<ui8>) -> tensor<i32>
    %1 = stablehlo.convert %arg2 : (tensor<ui8>) -> tensor<i32>
    %2 = stablehlo.dynamic_slice %arg0, %0, %1, sizes = [2, 3] : (tensor<5x7xf32>, tensor<i32>, tensor<i32>) -> tensor<2x3xf32>
    return %2 : tensor<2x3xf32>
  }
}

// [f32[5, 7], i32[], i32[]] DynamicSlice[sliceSizes=[2, 3]]
module @dynamic_slice {
  func.func public @main(%arg0: tensor<5x7xf32>, %arg1: tensor<i32>, %arg2: tensor<i32>) -> (tensor<2x3xf32>) {
    %0 = stablehlo.dynamic_slice %arg0, %arg1, %arg2, sizes = [2, 3] : (tensor<5x7xf32>, tensor<i32>, tensor<i32>) -> tensor<2x3xf32>
    return %0 : tensor<2x3xf32>
  }
}

// [f32[5, 7], u32[], u32[]] DynamicSlice[sliceSizes=[2, 3]]
module @dynamic_slice {
  func.func public @main(%arg0: tensor<5x7xf32>, %arg1: tensor<ui32>, %arg2: tensor<ui32>) -> (tensor<2x3xf32>) {
    %0 = stablehlo.constant dense<0> : tensor<ui32>
    %1 = stablehlo.constant dense<2147483647> : tensor<ui32>
    %2 = stablehlo.clamp %0, %arg1, %1 : tensor<ui32>
    %3 = stablehlo.convert %2 : (tensor<ui32>) -> tensor<i32>
    %4 = stablehlo.constant dense<0> : tensor<ui32>
    %5 = stablehlo.constant dense<2147483647> : tensor<ui32>
    %6 = stablehlo.clamp %4, %arg2, %5 : tensor<ui32>
    %7 = stablehlo.convert %6 : (tensor<ui32>) -> tensor<i32>
    %8 = stablehlo.dynamic_slice %arg0, %3, %7, sizes = [2, 3] : (tensor<5x7xf32>, tensor<i32>, tensor<i32>) -> tensor<2x3xf32>
    return %8 : tensor<2x3xf32>
  }
}

