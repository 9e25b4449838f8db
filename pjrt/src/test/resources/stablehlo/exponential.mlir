// [f32[23]] Exponential[]
module @exponential {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xf32>) {
    %0 = stablehlo.exponential %arg0 : tensor<23xf32>
    return %0 : tensor<23xf32>
  }
}

// [bf16[23]] Exponential[]
module @exponential {
  func.func public @main(%arg0: tensor<23xbf16>) -> (tensor<23xbf16>) {
    %0 = stablehlo.exponential %arg0 : tensor<23xbf16>
    return %0 : tensor<23xbf16>
  }
}

