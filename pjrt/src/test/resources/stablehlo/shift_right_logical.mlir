// [i32[19, 19], i32[19, 19]] ShiftRightLogical[]
module @shift_right_logical {
  func.func public @main(%arg0: tensor<19x19xi32>, %arg1: tensor<19x19xi32>) -> (tensor<19x19xi32>) {
    %0 = stablehlo.constant dense<32> : tensor<19x19xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<19x19xi32>, tensor<19x19xi32>) -> tensor<19x19xi1>
    %2 = stablehlo.constant dense<0> : tensor<19x19xi32>
    %3 = stablehlo.compare GE, %arg1, %2, SIGNED : (tensor<19x19xi32>, tensor<19x19xi32>) -> tensor<19x19xi1>
    %4 = stablehlo.and %1, %3 : tensor<19x19xi1>
    %5 = stablehlo.constant dense<0> : tensor<19x19xi32>
    %6 = stablehlo.select %4, %arg1, %5 : tensor<19x19xi1>, tensor<19x19xi32>
    %7 = stablehlo.shift_right_logical %arg0, %6 : tensor<19x19xi32>
    %8 = stablehlo.select %4, %7, %5 : tensor<19x19xi1>, tensor<19x19xi32>
    return %8 : tensor<19x19xi32>
  }
}

// [u8[15, 15], u8[15, 15]] ShiftRightLogical[]
module @shift_right_logical {
  func.func public @main(%arg0: tensor<15x15xui8>, %arg1: tensor<15x15xui8>) -> (tensor<15x15xui8>) {
    %0 = stablehlo.constant dense<8> : tensor<15x15xui8>
    %1 = stablehlo.compare LT, %arg1, %0, UNSIGNED : (tensor<15x15xui8>, tensor<15x15xui8>) -> tensor<15x15xi1>
    %2 = stablehlo.constant dense<0> : tensor<15x15xui8>
    %3 = stablehlo.select %1, %arg1, %2 : tensor<15x15xi1>, tensor<15x15xui8>
    %4 = stablehlo.shift_right_logical %arg0, %3 : tensor<15x15xui8>
    %5 = stablehlo.select %1, %4, %2 : tensor<15x15xi1>, tensor<15x15xui8>
    return %5 : tensor<15x15xui8>
  }
}

// [u32[19, 19], u32[19, 19]] ShiftRightLogical[]
module @shift_right_logical {
  func.func public @main(%arg0: tensor<19x19xui32>, %arg1: tensor<19x19xui32>) -> (tensor<19x19xui32>) {
    %0 = stablehlo.constant dense<32> : tensor<19x19xui32>
    %1 = stablehlo.compare LT, %arg1, %0, UNSIGNED : (tensor<19x19xui32>, tensor<19x19xui32>) -> tensor<19x19xi1>
    %2 = stablehlo.constant dense<0> : tensor<19x19xui32>
    %3 = stablehlo.select %1, %arg1, %2 : tensor<19x19xi1>, tensor<19x19xui32>
    %4 = stablehlo.shift_right_logical %arg0, %3 : tensor<19x19xui32>
    %5 = stablehlo.select %1, %4, %2 : tensor<19x19xi1>, tensor<19x19xui32>
    return %5 : tensor<19x19xui32>
  }
}

