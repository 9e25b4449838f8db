// [f32[23]] Rsqrt[]
module @rsqrt {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xf32>) {
    %0 = stablehlo.rsqrt %arg0 : tensor<23xf32>
    return %0 : tensor<23xf32>
  }
}

// [bf16[23]] Rsqrt[]
module @rsqrt {
  func.func public @main(%arg0: tensor<23xbf16>) -> (tensor<23xbf16>) {
    %0 = stablehlo.rsqrt %arg0 : tensor<23xbf16>
    return %0 : tensor<23xbf16>
  }
}

