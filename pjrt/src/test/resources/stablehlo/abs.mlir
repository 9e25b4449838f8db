// [f32[23]] Abs[]
module @abs {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xf32>) {
    %0 = stablehlo.abs %arg0 : tensor<23xf32>
    return %0 : tensor<23xf32>
  }
}

// [bf16[23]] Abs[]
module @abs {
  func.func public @main(%arg0: tensor<23xbf16>) -> (tensor<23xbf16>) {
    %0 = stablehlo.abs %arg0 : tensor<23xbf16>
    return %0 : tensor<23xbf16>
  }
}

// [i32[19]] Abs[]
module @abs {
  func.func public @main(%arg0: tensor<19xi32>) -> (tensor<19xi32>) {
    %0 = stablehlo.abs %arg0 : tensor<19xi32>
    return %0 : tensor<19xi32>
  }
}

// [u8[15]] Abs[]
module @abs {
  func.func public @main(%arg0: tensor<15xui8>) -> (tensor<15xui8>) {
    return %arg0 : tensor<15xui8>
  }
}

// [u32[19]] Abs[]
module @abs {
  func.func public @main(%arg0: tensor<19xui32>) -> (tensor<19xui32>) {
    return %arg0 : tensor<19xui32>
  }
}

