// [f32[2, 3]] StopGradient[]
module @stop_gradient {
  func.func public @main(%arg0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    return %arg0 : tensor<2x3xf32>
  }
}

// [bf16[2, 3]] StopGradient[]
module @stop_gradient {
  func.func public @main(%arg0: tensor<2x3xbf16>) -> (tensor<2x3xbf16>) {
    return %arg0 : tensor<2x3xbf16>
  }
}

// [i32[2, 3]] StopGradient[]
module @stop_gradient {
  func.func public @main(%arg0: tensor<2x3xi32>) -> (tensor<2x3xi32>) {
    return %arg0 : tensor<2x3xi32>
  }
}

// [u8[2, 3]] StopGradient[]
module @stop_gradient {
  func.func public @main(%arg0: tensor<2x3xui8>) -> (tensor<2x3xui8>) {
    return %arg0 : tensor<2x3xui8>
  }
}

// [u32[2, 3]] StopGradient[]
module @stop_gradient {
  func.func public @main(%arg0: tensor<2x3xui32>) -> (tensor<2x3xui32>) {
    return %arg0 : tensor<2x3xui32>
  }
}

// [bool[2, 3]] StopGradient[]
module @stop_gradient {
  func.func public @main(%arg0: tensor<2x3xi1>) -> (tensor<2x3xi1>) {
    return %arg0 : tensor<2x3xi1>
  }
}

