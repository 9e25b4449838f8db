// [f32[11]] Cosine[]
module @cosine {
  func.func public @main(%arg0: tensor<11xf32>) -> (tensor<11xf32>) {
    %0 = stablehlo.cosine %arg0 : tensor<11xf32>
    return %0 : tensor<11xf32>
  }
}

// [bf16[11]] Cosine[]
module @cosine {
  func.func public @main(%arg0: tensor<11xbf16>) -> (tensor<11xbf16>) {
    %0 = stablehlo.cosine %arg0 : tensor<11xbf16>
    return %0 : tensor<11xbf16>
  }
}

