// [f32[2, 3, 4, 3]] AveragePoolGradient[window=PoolWindow[sizes=[2, 2], strides=[2, 2], low=[0, 0], high=[0, 0]], shape=[2, 6, 8, 3]]
module @average_pool_gradient {
  func.func public @main(%arg0: tensor<2x3x4x3xf32>) -> (tensor<2x6x8x3xf32>) {
    %0 = stablehlo.constant dense<0x40800000> : tensor<3x4xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [1, 2] : (tensor<3x4xf32>) -> tensor<2x3x4x3xf32>
    %2 = stablehlo.divide %arg0, %1 : tensor<2x3x4x3xf32>
    %3 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %4 = stablehlo.pad %2, %3, low = [0, 1, 1, 0], high = [0, 1, 1, 0], interior = [0, 1, 1, 0] : (tensor<2x3x4x3xf32>, tensor<f32>) -> tensor<2x7x9x3xf32>
    %5 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %6 = "stablehlo.reduce_window"(%4, %5) <{base_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>, window_dilations = array<i64: 1, 1, 1, 1>, window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 1, 1, 1>}> ({
    ^bb0(%7: tensor<f32>, %8: tensor<f32>):
      %9 = stablehlo.add %7, %8 : tensor<f32>
      stablehlo.return %9 : tensor<f32>
    }) : (tensor<2x7x9x3xf32>, tensor<f32>) -> (tensor<2x6x8x3xf32>)
    return %6 : tensor<2x6x8x3xf32>
  }
}

