// [i32[], f32[3, 5], f32[3, 5], f32[5, 5]] Case[branches=[step(3 parameters) 4 instructions -> [f32[3, 5], f32[3, 5]], other(3 parameters) 3 instructions -> [f32[3, 5], f32[3, 5]]]]
module @case {
  func.func public @main(%arg0: tensor<i32>, %arg1: tensor<3x5xf32>, %arg2: tensor<3x5xf32>, %arg3: tensor<5x5xf32>) -> (tensor<3x5xf32>, tensor<3x5xf32>) {
    %0:2 = "stablehlo.case"(%arg0) ({
      %1 = stablehlo.dot_general %arg1, %arg3, contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<3x5xf32>, tensor<5x5xf32>) -> tensor<3x5xf32>
      %2 = stablehlo.add %1, %arg2 : tensor<3x5xf32>
      %3 = stablehlo.tanh %2 : tensor<3x5xf32>
      %4 = stablehlo.multiply %3, %arg2 : tensor<3x5xf32>
      stablehlo.return %3, %4 : tensor<3x5xf32>, tensor<3x5xf32>
    }, {
      %5 = stablehlo.dot_general %arg1, %arg3, contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<3x5xf32>, tensor<5x5xf32>) -> tensor<3x5xf32>
      %6 = stablehlo.exponential %5 : tensor<3x5xf32>
      %7 = stablehlo.multiply %arg1, %arg2 : tensor<3x5xf32>
      stablehlo.return %6, %7 : tensor<3x5xf32>, tensor<3x5xf32>
    }) : (tensor<i32>) -> (tensor<3x5xf32>, tensor<3x5xf32>)
    return %0#0, %0#1 : tensor<3x5xf32>, tensor<3x5xf32>
  }
}

// [i32[], i32[2, 3], i32[2, 3]] Case[branches=[step(2 parameters) 2 instructions -> [i32[2, 3], i32[2, 3]], swapped(2 parameters) 0 instructions -> [i32[2, 3], i32[2, 3]]]]
module @case {
  func.func public @main(%arg0: tensor<i32>, %arg1: tensor<2x3xi32>, %arg2: tensor<2x3xi32>) -> (tensor<2x3xi32>, tensor<2x3xi32>) {
    %0:2 = "stablehlo.case"(%arg0) ({
      %1 = stablehlo.add %arg1, %arg2 : tensor<2x3xi32>
      %2 = stablehlo.maximum %1, %arg2 : tensor<2x3xi32>
      stablehlo.return %2, %1 : tensor<2x3xi32>, tensor<2x3xi32>
    }, {
      stablehlo.return %arg2, %arg1 : tensor<2x3xi32>, tensor<2x3xi32>
    }) : (tensor<i32>) -> (tensor<2x3xi32>, tensor<2x3xi32>)
    return %0#0, %0#1 : tensor<2x3xi32>, tensor<2x3xi32>
  }
}

