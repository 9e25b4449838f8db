// [f32[3, 5], f32[3, 5], f32[5, 5]] Rematerialize[body=step(3 parameters) 4 instructions -> [f32[3, 5], f32[3, 5]]]
module @rematerialize {
  func.func public @main(%arg0: tensor<3x5xf32>, %arg1: tensor<3x5xf32>, %arg2: tensor<5x5xf32>) -> (tensor<3x5xf32>, tensor<3x5xf32>) {
    %0 = stablehlo.dot_general %arg0, %arg2, contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<3x5xf32>, tensor<5x5xf32>) -> tensor<3x5xf32>
    %1 = stablehlo.add %0, %arg1 : tensor<3x5xf32>
    %2 = stablehlo.tanh %1 : tensor<3x5xf32>
    %3 = stablehlo.multiply %2, %arg1 : tensor<3x5xf32>
    return %2, %3 : tensor<3x5xf32>, tensor<3x5xf32>
  }
}

// [i32[3], i32[3]] Rematerialize[body=step(2 parameters) 2 instructions -> [i32[3], i32[3]]]
module @rematerialize {
  func.func public @main(%arg0: tensor<3xi32>, %arg1: tensor<3xi32>) -> (tensor<3xi32>, tensor<3xi32>) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<3xi32>
    %1 = stablehlo.maximum %0, %arg1 : tensor<3xi32>
    return %1, %0 : tensor<3xi32>, tensor<3xi32>
  }
}

