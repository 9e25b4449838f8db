// [i32[19, 19], i32[19, 19]] And[]
module @and {
  func.func public @main(%arg0: tensor<19x19xi32>, %arg1: tensor<19x19xi32>) -> (tensor<19x19xi32>) {
    %0 = stablehlo.and %arg0, %arg1 : tensor<19x19xi32>
    return %0 : tensor<19x19xi32>
  }
}

// [u8[15, 15], u8[15, 15]] And[]
module @and {
  func.func public @main(%arg0: tensor<15x15xui8>, %arg1: tensor<15x15xui8>) -> (tensor<15x15xui8>) {
    %0 = stablehlo.and %arg0, %arg1 : tensor<15x15xui8>
    return %0 : tensor<15x15xui8>
  }
}

// [u32[19, 19], u32[19, 19]] And[]
module @and {
  func.func public @main(%arg0: tensor<19x19xui32>, %arg1: tensor<19x19xui32>) -> (tensor<19x19xui32>) {
    %0 = stablehlo.and %arg0, %arg1 : tensor<19x19xui32>
    return %0 : tensor<19x19xui32>
  }
}

// [bool[2, 2], bool[2, 2]] And[]
module @and {
  func.func public @main(%arg0: tensor<2x2xi1>, %arg1: tensor<2x2xi1>) -> (tensor<2x2xi1>) {
    %0 = stablehlo.and %arg0, %arg1 : tensor<2x2xi1>
    return %0 : tensor<2x2xi1>
  }
}

