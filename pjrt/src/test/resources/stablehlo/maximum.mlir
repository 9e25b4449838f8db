// [f32[23, 23], f32[23, 23]] Maximum[]
module @maximum {
  func.func public @main(%arg0: tensor<23x23xf32>, %arg1: tensor<23x23xf32>) -> (tensor<23x23xf32>) {
    %0 = stablehlo.maximum %arg0, %arg1 : tensor<23x23xf32>
    return %0 : tensor<23x23xf32>
  }
}

// [bf16[23, 23], bf16[23, 23]] Maximum[]
module @maximum {
  func.func public @main(%arg0: tensor<23x23xbf16>, %arg1: tensor<23x23xbf16>) -> (tensor<23x23xbf16>) {
    %0 = stablehlo.maximum %arg0, %arg1 : tensor<23x23xbf16>
    return %0 : tensor<23x23xbf16>
  }
}

// [i32[19, 19], i32[19, 19]] Maximum[]
module @maximum {
  func.func public @main(%arg0: tensor<19x19xi32>, %arg1: tensor<19x19xi32>) -> (tensor<19x19xi32>) {
    %0 = stablehlo.maximum %arg0, %arg1 : tensor<19x19xi32>
    return %0 : tensor<19x19xi32>
  }
}

// [u8[15, 15], u8[15, 15]] Maximum[]
module @maximum {
  func.func public @main(%arg0: tensor<15x15xui8>, %arg1: tensor<15x15xui8>) -> (tensor<15x15xui8>) {
    %0 = stablehlo.maximum %arg0, %arg1 : tensor<15x15xui8>
    return %0 : tensor<15x15xui8>
  }
}

// [u32[19, 19], u32[19, 19]] Maximum[]
module @maximum {
  func.func public @main(%arg0: tensor<19x19xui32>, %arg1: tensor<19x19xui32>) -> (tensor<19x19xui32>) {
    %0 = stablehlo.maximum %arg0, %arg1 : tensor<19x19xui32>
    return %0 : tensor<19x19xui32>
  }
}

