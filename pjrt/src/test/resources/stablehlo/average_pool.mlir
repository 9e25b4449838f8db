// [f32[2, 6, 8, 3]] AveragePool[window=PoolWindow[sizes=[2, 2], strides=[2, 2], low=[0, 0], high=[0, 0]]]
module @average_pool {
  func.func public @main(%arg0: tensor<2x6x8x3xf32>) -> (tensor<2x3x4x3xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>, window_dilations = array<i64: 1, 1, 1, 1>, window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.add %2, %3 : tensor<f32>
      stablehlo.return %4 : tensor<f32>
    }) : (tensor<2x6x8x3xf32>, tensor<f32>) -> (tensor<2x3x4x3xf32>)
    %5 = stablehlo.constant dense<0x40800000> : tensor<3x4xf32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [1, 2] : (tensor<3x4xf32>) -> tensor<2x3x4x3xf32>
    %7 = stablehlo.divide %1, %6 : tensor<2x3x4x3xf32>
    return %7 : tensor<2x3x4x3xf32>
  }
}

