// [f32[2, 4, 3, 8], f32[2, 2, 5, 8], f32[2, 2, 5, 6], f32[2, 4, 3, 6]] AttentionGradient[scale=0.35, causal=false, window=0, dropout=0.0]
module @attention_gradient {
  func.func public @main(%arg0: tensor<2x4x3x8xf32>, %arg1: tensor<2x2x5x8xf32>, %arg2: tensor<2x2x5x6xf32>, %arg3: tensor<2x4x3x6xf32>) -> (tensor<2x4x3x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x6xf32>) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x4x3x8xf32>) -> tensor<2x2x6x8xf32>
    %1 = stablehlo.dot_general %0, %arg1, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [3], precision = [HIGHEST, HIGHEST] : (tensor<2x2x6x8xf32>, tensor<2x2x5x8xf32>) -> tensor<2x2x6x5xf32>
    %2 = stablehlo.reshape %1 : (tensor<2x2x6x5xf32>) -> tensor<2x4x3x5xf32>
    %3 = stablehlo.constant dense<0x3EB33333> : tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<2x4x3x5xf32>
    %5 = stablehlo.multiply %2, %4 : tensor<2x4x3x5xf32>
    %6 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %7 = stablehlo.reduce(%5 init: %6) applies stablehlo.maximum across dimensions = [3] : (tensor<2x4x3x5xf32>, tensor<f32>) -> tensor<2x4x3xf32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [0, 1, 2] : (tensor<2x4x3xf32>) -> tensor<2x4x3x5xf32>
    %9 = stablehlo.subtract %5, %8 : tensor<2x4x3x5xf32>
    %10 = stablehlo.exponential %9 : tensor<2x4x3x5xf32>
    %11 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %12 = stablehlo.reduce(%10 init: %11) applies stablehlo.add across dimensions = [3] : (tensor<2x4x3x5xf32>, tensor<f32>) -> tensor<2x4x3xf32>
    %13 = stablehlo.broadcast_in_dim %12, dims = [0, 1, 2] : (tensor<2x4x3xf32>) -> tensor<2x4x3x5xf32>
    %14 = stablehlo.divide %10, %13 : tensor<2x4x3x5xf32>
    %15 = stablehlo.reshape %arg3 : (tensor<2x4x3x6xf32>) -> tensor<2x2x6x6xf32>
    %16 = stablehlo.dot_general %15, %arg2, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [3], precision = [HIGHEST, HIGHEST] : (tensor<2x2x6x6xf32>, tensor<2x2x5x6xf32>) -> tensor<2x2x6x5xf32>
    %17 = stablehlo.reshape %16 : (tensor<2x2x6x5xf32>) -> tensor<2x4x3x5xf32>
    %18 = stablehlo.multiply %14, %17 : tensor<2x4x3x5xf32>
    %19 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %20 = stablehlo.reduce(%18 init: %19) applies stablehlo.add across dimensions = [3] : (tensor<2x4x3x5xf32>, tensor<f32>) -> tensor<2x4x3xf32>
    %21 = stablehlo.broadcast_in_dim %20, dims = [0, 1, 2] : (tensor<2x4x3xf32>) -> tensor<2x4x3x5xf32>
    %22 = stablehlo.multiply %14, %21 : tensor<2x4x3x5xf32>
    %23 = stablehlo.subtract %18, %22 : tensor<2x4x3x5xf32>
    %24 = stablehlo.reshape %23 : (tensor<2x4x3x5xf32>) -> tensor<2x2x6x5xf32>
    %25 = stablehlo.dot_general %24, %arg1, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [2], precision = [HIGHEST, HIGHEST] : (tensor<2x2x6x5xf32>, tensor<2x2x5x8xf32>) -> tensor<2x2x6x8xf32>
    %26 = stablehlo.reshape %25 : (tensor<2x2x6x8xf32>) -> tensor<2x4x3x8xf32>
    %27 = stablehlo.constant dense<0x3EB33333> : tensor<f32>
    %28 = stablehlo.broadcast_in_dim %27, dims = [] : (tensor<f32>) -> tensor<2x4x3x8xf32>
    %29 = stablehlo.multiply %26, %28 : tensor<2x4x3x8xf32>
    %30 = stablehlo.reshape %23 : (tensor<2x4x3x5xf32>) -> tensor<2x2x6x5xf32>
    %31 = stablehlo.reshape %arg0 : (tensor<2x4x3x8xf32>) -> tensor<2x2x6x8xf32>
    %32 = stablehlo.dot_general %30, %31, batching_dims = [0, 1] x [0, 1], contracting_dims = [2] x [2], precision = [HIGHEST, HIGHEST] : (tensor<2x2x6x5xf32>, tensor<2x2x6x8xf32>) -> tensor<2x2x5x8xf32>
    %33 = stablehlo.constant dense<0x3EB33333> : tensor<f32>
    %34 = stablehlo.broadcast_in_dim %33, dims = [] : (tensor<f32>) -> tensor<2x2x5x8xf32>
    %35 = stablehlo.multiply %32, %34 : tensor<2x2x5x8xf32>
    %36 = stablehlo.reshape %14 : (tensor<2x4x3x5xf32>) -> tensor<2x2x6x5xf32>
    %37 = stablehlo.reshape %arg3 : (tensor<2x4x3x6xf32>) -> tensor<2x2x6x6xf32>
    %38 = stablehlo.dot_general %36, %37, batching_dims = [0, 1] x [0, 1], contracting_dims = [2] x [2], precision = [HIGHEST, HIGHEST] : (tensor<2x2x6x5xf32>, tensor<2x2x6x6xf32>) -> tensor<2x2x5x6xf32>
    return %29, %35, %38 : tensor<2x4x3x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x6xf32>
  }
}

