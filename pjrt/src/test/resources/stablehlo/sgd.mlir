// [f32[7, 5], f32[7, 5], f32[]] Sgd[momentum=0.0, nesterov=false, weightDecay=0.0]
module @sgd {
  func.func public @main(%arg0: tensor<7x5xf32>, %arg1: tensor<7x5xf32>, %arg2: tensor<f32>) -> (tensor<7x5xf32>) {
    %0 = stablehlo.broadcast_in_dim %arg2, dims = [] : (tensor<f32>) -> tensor<7x5xf32>
    %1 = stablehlo.multiply %arg1, %0 : tensor<7x5xf32>
    %2 = stablehlo.subtract %arg0, %1 : tensor<7x5xf32>
    return %2 : tensor<7x5xf32>
  }
}

