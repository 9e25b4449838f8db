// [f32[23, 23], f32[23, 23]] Divide[]
module @divide {
  func.func public @main(%arg0: tensor<23x23xf32>, %arg1: tensor<23x23xf32>) -> (tensor<23x23xf32>) {
    %0 = stablehlo.divide %arg0, %arg1 : tensor<23x23xf32>
    return %0 : tensor<23x23xf32>
  }
}

// [bf16[23, 23], bf16[23, 23]] Divide[]
module @divide {
  func.func public @main(%arg0: tensor<23x23xbf16>, %arg1: tensor<23x23xbf16>) -> (tensor<23x23xbf16>) {
    %0 = stablehlo.divide %arg0, %arg1 : tensor<23x23xbf16>
    return %0 : tensor<23x23xbf16>
  }
}

// [i32[19, 19], i32[19, 19]] Divide[]
module @divide {
  func.func public @main(%arg0: tensor<19x19xi32>, %arg1: tensor<19x19xi32>) -> (tensor<19x19xi32>) {
    %0 = stablehlo.constant dense<0> : tensor<19x19xi32>
    %1 = stablehlo.compare EQ, %arg1, %0, SIGNED : (tensor<19x19xi32>, tensor<19x19xi32>) -> tensor<19x19xi1>
    %2 = stablehlo.constant dense<-1> : tensor<19x19xi32>
    %3 = stablehlo.compare EQ, %arg1, %2, SIGNED : (tensor<19x19xi32>, tensor<19x19xi32>) -> tensor<19x19xi1>
    %4 = stablehlo.or %1, %3 : tensor<19x19xi1>
    %5 = stablehlo.constant dense<1> : tensor<19x19xi32>
    %6 = stablehlo.select %4, %5, %arg1 : tensor<19x19xi1>, tensor<19x19xi32>
    %7 = stablehlo.divide %arg0, %6 : tensor<19x19xi32>
    %8 = stablehlo.negate %arg0 : tensor<19x19xi32>
    %9 = stablehlo.select %3, %8, %7 : tensor<19x19xi1>, tensor<19x19xi32>
    %10 = stablehlo.select %1, %2, %9 : tensor<19x19xi1>, tensor<19x19xi32>
    return %10 : tensor<19x19xi32>
  }
}

// [u8[15, 15], u8[15, 15]] Divide[]
module @divide {
  func.func public @main(%arg0: tensor<15x15xui8>, %arg1: tensor<15x15xui8>) -> (tensor<15x15xui8>) {
    %0 = stablehlo.constant dense<0> : tensor<15x15xui8>
    %1 = stablehlo.compare EQ, %arg1, %0, UNSIGNED : (tensor<15x15xui8>, tensor<15x15xui8>) -> tensor<15x15xi1>
    %2 = stablehlo.constant dense<255> : tensor<15x15xui8>
    %3 = stablehlo.constant dense<1> : tensor<15x15xui8>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<15x15xi1>, tensor<15x15xui8>
    %5 = stablehlo.divide %arg0, %4 : tensor<15x15xui8>
    %6 = stablehlo.select %1, %2, %5 : tensor<15x15xi1>, tensor<15x15xui8>
    return %6 : tensor<15x15xui8>
  }
}

// [u32[19, 19], u32[19, 19]] Divide[]
module @divide {
  func.func public @main(%arg0: tensor<19x19xui32>, %arg1: tensor<19x19xui32>) -> (tensor<19x19xui32>) {
    %0 = stablehlo.constant dense<0> : tensor<19x19xui32>
    %1 = stablehlo.compare EQ, %arg1, %0, UNSIGNED : (tensor<19x19xui32>, tensor<19x19xui32>) -> tensor<19x19xi1>
    %2 = stablehlo.constant dense<4294967295> : tensor<19x19xui32>
    %3 = stablehlo.constant dense<1> : tensor<19x19xui32>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<19x19xi1>, tensor<19x19xui32>
    %5 = stablehlo.divide %arg0, %4 : tensor<19x19xui32>
    %6 = stablehlo.select %1, %2, %5 : tensor<19x19xi1>, tensor<19x19xui32>
    return %6 : tensor<19x19xui32>
  }
}

