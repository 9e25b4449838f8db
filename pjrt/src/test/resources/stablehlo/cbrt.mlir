// [f32[23]] Cbrt[]
module @cbrt {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xf32>) {
    %0 = stablehlo.cbrt %arg0 : tensor<23xf32>
    return %0 : tensor<23xf32>
  }
}

// [bf16[23]] Cbrt[]
module @cbrt {
  func.func public @main(%arg0: tensor<23xbf16>) -> (tensor<23xbf16>) {
    %0 = stablehlo.cbrt %arg0 : tensor<23xbf16>
    return %0 : tensor<23xbf16>
  }
}

