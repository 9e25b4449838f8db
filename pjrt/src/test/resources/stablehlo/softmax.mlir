// [f32[3, 5, 7]] Softmax[dimension=0]
module @softmax {
  func.func public @main(%arg0: tensor<3x5x7xf32>) -> (tensor<3x5x7xf32>) {
    %0 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %1 = stablehlo.reduce(%arg0 init: %0) applies stablehlo.maximum across dimensions = [0] : (tensor<3x5x7xf32>, tensor<f32>) -> tensor<5x7xf32>
    %2 = stablehlo.broadcast_in_dim %1, dims = [1, 2] : (tensor<5x7xf32>) -> tensor<3x5x7xf32>
    %3 = stablehlo.subtract %arg0, %2 : tensor<3x5x7xf32>
    %4 = stablehlo.exponential %3 : tensor<3x5x7xf32>
    %5 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %6 = stablehlo.reduce(%4 init: %5) applies stablehlo.add across dimensions = [0] : (tensor<3x5x7xf32>, tensor<f32>) -> tensor<5x7xf32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [1, 2] : (tensor<5x7xf32>) -> tensor<3x5x7xf32>
    %8 = stablehlo.divide %4, %7 : tensor<3x5x7xf32>
    return %8 : tensor<3x5x7xf32>
  }
}

