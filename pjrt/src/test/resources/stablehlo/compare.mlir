// [f32[23, 23], f32[23, 23]] Compare[direction=EQ]
module @compare {
  func.func public @main(%arg0: tensor<23x23xf32>, %arg1: tensor<23x23xf32>) -> (tensor<23x23xi1>) {
    %0 = stablehlo.compare EQ, %arg0, %arg1, FLOAT : (tensor<23x23xf32>, tensor<23x23xf32>) -> tensor<23x23xi1>
    return %0 : tensor<23x23xi1>
  }
}

// [bf16[23, 23], bf16[23, 23]] Compare[direction=EQ]
module @compare {
  func.func public @main(%arg0: tensor<23x23xbf16>, %arg1: tensor<23x23xbf16>) -> (tensor<23x23xi1>) {
    %0 = stablehlo.compare EQ, %arg0, %arg1, FLOAT : (tensor<23x23xbf16>, tensor<23x23xbf16>) -> tensor<23x23xi1>
    return %0 : tensor<23x23xi1>
  }
}

// [i32[19, 19], i32[19, 19]] Compare[direction=EQ]
module @compare {
  func.func public @main(%arg0: tensor<19x19xi32>, %arg1: tensor<19x19xi32>) -> (tensor<19x19xi1>) {
    %0 = stablehlo.compare EQ, %arg0, %arg1, SIGNED : (tensor<19x19xi32>, tensor<19x19xi32>) -> tensor<19x19xi1>
    return %0 : tensor<19x19xi1>
  }
}

// [u8[15, 15], u8[15, 15]] Compare[direction=EQ]
module @compare {
  func.func public @main(%arg0: tensor<15x15xui8>, %arg1: tensor<15x15xui8>) -> (tensor<15x15xi1>) {
    %0 = stablehlo.compare EQ, %arg0, %arg1, UNSIGNED : (tensor<15x15xui8>, tensor<15x15xui8>) -> tensor<15x15xi1>
    return %0 : tensor<15x15xi1>
  }
}

// [u32[19, 19], u32[19, 19]] Compare[direction=EQ]
module @compare {
  func.func public @main(%arg0: tensor<19x19xui32>, %arg1: tensor<19x19xui32>) -> (tensor<19x19xi1>) {
    %0 = stablehlo.compare EQ, %arg0, %arg1, UNSIGNED : (tensor<19x19xui32>, tensor<19x19xui32>) -> tensor<19x19xi1>
    return %0 : tensor<19x19xi1>
  }
}

// [bool[2, 2], bool[2, 2]] Compare[direction=EQ]
module @compare {
  func.func public @main(%arg0: tensor<2x2xi1>, %arg1: tensor<2x2xi1>) -> (tensor<2x2xi1>) {
    %0 = stablehlo.compare EQ, %arg0, %arg1, UNSIGNED : (tensor<2x2xi1>, tensor<2x2xi1>) -> tensor<2x2xi1>
    return %0 : tensor<2x2xi1>
  }
}

// [f32[23, 23], f32[23, 23]] Compare[direction=NE]
module @compare {
  func.func public @main(%arg0: tensor<23x23xf32>, %arg1: tensor<23x23xf32>) -> (tensor<23x23xi1>) {
    %0 = stablehlo.compare NE, %arg0, %arg1, FLOAT : (tensor<23x23xf32>, tensor<23x23xf32>) -> tensor<23x23xi1>
    return %0 : tensor<23x23xi1>
  }
}

// [f32[23, 23], f32[23, 23]] Compare[direction=GE]
module @compare {
  func.func public @main(%arg0: tensor<23x23xf32>, %arg1: tensor<23x23xf32>) -> (tensor<23x23xi1>) {
    %0 = stablehlo.compare GE, %arg0, %arg1, FLOAT : (tensor<23x23xf32>, tensor<23x23xf32>) -> tensor<23x23xi1>
    return %0 : tensor<23x23xi1>
  }
}

