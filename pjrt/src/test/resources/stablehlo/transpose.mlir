// [f32[3, 5]] Transpose[permutation=[1, 0]]
module @transpose {
  func.func public @main(%arg0: tensor<3x5xf32>) -> (tensor<5x3xf32>) {
    %0 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<3x5xf32>) -> tensor<5x3xf32>
    return %0 : tensor<5x3xf32>
  }
}

// [bf16[3, 5]] Transpose[permutation=[1, 0]]
module @transpose {
  func.func public @main(%arg0: tensor<3x5xbf16>) -> (tensor<5x3xbf16>) {
    %0 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<3x5xbf16>) -> tensor<5x3xbf16>
    return %0 : tensor<5x3xbf16>
  }
}

// [i32[3, 5]] Transpose[permutation=[1, 0]]
module @transpose {
  func.func public @main(%arg0: tensor<3x5xi32>) -> (tensor<5x3xi32>) {
    %0 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<3x5xi32>) -> tensor<5x3xi32>
    return %0 : tensor<5x3xi32>
  }
}

// [u8[3, 5]] Transpose[permutation=[1, 0]]
module @transpose {
  func.func public @main(%arg0: tensor<3x5xui8>) -> (tensor<5x3xui8>) {
    %0 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<3x5xui8>) -> tensor<5x3xui8>
    return %0 : tensor<5x3xui8>
  }
}

// [u32[3, 5]] Transpose[permutation=[1, 0]]
module @transpose {
  func.func public @main(%arg0: tensor<3x5xui32>) -> (tensor<5x3xui32>) {
    %0 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<3x5xui32>) -> tensor<5x3xui32>
    return %0 : tensor<5x3xui32>
  }
}

// [bool[3, 5]] Transpose[permutation=[1, 0]]
module @transpose {
  func.func public @main(%arg0: tensor<3x5xi1>) -> (tensor<5x3xi1>) {
    %0 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<3x5xi1>) -> tensor<5x3xi1>
    return %0 : tensor<5x3xi1>
  }
}

