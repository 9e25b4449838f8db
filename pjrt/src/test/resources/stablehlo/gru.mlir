// [f32[5, 2, 3], f32[2, 4], f32[3, 12], f32[4, 12], f32[12], f32[12]] Gru[reverse=false]
module @gru {
  func.func public @main(%arg0: tensor<5x2x3xf32>, %arg1: tensor<2x4xf32>, %arg2: tensor<3x12xf32>, %arg3: tensor<4x12xf32>, %arg4: tensor<12xf32>, %arg5: tensor<12xf32>) -> (tensor<5x2x4xf32>, tensor<2x4xf32>) {
    %0 = stablehlo.dot_general %arg0, %arg2, contracting_dims = [2] x [0], precision = [HIGHEST, HIGHEST] : (tensor<5x2x3xf32>, tensor<3x12xf32>) -> tensor<5x2x12xf32>
    %1 = stablehlo.broadcast_in_dim %arg4, dims = [2] : (tensor<12xf32>) -> tensor<5x2x12xf32>
    %2 = stablehlo.add %0, %1 : tensor<5x2x12xf32>
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
      %16 = stablehlo.dynamic_slice %2, %11, %14, %15, sizes = [1, 2, 12] : (tensor<5x2x12xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<1x2x12xf32>
      %17 = stablehlo.reshape %16 : (tensor<1x2x12xf32>) -> tensor<2x12xf32>
      %18 = stablehlo.dot_general %12, %arg3, contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<2x4xf32>, tensor<4x12xf32>) -> tensor<2x12xf32>
      %19 = stablehlo.broadcast_in_dim %arg5, dims = [1] : (tensor<12xf32>) -> tensor<2x12xf32>
      %20 = stablehlo.add %18, %19 : tensor<2x12xf32>
      %21 = stablehlo.slice %17 [0:2, 0:4] : (tensor<2x12xf32>) -> tensor<2x4xf32>
      %22 = stablehlo.slice %20 [0:2, 0:4] : (tensor<2x12xf32>) -> tensor<2x4xf32>
      %23 = stablehlo.add %21, %22 : tensor<2x4xf32>
      %24 = stablehlo.logistic %23 : tensor<2x4xf32>
      %25 = stablehlo.slice %17 [0:2, 4:8] : (tensor<2x12xf32>) -> tensor<2x4xf32>
      %26 = stablehlo.slice %20 [0:2, 4:8] : (tensor<2x12xf32>) -> tensor<2x4xf32>
      %27 = stablehlo.add %25, %26 : tensor<2x4xf32>
      %28 = stablehlo.logistic %27 : tensor<2x4xf32>
      %29 = stablehlo.slice %17 [0:2, 8:12] : (tensor<2x12xf32>) -> tensor<2x4xf32>
      %30 = stablehlo.slice %20 [0:2, 8:12] : (tensor<2x12xf32>) -> tensor<2x4xf32>
      %31 = stablehlo.multiply %24, %30 : tensor<2x4xf32>
      %32 = stablehlo.add %29, %31 : tensor<2x4xf32>
      %33 = stablehlo.tanh %32 : tensor<2x4xf32>
      %34 = stablehlo.multiply %28, %12 : tensor<2x4xf32>
      %35 = stablehlo.constant dense<0x3F800000> : tensor<f32>
      %36 = stablehlo.broadcast_in_dim %35, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
      %37 = stablehlo.subtract %36, %28 : tensor<2x4xf32>
      %38 = stablehlo.multiply %37, %33 : tensor<2x4xf32>
      %39 = stablehlo.add %38, %34 : tensor<2x4xf32>
      %40 = stablehlo.constant dense<1> : tensor<i32>
      %41 = stablehlo.add %11, %40 : tensor<i32>
      %42 = stablehlo.reshape %39 : (tensor<2x4xf32>) -> tensor<1x2x4xf32>
      %43 = stablehlo.constant dense<0> : tensor<i32>
      %44 = stablehlo.constant dense<0> : tensor<i32>
      %45 = stablehlo.dynamic_update_slice %13, %42, %11, %43, %44 : (tensor<5x2x4xf32>, tensor<1x2x4xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<5x2x4xf32>
      stablehlo.return %41, %39, %45 : tensor<i32>, tensor<2x4xf32>, tensor<5x2x4xf32>
    }) : (tensor<i32>, tensor<2x4xf32>, tensor<5x2x4xf32>) -> (tensor<i32>, tensor<2x4xf32>, tensor<5x2x4xf32>)
    return %5#2, %5#1 : tensor<5x2x4xf32>, tensor<2x4xf32>
  }
}

