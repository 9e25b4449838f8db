// [f32[5], f32[]] Pad[low=[1], high=[2], interior=[0]]
module @pad {
  func.func public @main(%arg0: tensor<5xf32>, %arg1: tensor<f32>) -> (tensor<8xf32>) {
    %0 = stablehlo.pad %arg0, %arg1, low = [1], high = [2], interior = [0] : (tensor<5xf32>, tensor<f32>) -> tensor<8xf32>
    return %0 : tensor<8xf32>
  }
}

// [bf16[5], bf16[]] Pad[low=[1], high=[2], interior=[0]]
module @pad {
  func.func public @main(%arg0: tensor<5xbf16>, %arg1: tensor<bf16>) -> (tensor<8xbf16>) {
    %0 = stablehlo.pad %arg0, %arg1, low = [1], high = [2], interior = [0] : (tensor<5xbf16>, tensor<bf16>) -> tensor<8xbf16>
    return %0 : tensor<8xbf16>
  }
}

// [i32[5], i32[]] Pad[low=[1], high=[2], interior=[0]]
module @pad {
  func.func public @main(%arg0: tensor<5xi32>, %arg1: tensor<i32>) -> (tensor<8xi32>) {
    %0 = stablehlo.pad %arg0, %arg1, low = [1], high = [2], interior = [0] : (tensor<5xi32>, tensor<i32>) -> tensor<8xi32>
    return %0 : tensor<8xi32>
  }
}

// [u8[5], u8[]] Pad[low=[1], high=[2], interior=[0]]
module @pad {
  func.func public @main(%arg0: tensor<5xui8>, %arg1: tensor<ui8>) -> (tensor<8xui8>) {
    %0 = stablehlo.pad %arg0, %arg1, low = [1], high = [2], interior = [0] : (tensor<5xui8>, tensor<ui8>) -> tensor<8xui8>
    return %0 : tensor<8xui8>
  }
}

// [u32[5], u32[]] Pad[low=[1], high=[2], interior=[0]]
module @pad {
  func.func public @main(%arg0: tensor<5xui32>, %arg1: tensor<ui32>) -> (tensor<8xui32>) {
    %0 = stablehlo.pad %arg0, %arg1, low = [1], high = [2], interior = [0] : (tensor<5xui32>, tensor<ui32>) -> tensor<8xui32>
    return %0 : tensor<8xui32>
  }
}

// [bool[5], bool[]] Pad[low=[1], high=[2], interior=[0]]
module @pad {
  func.func public @main(%arg0: tensor<5xi1>, %arg1: tensor<i1>) -> (tensor<8xi1>) {
    %0 = stablehlo.pad %arg0, %arg1, low = [1], high = [2], interior = [0] : (tensor<5xi1>, tensor<i1>) -> tensor<8xi1>
    return %0 : tensor<8xi1>
  }
}

