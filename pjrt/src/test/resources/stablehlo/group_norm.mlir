// [f32[2, 3, 4, 6], f32[6], f32[6]] GroupNorm[groups=1, epsilon=0.001]
module @group_norm {
  func.func public @main(%arg0: tensor<2x3x4x6xf32>, %arg1: tensor<6xf32>, %arg2: tensor<6xf32>) -> (tensor<2x3x4x6xf32>) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x3x4x6xf32>) -> tensor<2x3x4x1x6xf32>
    %1 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %2 = stablehlo.reduce(%0 init: %1) applies stablehlo.add across dimensions = [1, 2, 4] : (tensor<2x3x4x1x6xf32>, tensor<f32>) -> tensor<2x1xf32>
    %3 = stablehlo.constant dense<0x42900000> : tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<2x1xf32>
    %5 = stablehlo.divide %2, %4 : tensor<2x1xf32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [0, 3] : (tensor<2x1xf32>) -> tensor<2x3x4x1x6xf32>
    %7 = stablehlo.subtract %0, %6 : tensor<2x3x4x1x6xf32>
    %8 = stablehlo.multiply %7, %7 : tensor<2x3x4x1x6xf32>
    %9 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %10 = stablehlo.reduce(%8 init: %9) applies stablehlo.add across dimensions = [1, 2, 4] : (tensor<2x3x4x1x6xf32>, tensor<f32>) -> tensor<2x1xf32>
    %11 = stablehlo.constant dense<0x42900000> : tensor<f32>
    %12 = stablehlo.broadcast_in_dim %11, dims = [] : (tensor<f32>) -> tensor<2x1xf32>
    %13 = stablehlo.divide %10, %12 : tensor<2x1xf32>
    %14 = stablehlo.constant dense<0x3A83126F> : tensor<f32>
    %15 = stablehlo.broadcast_in_dim %14, dims = [] : (tensor<f32>) -> tensor<2x1xf32>
    %16 = stablehlo.add %13, %15 : tensor<2x1xf32>
    %17 = stablehlo.rsqrt %16 : tensor<2x1xf32>
    %18 = stablehlo.broadcast_in_dim %17, dims = [0, 3] : (tensor<2x1xf32>) -> tensor<2x3x4x1x6xf32>
    %19 = stablehlo.multiply %7, %18 : tensor<2x3x4x1x6xf32>
    %20 = stablehlo.reshape %arg1 : (tensor<6xf32>) -> tensor<1x6xf32>
    %21 = stablehlo.broadcast_in_dim %20, dims = [3, 4] : (tensor<1x6xf32>) -> tensor<2x3x4x1x6xf32>
    %22 = stablehlo.multiply %19, %21 : tensor<2x3x4x1x6xf32>
    %23 = stablehlo.reshape %arg2 : (tensor<6xf32>) -> tensor<1x6xf32>
    %24 = stablehlo.broadcast_in_dim %23, dims = [3, 4] : (tensor<1x6xf32>) -> tensor<2x3x4x1x6xf32>
    %25 = stablehlo.add %22, %24 : tensor<2x3x4x1x6xf32>
    %26 = stablehlo.reshape %25 : (tensor<2x3x4x1x6xf32>) -> tensor<2x3x4x6xf32>
    return %26 : tensor<2x3x4x6xf32>
  }
}

