// [f32[2, 3, 4]] Reshape[shape=[6, 4]]
module @reshape {
  func.func public @main(%arg0: tensor<2x3x4xf32>) -> (tensor<6x4xf32>) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x3x4xf32>) -> tensor<6x4xf32>
    return %0 : tensor<6x4xf32>
  }
}

// [bf16[2, 3, 4]] Reshape[shape=[6, 4]]
module @reshape {
  func.func public @main(%arg0: tensor<2x3x4xbf16>) -> (tensor<6x4xbf16>) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x3x4xbf16>) -> tensor<6x4xbf16>
    return %0 : tensor<6x4xbf16>
  }
}

// [i32[2, 3, 4]] Reshape[shape=[6, 4]]
module @reshape {
  func.func public @main(%arg0: tensor<2x3x4xi32>) -> (tensor<6x4xi32>) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x3x4xi32>) -> tensor<6x4xi32>
    return %0 : tensor<6x4xi32>
  }
}

// [u8[2, 3, 4]] Reshape[shape=[6, 4]]
module @reshape {
  func.func public @main(%arg0: tensor<2x3x4xui8>) -> (tensor<6x4xui8>) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x3x4xui8>) -> tensor<6x4xui8>
    return %0 : tensor<6x4xui8>
  }
}

// [u32[2, 3, 4]] Reshape[shape=[6, 4]]
module @reshape {
  func.func public @main(%arg0: tensor<2x3x4xui32>) -> (tensor<6x4xui32>) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x3x4xui32>) -> tensor<6x4xui32>
    return %0 : tensor<6x4xui32>
  }
}

// [bool[2, 3, 4]] Reshape[shape=[6, 4]]
module @reshape {
  func.func public @main(%arg0: tensor<2x3x4xi1>) -> (tensor<6x4xi1>) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x3x4xi1>) -> tensor<6x4xi1>
    return %0 : tensor<6x4xi1>
  }
}

