// [f32[23]] ReducePrecision[exponentBits=8, mantissaBits=23]
module @reduce_precision {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xf32>) {
    %0 = stablehlo.reduce_precision %arg0, format = e8m23 : tensor<23xf32>
    return %0 : tensor<23xf32>
  }
}

// [bf16[23]] ReducePrecision[exponentBits=8, mantissaBits=23]
module @reduce_precision {
  func.func public @main(%arg0: tensor<23xbf16>) -> (tensor<23xbf16>) {
    %0 = stablehlo.reduce_precision %arg0, format = e8m23 : tensor<23xbf16>
    return %0 : tensor<23xbf16>
  }
}

