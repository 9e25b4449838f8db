// [] Iota[type=f32[300], axis=0]
module @iota {
  func.func public @main() -> (tensor<300xf32>) {
    %0 = stablehlo.iota dim = 0 : tensor<300xf32>
    return %0 : tensor<300xf32>
  }
}

// [] Iota[type=bf16[300], axis=0]
module @iota {
  func.func public @main() -> (tensor<300xbf16>) {
    %0 = stablehlo.iota dim = 0 : tensor<300xi32>
    %1 = stablehlo.convert %0 : (tensor<300xi32>) -> tensor<300xf64>
    %2 = stablehlo.convert %1 : (tensor<300xf64>) -> tensor<300xf32>
    %3 = stablehlo.convert %2 : (tensor<300xf32>) -> tensor<300xf64>
    %4 = stablehlo.bitcast_convert %2 : (tensor<300xf32>) -> tensor<300xui32>
    %5 = stablehlo.constant dense<1> : tensor<300xui32>
    %6 = stablehlo.and %4, %5 : tensor<300xui32>
    %7 = stablehlo.constant dense<0> : tensor<300xui32>
    %8 = stablehlo.compare EQ, %6, %7, UNSIGNED : (tensor<300xui32>, tensor<300xui32>) -> tensor<300xi1>
    %9 = stablehlo.compare NE, %3, %1, FLOAT : (tensor<300xf64>, tensor<300xf64>) -> tensor<300xi1>
    %10 = stablehlo.is_finite %2 : (tensor<300xf32>) -> tensor<300xi1>
    %11 = stablehlo.and %8, %9 : tensor<300xi1>
    %12 = stablehlo.and %11, %10 : tensor<300xi1>
    %13 = stablehlo.abs %1 : tensor<300xf64>
    %14 = stablehlo.abs %3 : tensor<300xf64>
    %15 = stablehlo.compare LT, %14, %13, FLOAT : (tensor<300xf64>, tensor<300xf64>) -> tensor<300xi1>
    %16 = stablehlo.add %4, %5 : tensor<300xui32>
    %17 = stablehlo.subtract %4, %5 : tensor<300xui32>
    %18 = stablehlo.select %15, %16, %17 : tensor<300xi1>, tensor<300xui32>
    %19 = stablehlo.select %12, %18, %4 : tensor<300xi1>, tensor<300xui32>
    %20 = stablehlo.bitcast_convert %19 : (tensor<300xui32>) -> tensor<300xf32>
    %21 = stablehlo.convert %20 : (tensor<300xf32>) -> tensor<300xbf16>
    return %21 : tensor<300xbf16>
  }
}

// [] Iota[type=i32[300], axis=0]
module @iota {
  func.func public @main() -> (tensor<300xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<300xi32>
    return %0 : tensor<300xi32>
  }
}

// [] Iota[type=u8[300], axis=0]
module @iota {
  func.func public @main() -> (tensor<300xui8>) {
    %0 = stablehlo.iota dim = 0 : tensor<300xi32>
    %1 = stablehlo.convert %0 : (tensor<300xi32>) -> tensor<300xui8>
    return %1 : tensor<300xui8>
  }
}

// [] Iota[type=u32[300], axis=0]
module @iota {
  func.func public @main() -> (tensor<300xui32>) {
    %0 = stablehlo.iota dim = 0 : tensor<300xui32>
    return %0 : tensor<300xui32>
  }
}

