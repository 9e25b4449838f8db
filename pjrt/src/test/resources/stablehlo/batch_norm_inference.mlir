// [f32[4, 3, 5], f32[4], f32[4], f32[4], f32[4]] BatchNormInference[epsilon=0.001, featureIndex=0]
module @batch_norm_inference {
  func.func public @main(%arg0: tensor<4x3x5xf32>, %arg1: tensor<4xf32>, %arg2: tensor<4xf32>, %arg3: tensor<4xf32>, %arg4: tensor<4xf32>) -> (tensor<4x3x5xf32>) {
    %0 = stablehlo.broadcast_in_dim %arg3, dims = [0] : (tensor<4xf32>) -> tensor<4x3x5xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<4x3x5xf32>
    %2 = stablehlo.constant dense<0x3A83126F> : tensor<f32>
    %3 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %4 = stablehlo.add %arg4, %3 : tensor<4xf32>
    %5 = stablehlo.rsqrt %4 : tensor<4xf32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [0] : (tensor<4xf32>) -> tensor<4x3x5xf32>
    %7 = stablehlo.multiply %1, %6 : tensor<4x3x5xf32>
    %8 = stablehlo.broadcast_in_dim %arg1, dims = [0] : (tensor<4xf32>) -> tensor<4x3x5xf32>
    %9 = stablehlo.multiply %7, %8 : tensor<4x3x5xf32>
    %10 = stablehlo.broadcast_in_dim %arg2, dims = [0] : (tensor<4xf32>) -> tensor<4x3x5xf32>
    %11 = stablehlo.add %9, %10 : tensor<4x3x5xf32>
    return %11 : tensor<4x3x5xf32>
  }
}

