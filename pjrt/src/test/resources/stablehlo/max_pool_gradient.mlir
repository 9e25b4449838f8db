// [f32[2, 6, 8, 3], f32[2, 3, 4, 3]] MaxPoolGradient[window=PoolWindow[sizes=[2, 2], strides=[2, 2], low=[0, 0], high=[0, 0]]]
module @max_pool_gradient {
  func.func public @main(%arg0: tensor<2x6x8x3xf32>, %arg1: tensor<2x3x4x3xf32>) -> (tensor<2x6x8x3xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = "stablehlo.select_and_scatter"(%arg0, %arg1, %0) <{padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>, window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.compare GE, %2, %3, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %5 = stablehlo.compare NE, %2, %2, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %6 = stablehlo.or %4, %5 : tensor<i1>
      stablehlo.return %6 : tensor<i1>
    }, {
    ^bb0(%7: tensor<f32>, %8: tensor<f32>):
      %9 = stablehlo.add %7, %8 : tensor<f32>
      stablehlo.return %9 : tensor<f32>
    }) : (tensor<2x6x8x3xf32>, tensor<2x3x4x3xf32>, tensor<f32>) -> (tensor<2x6x8x3xf32>)
    return %1 : tensor<2x6x8x3xf32>
  }
}

