// [f32[]] BroadcastInDim[shape=[3, 4], dimensions=[]]
module @broadcast_in_dim {
  func.func public @main(%arg0: tensor<f32>) -> (tensor<3x4xf32>) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<f32>) -> tensor<3x4xf32>
    return %0 : tensor<3x4xf32>
  }
}

// [bf16[]] BroadcastInDim[shape=[3, 4], dimensions=[]]
module @broadcast_in_dim {
  func.func public @main(%arg0: tensor<bf16>) -> (tensor<3x4xbf16>) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<bf16>) -> tensor<3x4xbf16>
    return %0 : tensor<3x4xbf16>
  }
}

// [i32[]] BroadcastInDim[shape=[3, 4], dimensions=[]]
module @broadcast_in_dim {
  func.func public @main(%arg0: tensor<i32>) -> (tensor<3x4xi32>) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<i32>) -> tensor<3x4xi32>
    return %0 : tensor<3x4xi32>
  }
}

// [u8[]] BroadcastInDim[shape=[3, 4], dimensions=[]]
module @broadcast_in_dim {
  func.func public @main(%arg0: tensor<ui8>) -> (tensor<3x4xui8>) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<ui8>) -> tensor<3x4xui8>
    return %0 : tensor<3x4xui8>
  }
}

// [u32[]] BroadcastInDim[shape=[3, 4], dimensions=[]]
module @broadcast_in_dim {
  func.func public @main(%arg0: tensor<ui32>) -> (tensor<3x4xui32>) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<ui32>) -> tensor<3x4xui32>
    return %0 : tensor<3x4xui32>
  }
}

// [bool[]] BroadcastInDim[shape=[3, 4], dimensions=[]]
module @broadcast_in_dim {
  func.func public @main(%arg0: tensor<i1>) -> (tensor<3x4xi1>) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<i1>) -> tensor<3x4xi1>
    return %0 : tensor<3x4xi1>
  }
}

