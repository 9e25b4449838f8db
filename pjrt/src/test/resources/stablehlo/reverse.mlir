// [f32[3]] Reverse[dimensions=[]]
module @reverse {
  func.func public @main(%arg0: tensor<3xf32>) -> (tensor<3xf32>) {
    return %arg0 : tensor<3xf32>
  }
}

// [bf16[3]] Reverse[dimensions=[]]
module @reverse {
  func.func public @main(%arg0: tensor<3xbf16>) -> (tensor<3xbf16>) {
    return %arg0 : tensor<3xbf16>
  }
}

// [i32[3]] Reverse[dimensions=[]]
module @reverse {
  func.func public @main(%arg0: tensor<3xi32>) -> (tensor<3xi32>) {
    return %arg0 : tensor<3xi32>
  }
}

// [u8[3]] Reverse[dimensions=[]]
module @reverse {
  func.func public @main(%arg0: tensor<3xui8>) -> (tensor<3xui8>) {
    return %arg0 : tensor<3xui8>
  }
}

// [u32[3]] Reverse[dimensions=[]]
module @reverse {
  func.func public @main(%arg0: tensor<3xui32>) -> (tensor<3xui32>) {
    return %arg0 : tensor<3xui32>
  }
}

// [bool[3]] Reverse[dimensions=[]]
module @reverse {
  func.func public @main(%arg0: tensor<3xi1>) -> (tensor<3xi1>) {
    return %arg0 : tensor<3xi1>
  }
}

