// [f32[23]] Negate[]
module @negate {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xf32>) {
    %0 = stablehlo.negate %arg0 : tensor<23xf32>
    return %0 : tensor<23xf32>
  }
}

// [bf16[23]] Negate[]
module @negate {
  func.func public @main(%arg0: tensor<23xbf16>) -> (tensor<23xbf16>) {
    %0 = stablehlo.negate %arg0 : tensor<23xbf16>
    return %0 : tensor<23xbf16>
  }
}

// [i32[19]] Negate[]
module @negate {
  func.func public @main(%arg0: tensor<19xi32>) -> (tensor<19xi32>) {
    %0 = stablehlo.negate %arg0 : tensor<19xi32>
    return %0 : tensor<19xi32>
  }
}

// [u8[15]] Negate[]
module @negate {
  func.func public @main(%arg0: tensor<15xui8>) -> (tensor<15xui8>) {
    %0 = stablehlo.negate %arg0 : tensor<15xui8>
    return %0 : tensor<15xui8>
  }
}

// [u32[19]] Negate[]
module @negate {
  func.func public @main(%arg0: tensor<19xui32>) -> (tensor<19xui32>) {
    %0 = stablehlo.negate %arg0 : tensor<19xui32>
    return %0 : tensor<19xui32>
  }
}

