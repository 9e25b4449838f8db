// [f32[23]] ErfInv[]
module @erf_inv {
  func.func public @main(%arg0: tensor<23xf32>) -> (tensor<23xf32>) {
    %0 = stablehlo.convert %arg0 : (tensor<23xf32>) -> tensor<23xf64>
    %1 = chlo.erf_inv %0 : tensor<23xf64> -> tensor<23xf64>
    %2 = stablehlo.convert %1 : (tensor<23xf64>) -> tensor<23xf32>
    return %2 : tensor<23xf32>
  }
}

// [bf16[23]] ErfInv[]
module @erf_inv {
  func.func public @main(%arg0: tensor<23xbf16>) -> (tensor<23xbf16>) {
    %0 = chlo.erf_inv %arg0 : tensor<23xbf16> -> tensor<23xbf16>
    return %0 : tensor<23xbf16>
  }
}

