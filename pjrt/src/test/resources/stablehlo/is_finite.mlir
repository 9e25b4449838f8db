// [f32[23]] IsFinite[]
module @is_finite {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xi1>) {
    %0 = stablehlo.is_finite %arg0 : (tensor<23xf32>) -> tensor<23xi1>
    return %0 : tensor<23xi1>
  }
}

// [bf16[23]] IsFinite[]
module @is_finite {
  func.func public @main(%arg0: tensor<23xbf16>) -> (tensor<23xi1>) {
    %0 = stablehlo.is_finite %arg0 : (tensor<23xbf16>) -> tensor<23xi1>
    return %0 : tensor<23xi1>
  }
}

