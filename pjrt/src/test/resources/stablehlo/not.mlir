// [i32[19]] Not[]
module @not {
  func.func public @main(%arg0: tensor<19xi32>) -> (tensor<19xi32>) {
    %0 = stablehlo.not %arg0 : tensor<19xi32>
    return %0 : tensor<19xi32>
  }
}

// [u8[15]] Not[]
module @not {
  func.func public @main(%arg0: tensor<15xui8>) -> (tensor<15xui8>) {
    %0 = stablehlo.not %arg0 : tensor<15xui8>
    return %0 : tensor<15xui8>
  }
}

// [u32[19]] Not[]
module @not {
  func.func public @main(%arg0: tensor<19xui32>) -> (tensor<19xui32>) {
    %0 = stablehlo.not %arg0 : tensor<19xui32>
    return %0 : tensor<19xui32>
  }
}

// [bool[2]] Not[]
module @not {
  func.func public @main(%arg0: tensor<2xi1>) -> (tensor<2xi1>) {
    %0 = stablehlo.not %arg0 : tensor<2xi1>
    return %0 : tensor<2xi1>
  }
}

