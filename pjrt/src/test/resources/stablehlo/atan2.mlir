// [f32[23, 23], f32[23, 23]] Atan2[]
module @atan2 {
  func.func public @main(%arg0: tensor<23x23xf32>, %arg1: tensor<23x23xf32>) -> (tensor<23x23xf32>) {
    %0 = stablehlo.atan2 %arg0, %arg1 : tensor<23x23xf32>
    return %0 : tensor<23x23xf32>
  }
}

// [bf16[23, 23], bf16[23, 23]] Atan2[]
module @atan2 {
  func.func public @main(%arg0: tensor<23x23xbf16>, %arg1: tensor<23x23xbf16>) -> (tensor<23x23xbf16>) {
    %0 = stablehlo.atan2 %arg0, %arg1 : tensor<23x23xbf16>
    return %0 : tensor<23x23xbf16>
  }
}

