// [f32[23]] Convert[dtype=F32]
module @convert {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xf32>) {
    return %arg0 : tensor<23xf32>
  }
}

// [f32[23]] Convert[dtype=BF16]
module @convert {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xbf16>) {
    %0 = stablehlo.convert %arg0 : (tensor<23xf32>) -> tensor<23xbf16>
    return %0 : tensor<23xbf16>
  }
}

// [f32[23]] Convert[dtype=BOOL]
module @convert {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xi1>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<23xf32>
    %1 = stablehlo.compare NE, %arg0, %0, FLOAT : (tensor<23xf32>, tensor<23xf32>) -> tensor<23xi1>
    return %1 : tensor<23xi1>
  }
}

// [bf16[23]] Convert[dtype=F32]
module @convert {
  func.func public @main(%arg0: tensor<23xbf16>) -> (tensor<23xf32>) {
    %0 = stablehlo.convert %arg0 : (tensor<23xbf16>) -> tensor<23xf32>
    return %0 : tensor<23xf32>
  }
}

// [i32[19]] Convert[dtype=F32]
module @convert {
  func.func public @main(%arg0: tensor<19xi32>) -> (tensor<19xf32>) {
    %0 = stablehlo.convert %arg0 : (tensor<19xi32>) -> tensor<19xf32>
    return %0 : tensor<19xf32>
  }
}

// [u8[15]] Convert[dtype=F32]
module @convert {
  func.func public @main(%arg0: tensor<15xui8>) -> (tensor<15xf32>) {
    %0 = stablehlo.convert %arg0 : (tensor<15xui8>) -> tensor<15xf32>
    return %0 : tensor<15xf32>
  }
}

// [u32[19]] Convert[dtype=F32]
module @convert {
  func.func public @main(%arg0: tensor<19xui32>) -> (tensor<19xf32>) {
    %0 = stablehlo.convert %arg0 : (tensor<19xui32>) -> tensor<19xf32>
    return %0 : tensor<19xf32>
  }
}

// [bool[2]] Convert[dtype=F32]
module @convert {
  func.func public @main(%arg0: tensor<2xi1>) -> (tensor<2xf32>) {
    %0 = stablehlo.convert %arg0 : (tensor<2xi1>) -> tensor<2xf32>
    return %0 : tensor<2xf32>
  }
}

