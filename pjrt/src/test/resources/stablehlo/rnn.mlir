// [f32[5, 2, 3], f32[2, 4], f32[3, 4], f32[4, 4], f32[4]] Rnn[activation=TANH, reverse=false]
module @rnn {
  func.func public @main(%arg0: tensor<5x2x3xf32>, %arg1: tensor<2x4xf32>, %arg2: tensor<3x4xf32>, %arg3: tensor<4x4xf32>, %arg4: tensor<4xf32>) -> (tensor<5x2x4xf32>, tensor<2x4xf32>) {
    %0 = stablehlo.dot_general %arg0, %arg2, contracting_dims = [2] x [0], precision = [HIGHEST, HIGHEST] : (tensor<5x2x3xf32>, tensor<3x4xf32>) -> tensor<5x2x4xf32>
    %1 = stablehlo.broadcast_in_dim %arg4, dims = [2] : (tensor<4xf32>) -> tensor<5x2x4xf32>
    %2 = stablehlo.add %0, %1 : tensor<5x2x4xf32>
    %3 = stablehlo.constant dense<0x00000000> : tensor<5x2x4xf32>
    %4 = stablehlo.constant dense<0> : tensor<i32>
    %5:3 = "stablehlo.while"(%4, %arg1, %3) ({
    ^bb0(%6: tensor<i32>, %7: tensor<2x4xf32>, %8: tensor<5x2x4xf32>):
      %9 = stablehlo.constant dense<5> : tensor<i32>
      %10 = stablehlo.compare LT, %6, %9, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %10 : tensor<i1>
    }, {
    ^bb0(%11: tensor<i32>, %12: tensor<2x4xf32>, %13: tensor<5x2x4xf32>):
      %14 = stablehlo.constant dense<0> : tensor<i32>
      %15 = stablehlo.constant dense<0> : tensor<i32>
      %16 = stablehlo.dynamic_slice %2, %11, %14, %15, sizes = [1, 2, 4] : (tensor<5x2x4xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<1x2x4xf32>
      %17 = stablehlo.reshape %16 : (tensor<1x2x4xf32>) -> tensor<2x4xf32>
      %18 = stablehlo.dot_general %12, %arg3, contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
      %19 = stablehlo.add %17, %18 : tensor<2x4xf32>
      %20 = stablehlo.tanh %19 : tensor<2x4xf32>
      %21 = stablehlo.constant dense<1> : tensor<i32>
      %22 = stablehlo.add %11, %21 : tensor<i32>
      %23 = stablehlo.reshape %20 : (tensor<2x4xf32>) -> tensor<1x2x4xf32>
      %24 = stablehlo.constant dense<0> : tensor<i32>
      %25 = stablehlo.constant dense<0> : tensor<i32>
      %26 = stablehlo.dynamic_update_slice %13, %23, %11, %24, %25 : (tensor<5x2x4xf32>, tensor<1x2x4xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<5x2x4xf32>
      stablehlo.return %22, %20, %26 : tensor<i32>, tensor<2x4xf32>, tensor<5x2x4xf32>
    }) : (tensor<i32>, tensor<2x4xf32>, tensor<5x2x4xf32>) -> (tensor<i32>, tensor<2x4xf32>, tensor<5x2x4xf32>)
    return %5#2, %5#1 : tensor<5x2x4xf32>, tensor<2x4xf32>
  }
}

