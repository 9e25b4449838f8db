// [f32[23]] Sign[]
module @sign {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xf32>) {
    %0 = stablehlo.sign %arg0 : tensor<23xf32>
    return %0 : tensor<23xf32>
  }
}

// [bf16[23]] Sign[]
module @sign {
  func.func public @main(%arg0: tensor<23xbf16>) -> (tensor<23xbf16>) {
    %0 = stablehlo.sign %arg0 : tensor<23xbf16>
    return %0 : tensor<23xbf16>
  }
}

// [i32[19]] Sign[]
module @sign {
  func.func public @main(%arg0: tensor<19xi32>) -> (tensor<19xi32>) {
    %0 = stablehlo.sign %arg0 : tensor<19xi32>
    return %0 : tensor<19xi32>
  }
}

// [u8[15]] Sign[]
module @sign {
  func.func public @main(%arg0: tensor<15xui8>) -> (tensor<15xui8>) {
    %0 = stablehlo.constant dense<1> : tensor<15xui8>
    %1 = stablehlo.minimum %arg0, %0 : tensor<15xui8>
    return %1 : tensor<15xui8>
  }
}

// [u32[19]] Sign[]
module @sign {
  func.func public @main(%arg0: tensor<19xui32>) -> (tensor<19xui32>) {
    %0 = stablehlo.constant dense<1> : tensor<19xui32>
    %1 = stablehlo.minimum %arg0, %0 : tensor<19xui32>
    return %1 : tensor<19xui32>
  }
}

