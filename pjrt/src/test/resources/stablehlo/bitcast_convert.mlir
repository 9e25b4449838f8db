// [f32[3]] BitcastConvert[dtype=F32]
module @bitcast_convert {
  func.func public @main(%arg0: tensor<3xf32>) -> (tensor<3xf32>) {
    %0 = stablehlo.bitcast_convert %arg0 : (tensor<3xf32>) -> tensor<3xf32>
    return %0 : tensor<3xf32>
  }
}

// [f32[3]] BitcastConvert[dtype=BF16]
module @bitcast_convert {
  func.func public @main(%arg0: tensor<3xf32>) -> (tensor<3x2xbf16>) {
    %0 = stablehlo.bitcast_convert %arg0 : (tensor<3xf32>) -> tensor<3x2xbf16>
    return %0 : tensor<3x2xbf16>
  }
}

// [bf16[5, 3, 2]] BitcastConvert[dtype=F32]
module @bitcast_convert {
  func.func public @main(%arg0: tensor<5x3x2xbf16>) -> (tensor<5x3xf32>) {
    %0 = stablehlo.bitcast_convert %arg0 : (tensor<5x3x2xbf16>) -> tensor<5x3xf32>
    return %0 : tensor<5x3xf32>
  }
}

// [i32[3]] BitcastConvert[dtype=F32]
module @bitcast_convert {
  func.func public @main(%arg0: tensor<3xi32>) -> (tensor<3xf32>) {
    %0 = stablehlo.bitcast_convert %arg0 : (tensor<3xi32>) -> tensor<3xf32>
    return %0 : tensor<3xf32>
  }
}

// [u8[5, 3, 4]] BitcastConvert[dtype=F32]
module @bitcast_convert {
  func.func public @main(%arg0: tensor<5x3x4xui8>) -> (tensor<5x3xf32>) {
    %0 = stablehlo.bitcast_convert %arg0 : (tensor<5x3x4xui8>) -> tensor<5x3xf32>
    return %0 : tensor<5x3xf32>
  }
}

// [u32[3]] BitcastConvert[dtype=F32]
module @bitcast_convert {
  func.func public @main(%arg0: tensor<3xui32>) -> (tensor<3xf32>) {
    %0 = stablehlo.bitcast_convert %arg0 : (tensor<3xui32>) -> tensor<3xf32>
    return %0 : tensor<3xf32>
  }
}

