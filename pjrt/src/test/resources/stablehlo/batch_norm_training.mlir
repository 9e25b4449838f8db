// [f32[4, 3, 5], f32[4], f32[4]] BatchNormTraining[epsilon=0.001, featureIndex=0]
module @batch_norm_training {
  func.func public @main(%arg0: tensor<4x3x5xf32>, %arg1: tensor<4xf32>, %arg2: tensor<4xf32>) -> (tensor<4x3x5xf32>, tensor<4xf32>, tensor<4xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = stablehlo.reduce(%arg0 init: %0) applies stablehlo.add across dimensions = [1, 2] : (tensor<4x3x5xf32>, tensor<f32>) -> tensor<4xf32>
    %2 = stablehlo.constant dense<0x41700000> : tensor<f32>
    %3 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %4 = stablehlo.divide %1, %3 : tensor<4xf32>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0] : (tensor<4xf32>) -> tensor<4x3x5xf32>
    %6 = stablehlo.subtract %arg0, %5 : tensor<4x3x5xf32>
    %7 = stablehlo.multiply %6, %6 : tensor<4x3x5xf32>
    %8 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %9 = stablehlo.reduce(%7 init: %8) applies stablehlo.add across dimensions = [1, 2] : (tensor<4x3x5xf32>, tensor<f32>) -> tensor<4xf32>
    %10 = stablehlo.constant dense<0x41700000> : tensor<f32>
    %11 = stablehlo.broadcast_in_dim %10, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %12 = stablehlo.divide %9, %11 : tensor<4xf32>
    %13 = stablehlo.constant dense<0x3A83126F> : tensor<f32>
    %14 = stablehlo.broadcast_in_dim %13, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %15 = stablehlo.add %12, %14 : tensor<4xf32>
    %16 = stablehlo.rsqrt %15 : tensor<4xf32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [0] : (tensor<4xf32>) -> tensor<4x3x5xf32>
    %18 = stablehlo.multiply %6, %17 : tensor<4x3x5xf32>
    %19 = stablehlo.broadcast_in_dim %arg1, dims = [0] : (tensor<4xf32>) -> tensor<4x3x5xf32>
    %20 = stablehlo.multiply %18, %19 : tensor<4x3x5xf32>
    %21 = stablehlo.broadcast_in_dim %arg2, dims = [0] : (tensor<4xf32>) -> tensor<4x3x5xf32>
    %22 = stablehlo.add %20, %21 : tensor<4x3x5xf32>
    return %22, %4, %12 : tensor<4x3x5xf32>, tensor<4xf32>, tensor<4xf32>
  }
}

