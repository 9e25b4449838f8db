// [f32[5, 7], f32[2, 3], u8[], u8[]] DynamicUpdateSlice[]
module @dynamic_update_slice {
  func.func public @main(%arg0: tensor<5x7xf32>, %arg1: tensor<2x3xf32>, %arg2: tensor<ui8>, %arg3: tensor<ui8>) -> (tensor<5x7xf32>) {
    %0 = stablehlo.convert %arg2 : (tensor<ui8>) -> tensor<i32>
    %1 = stablehlo.convert %arg3 : (tensor<ui8>) -> tensor<i32>
    %2 = stablehlo.dynamic_update_slice %arg0, %arg1, %0, %1 : (tensor<5x7xf32>, tensor<2x3xf32>, tensor<i32>, tensor<i32>) -> tensor<5x7xf32>
    return %2 : tensor<5x7xf32>
  }
}

// [f32[5, 7], f32[2, 3], i32[], i32[]] DynamicUpdateSlice[]
module @dynamic_update_slice {
  func.func public @main(%arg0: tensor<5x7xf32>, %arg1: tensor<2x3xf32>, %arg2: tensor<i32>, %arg3: tensor<i32>) -> (tensor<5x7xf32>) {
    %0 = stablehlo.dynamic_update_slice %arg0, %arg1, %arg2, %arg3 : (tensor<5x7xf32>, tensor<2x3xf32>, tensor<i32>, tensor<i32>) -> tensor<5x7xf32>
    return %0 : tensor<5x7xf32>
  }
}

// [f32[5, 7], f32[2, 3], u32[], u32[]] DynamicUpdateSlice[]
module @dynamic_update_slice {
  func.func public @main(%arg0: tensor<5x7xf32>, %arg1: tensor<2x3xf32>, %arg2: tensor<ui32>, %arg3: tensor<ui32>) -> (tensor<5x7xf32>) {
    %0 = stablehlo.constant dense<0> : tensor<ui32>
    %1 = stablehlo.constant dense<2147483647> : tensor<ui32>
    %2 = stablehlo.clamp %0, %arg2, %1 : tensor<ui32>
    %3 = stablehlo.convert %2 : (tensor<ui32>) -> tensor<i32>
    %4 = stablehlo.constant dense<0> : tensor<ui32>
    %5 = stablehlo.constant dense<2147483647> : tensor<ui32>
    %6 = stablehlo.clamp %4, %arg3, %5 : tensor<ui32>
    %7 = stablehlo.convert %6 : (tensor<ui32>) -> tensor<i32>
    %8 = stablehlo.dynamic_update_slice %arg0, %arg1, %3, %7 : (tensor<5x7xf32>, tensor<2x3xf32>, tensor<i32>, tensor<i32>) -> tensor<5x7xf32>
    return %8 : tensor<5x7xf32>
  }
}

