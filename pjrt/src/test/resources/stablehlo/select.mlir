// [bool[3, 5], f32[3, 5], f32[3, 5]] Select[]
module @select {
  func.func public @main(%arg0: tensor<3x5xi1>, %arg1: tensor<3x5xf32>, %arg2: tensor<3x5xf32>) -> (tensor<3x5xf32>) {
    %0 = stablehlo.select %arg0, %arg1, %arg2 : tensor<3x5xi1>, tensor<3x5xf32>
    return %0 : tensor<3x5xf32>
  }
}

// [bool[3, 5], bf16[3, 5], bf16[3, 5]] Select[]
module @select {
  func.func public @main(%arg0: tensor<3x5xi1>, %arg1: tensor<3x5xbf16>, %arg2: tensor<3x5xbf16>) -> (tensor<3x5xbf16>) {
    %0 = stablehlo.select %arg0, %arg1, %arg2 : tensor<3x5xi1>, tensor<3x5xbf16>
    return %0 : tensor<3x5xbf16>
  }
}

// [bool[3, 5], i32[3, 5], i32[3, 5]] Select[]
module @select {
  func.func public @main(%arg0: tensor<3x5xi1>, %arg1: tensor<3x5xi32>, %arg2: tensor<3x5xi32>) -> (tensor<3x5xi32>) {
    %0 = stablehlo.select %arg0, %arg1, %arg2 : tensor<3x5xi1>, tensor<3x5xi32>
    return %0 : tensor<3x5xi32>
  }
}

// [bool[3, 5], u8[3, 5], u8[3, 5]] Select[]
module @select {
  func.func public @main(%arg0: tensor<3x5xi1>, %arg1: tensor<3x5xui8>, %arg2: tensor<3x5xui8>) -> (tensor<3x5xui8>) {
    %0 = stablehlo.select %arg0, %arg1, %arg2 : tensor<3x5xi1>, tensor<3x5xui8>
    return %0 : tensor<3x5xui8>
  }
}

// [bool[3, 5], u32[3, 5], u32[3, 5]] Select[]
module @select {
  func.func public @main(%arg0: tensor<3x5xi1>, %arg1: tensor<3x5xui32>, %arg2: tensor<3x5xui32>) -> (tensor<3x5xui32>) {
    %0 = stablehlo.select %arg0, %arg1, %arg2 : tensor<3x5xi1>, tensor<3x5xui32>
    return %0 : tensor<3x5xui32>
  }
}

// [bool[3, 5], bool[3, 5], bool[3, 5]] Select[]
module @select {
  func.func public @main(%arg0: tensor<3x5xi1>, %arg1: tensor<3x5xi1>, %arg2: tensor<3x5xi1>) -> (tensor<3x5xi1>) {
    %0 = stablehlo.select %arg0, %arg1, %arg2 : tensor<3x5xi1>, tensor<3x5xi1>
    return %0 : tensor<3x5xi1>
  }
}

