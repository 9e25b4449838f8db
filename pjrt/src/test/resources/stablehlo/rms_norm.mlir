// [f32[4, 10], f32[10]] RmsNorm[dimension=1, epsilon=1.0E-5]
module @rms_norm {
  func.func public @main(%arg0: tensor<4x10xf32>, %arg1: tensor<10xf32>) -> (tensor<4x10xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %2 = stablehlo.multiply %arg0, %arg0 : tensor<4x10xf32>
    %3 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %4 = stablehlo.reduce(%2 init: %3) applies stablehlo.add across dimensions = [1] : (tensor<4x10xf32>, tensor<f32>) -> tensor<4xf32>
    %5 = stablehlo.constant dense<0x41200000> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %7 = stablehlo.divide %4, %6 : tensor<4xf32>
    %8 = stablehlo.constant dense<0x3727C5AC> : tensor<f32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %10 = stablehlo.add %7, %9 : tensor<4xf32>
    %11 = stablehlo.rsqrt %10 : tensor<4xf32>
    %12 = stablehlo.broadcast_in_dim %11, dims = [0] : (tensor<4xf32>) -> tensor<4x10xf32>
    %13 = stablehlo.multiply %arg0, %12 : tensor<4x10xf32>
    %14 = stablehlo.broadcast_in_dim %arg1, dims = [1] : (tensor<10xf32>) -> tensor<4x10xf32>
    %15 = stablehlo.multiply %13, %14 : tensor<4x10xf32>
    return %15 : tensor<4x10xf32>
  }
}

