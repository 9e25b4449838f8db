// [f32[3], f32[2, 2]] OptimizationBarrier[]
module @optimization_barrier {
  func.func public @main(%arg0: tensor<3xf32>, %arg1: tensor<2x2xf32>) -> (tensor<3xf32>, tensor<2x2xf32>) {
    %0:2 = stablehlo.optimization_barrier %arg0, %arg1 : tensor<3xf32>, tensor<2x2xf32>
    return %0#0, %0#1 : tensor<3xf32>, tensor<2x2xf32>
  }
}

// [i32[3], i32[2, 2]] OptimizationBarrier[]
module @optimization_barrier {
  func.func public @main(%arg0: tensor<3xi32>, %arg1: tensor<2x2xi32>) -> (tensor<3xi32>, tensor<2x2xi32>) {
    %0:2 = stablehlo.optimization_barrier %arg0, %arg1 : tensor<3xi32>, tensor<2x2xi32>
    return %0#0, %0#1 : tensor<3xi32>, tensor<2x2xi32>
  }
}

