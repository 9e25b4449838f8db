// [f32[3]] Concatenate[dimension=0]
module @concatenate {
  func.func public @main(%arg0: tensor<3xf32>) -> (tensor<3xf32>) {
    %0 = stablehlo.concatenate %arg0, dim = 0 : (tensor<3xf32>) -> tensor<3xf32>
    return %0 : tensor<3xf32>
  }
}

// [bf16[3]] Concatenate[dimension=0]
module @concatenate {
  func.func public @main(%arg0: tensor<3xbf16>) -> (tensor<3xbf16>) {
    %0 = stablehlo.concatenate %arg0, dim = 0 : (tensor<3xbf16>) -> tensor<3xbf16>
    return %0 : tensor<3xbf16>
  }
}

// [i32[3]] Concatenate[dimension=0]
module @concatenate {
  func.func public @main(%arg0: tensor<3xi32>) -> (tensor<3xi32>) {
    %0 = stablehlo.concatenate %arg0, dim = 0 : (tensor<3xi32>) -> tensor<3xi32>
    return %0 : tensor<3xi32>
  }
}

// [u8[3]] Concatenate[dimension=0]
module @concatenate {
  func.func public @main(%arg0: tensor<3xui8>) -> (tensor<3xui8>) {
    %0 = stablehlo.concatenate %arg0, dim = 0 : (tensor<3xui8>) -> tensor<3xui8>
    return %0 : tensor<3xui8>
  }
}

// [u32[3]] Concatenate[dimension=0]
module @concatenate {
  func.func public @main(%arg0: tensor<3xui32>) -> (tensor<3xui32>) {
    %0 = stablehlo.concatenate %arg0, dim = 0 : (tensor<3xui32>) -> tensor<3xui32>
    return %0 : tensor<3xui32>
  }
}

// [bool[3]] Concatenate[dimension=0]
module @concatenate {
  func.func public @main(%arg0: tensor<3xi1>) -> (tensor<3xi1>) {
    %0 = stablehlo.concatenate %arg0, dim = 0 : (tensor<3xi1>) -> tensor<3xi1>
    return %0 : tensor<3xi1>
  }
}

