// [f32[5, 2, 3], f32[2, 4], f32[2, 4], f32[3, 16], f32[4, 16], f32[16]] Lstm[reverse=false]
module @lstm {
  func.func public @main(%arg0: tensor<5x2x3xf32>, %arg1: tensor<2x4xf32>, %arg2: tensor<2x4xf32>, %arg3: tensor<3x16xf32>, %arg4: tensor<4x16xf32>, %arg5: tensor<16xf32>) -> (tensor<5x2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>) {
    %0 = stablehlo.dot_general %arg0, %arg3, contracting_dims = [2] x [0], precision = [HIGHEST, HIGHEST] : (tensor<5x2x3xf32>, tensor<3x16xf32>) -> tensor<5x2x16xf32>
    %1 = stablehlo.broadcast_in_dim %arg5, dims = [2] : (tensor<16xf32>) -> tensor<5x2x16xf32>
    %2 = stablehlo.add %0, %1 : tensor<5x2x16xf32>
    %3 = stablehlo.constant dense<0x00000000> : tensor<5x2x4xf32>
    %4 = stablehlo.constant dense<0> : tensor<i32>
    %5:4 = "stablehlo.while"(%4, %arg1, %arg2, %3) ({
    ^bb0(%6: tensor<i32>, %7: tensor<2x4xf32>, %8: tensor<2x4xf32>, %9: tensor<5x2x4xf32>):
      %10 = stablehlo.constant dense<5> : tensor<i32>
      %11 = stablehlo.compare LT, %6, %10, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %11 : tensor<i1>
    }, {
    ^bb0(%12: tensor<i32>, %13: tensor<2x4xf32>, %14: tensor<2x4xf32>, %15: tensor<5x2x4xf32>):
      %16 = stablehlo.constant dense<0> : tensor<i32>
      %17 = stablehlo.constant dense<0> : tensor<i32>
      %18 = stablehlo.dynamic_slice %2, %12, %16, %17, sizes = [1, 2, 16] : (tensor<5x2x16xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<1x2x16xf32>
      %19 = stablehlo.reshape %18 : (tensor<1x2x16xf32>) -> tensor<2x16xf32>
      %20 = stablehlo.dot_general %13, %arg4, contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<2x4xf32>, tensor<4x16xf32>) -> tensor<2x16xf32>
      %21 = stablehlo.slice %19 [0:2, 0:4] : (tensor<2x16xf32>) -> tensor<2x4xf32>
      %22 = stablehlo.slice %20 [0:2, 0:4] : (tensor<2x16xf32>) -> tensor<2x4xf32>
      %23 = stablehlo.add %21, %22 : tensor<2x4xf32>
      %24 = stablehlo.logistic %23 : tensor<2x4xf32>
      %25 = stablehlo.slice %19 [0:2, 4:8] : (tensor<2x16xf32>) -> tensor<2x4xf32>
      %26 = stablehlo.slice %20 [0:2, 4:8] : (tensor<2x16xf32>) -> tensor<2x4xf32>
      %27 = stablehlo.add %25, %26 : tensor<2x4xf32>
      %28 = stablehlo.logistic %27 : tensor<2x4xf32>
      %29 = stablehlo.slice %19 [0:2, 8:12] : (tensor<2x16xf32>) -> tensor<2x4xf32>
      %30 = stablehlo.slice %20 [0:2, 8:12] : (tensor<2x16xf32>) -> tensor<2x4xf32>
      %31 = stablehlo.add %29, %30 : tensor<2x4xf32>
      %32 = stablehlo.tanh %31 : tensor<2x4xf32>
      %33 = stablehlo.slice %19 [0:2, 12:16] : (tensor<2x16xf32>) -> tensor<2x4xf32>
      %34 = stablehlo.slice %20 [0:2, 12:16] : (tensor<2x16xf32>) -> tensor<2x4xf32>
      %35 = stablehlo.add %33, %34 : tensor<2x4xf32>
      %36 = stablehlo.logistic %35 : tensor<2x4xf32>
      %37 = stablehlo.multiply %28, %14 : tensor<2x4xf32>
      %38 = stablehlo.multiply %24, %32 : tensor<2x4xf32>
      %39 = stablehlo.add %37, %38 : tensor<2x4xf32>
      %40 = stablehlo.tanh %39 : tensor<2x4xf32>
      %41 = stablehlo.multiply %36, %40 : tensor<2x4xf32>
      %42 = stablehlo.constant dense<1> : tensor<i32>
      %43 = stablehlo.add %12, %42 : tensor<i32>
      %44 = stablehlo.reshape %41 : (tensor<2x4xf32>) -> tensor<1x2x4xf32>
      %45 = stablehlo.constant dense<0> : tensor<i32>
      %46 = stablehlo.constant dense<0> : tensor<i32>
      %47 = stablehlo.dynamic_update_slice %15, %44, %12, %45, %46 : (tensor<5x2x4xf32>, tensor<1x2x4xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<5x2x4xf32>
      stablehlo.return %43, %41, %39, %47 : tensor<i32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<5x2x4xf32>
    }) : (tensor<i32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<5x2x4xf32>) -> (tensor<i32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<5x2x4xf32>)
    return %5#3, %5#1, %5#2 : tensor<5x2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>
  }
}

