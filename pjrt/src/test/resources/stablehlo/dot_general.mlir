// [f32[2, 3], f32[3, 4]] DotGeneral[lhsBatching=[], rhsBatching=[], lhsContracting=[1], rhsContracting=[0]]
module @dot_general {
  func.func public @main(%arg0: tensor<2x3xf32>, %arg1: tensor<3x4xf32>) -> (tensor<2x4xf32>) {
    %0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    return %0 : tensor<2x4xf32>
  }
}

// [bf16[2, 3], bf16[3, 4]] DotGeneral[lhsBatching=[], rhsBatching=[], lhsContracting=[1], rhsContracting=[0]]
module @dot_general {
  func.func public @main(%arg0: tensor<2x3xbf16>, %arg1: tensor<3x4xbf16>) -> (tensor<2x4xbf16>) {
    %0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x3xbf16>, tensor<3x4xbf16>) -> tensor<2x4xf32>
    %1 = stablehlo.convert %0 : (tensor<2x4xf32>) -> tensor<2x4xbf16>
    return %1 : tensor<2x4xbf16>
  }
}

// [i32[2, 3], i32[3, 4]] DotGeneral[lhsBatching=[], rhsBatching=[], lhsContracting=[1], rhsContracting=[0]]
module @dot_general {
  func.func public @main(%arg0: tensor<2x3xi32>, %arg1: tensor<3x4xi32>) -> (tensor<2x4xi32>) {
    %0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x3xi32>, tensor<3x4xi32>) -> tensor<2x4xi32>
    return %0 : tensor<2x4xi32>
  }
}

// [u8[2, 3], u8[3, 4]] DotGeneral[lhsBatching=[], rhsBatching=[], lhsContracting=[1], rhsContracting=[0]]
module @dot_general {
  func.func public @main(%arg0: tensor<2x3xui8>, %arg1: tensor<3x4xui8>) -> (tensor<2x4xui8>) {
    %0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x3xui8>, tensor<3x4xui8>) -> tensor<2x4xui8>
    return %0 : tensor<2x4xui8>
  }
}

// [u32[2, 3], u32[3, 4]] DotGeneral[lhsBatching=[], rhsBatching=[], lhsContracting=[1], rhsContracting=[0]]
module @dot_general {
  func.func public @main(%arg0: tensor<2x3xui32>, %arg1: tensor<3x4xui32>) -> (tensor<2x4xui32>) {
    %0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x3xui32>, tensor<3x4xui32>) -> tensor<2x4xui32>
    return %0 : tensor<2x4xui32>
  }
}

