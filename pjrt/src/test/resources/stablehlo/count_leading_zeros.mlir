// [i32[19]] CountLeadingZeros[]
module @count_leading_zeros {
  func.func public @main(%arg0: tensor<19xi32>) -> (tensor<19xi32>) {
    %0 = stablehlo.bitcast_convert %arg0 : (tensor<19xi32>) -> tensor<19xui32>
    %1 = stablehlo.count_leading_zeros %0 : tensor<19xui32>
    %2 = stablehlo.bitcast_convert %1 : (tensor<19xui32>) -> tensor<19xi32>
    return %2 : tensor<19xi32>
  }
}

// [u8[15]] CountLeadingZeros[]
module @count_leading_zeros {
  func.func public @main(%arg0: tensor<15xui8>) -> (tensor<15xui8>) {
    %0 = stablehlo.count_leading_zeros %arg0 : tensor<15xui8>
    return %0 : tensor<15xui8>
  }
}

// [u32[19]] CountLeadingZeros[]
module @count_leading_zeros {
  func.func public @main(%arg0: tensor<19xui32>) -> (tensor<19xui32>) {
    %0 = stablehlo.count_leading_zeros %arg0 : tensor<19xui32>
    return %0 : tensor<19xui32>
  }
}

