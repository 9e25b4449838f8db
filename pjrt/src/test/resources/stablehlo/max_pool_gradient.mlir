// [f32[2, 6, 8, 3], f32[2, 3, 4, 3]] MaxPoolGradient[window=PoolWindow[sizes=[2, 2], strides=[2, 2], low=[0, 0], high=[0, 0]]]
module @max_pool_gradient {
  func.func public @main(%arg0: tensor<2x6x8x3xf32>, %arg1: tensor<2x3x4x3xf32>) -> (tensor<2x6x8x3xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = stablehlo.iota dim = 0 : tensor<288xi32>
    %2 = stablehlo.reshape %1 : (tensor<288xi32>) -> tensor<2x6x8x3xi32>
    %3 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %4 = stablehlo.constant dense<-1> : tensor<i32>
    %5:2 = "stablehlo.reduce_window"(%arg0, %2, %3, %4) <{padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>, window_dimensions = array<i64: 1, 1, 2, 1>, window_strides = array<i64: 1, 1, 2, 1>}> ({
    ^bb0(%6: tensor<f32>, %7: tensor<i32>, %8: tensor<f32>, %9: tensor<i32>):
      %10 = stablehlo.compare LT, %7, %9, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %11 = stablehlo.select %10, %6, %8 : tensor<i1>, tensor<f32>
      %12 = stablehlo.select %10, %8, %6 : tensor<i1>, tensor<f32>
      %13 = stablehlo.select %10, %7, %9 : tensor<i1>, tensor<i32>
      %14 = stablehlo.select %10, %9, %7 : tensor<i1>, tensor<i32>
      %15 = stablehlo.constant dense<0> : tensor<i32>
      %16 = stablehlo.compare GE, %13, %15, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %17 = stablehlo.compare GE, %11, %12, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %18 = stablehlo.compare NE, %11, %11, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %19 = stablehlo.or %17, %18 : tensor<i1>
      %20 = stablehlo.and %16, %19 : tensor<i1>
      %21 = stablehlo.select %20, %11, %12 : tensor<i1>, tensor<f32>
      %22 = stablehlo.select %20, %13, %14 : tensor<i1>, tensor<i32>
      stablehlo.return %21, %22 : tensor<f32>, tensor<i32>
    }) : (tensor<2x6x8x3xf32>, tensor<2x6x8x3xi32>, tensor<f32>, tensor<i32>) -> (tensor<2x6x4x3xf32>, tensor<2x6x4x3xi32>)
    %23 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %24 = stablehlo.constant dense<-1> : tensor<i32>
    %25:2 = "stablehlo.reduce_window"(%5#0, %5#1, %23, %24) <{padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>, window_dimensions = array<i64: 1, 2, 1, 1>, window_strides = array<i64: 1, 2, 1, 1>}> ({
    ^bb0(%26: tensor<f32>, %27: tensor<i32>, %28: tensor<f32>, %29: tensor<i32>):
      %30 = stablehlo.compare LT, %27, %29, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %31 = stablehlo.select %30, %26, %28 : tensor<i1>, tensor<f32>
      %32 = stablehlo.select %30, %28, %26 : tensor<i1>, tensor<f32>
      %33 = stablehlo.select %30, %27, %29 : tensor<i1>, tensor<i32>
      %34 = stablehlo.select %30, %29, %27 : tensor<i1>, tensor<i32>
      %35 = stablehlo.constant dense<0> : tensor<i32>
      %36 = stablehlo.compare GE, %33, %35, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %37 = stablehlo.compare GE, %31, %32, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %38 = stablehlo.compare NE, %31, %31, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %39 = stablehlo.or %37, %38 : tensor<i1>
      %40 = stablehlo.and %36, %39 : tensor<i1>
      %41 = stablehlo.select %40, %31, %32 : tensor<i1>, tensor<f32>
      %42 = stablehlo.select %40, %33, %34 : tensor<i1>, tensor<i32>
      stablehlo.return %41, %42 : tensor<f32>, tensor<i32>
    }) : (tensor<2x6x4x3xf32>, tensor<2x6x4x3xi32>, tensor<f32>, tensor<i32>) -> (tensor<2x3x4x3xf32>, tensor<2x3x4x3xi32>)
    %43 = stablehlo.broadcast_in_dim %25#1, dims = [0, 2, 4, 6] : (tensor<2x3x4x3xi32>) -> tensor<2x1x3x2x4x2x3x1xi32>
    %44 = stablehlo.reshape %43 : (tensor<2x1x3x2x4x2x3x1xi32>) -> tensor<2x6x8x3xi32>
    %45 = stablehlo.broadcast_in_dim %arg1, dims = [0, 2, 4, 6] : (tensor<2x3x4x3xf32>) -> tensor<2x1x3x2x4x2x3x1xf32>
    %46 = stablehlo.reshape %45 : (tensor<2x1x3x2x4x2x3x1xf32>) -> tensor<2x6x8x3xf32>
    %47 = stablehlo.iota dim = 0 : tensor<288xi32>
    %48 = stablehlo.reshape %47 : (tensor<288xi32>) -> tensor<2x6x8x3xi32>
    %49 = stablehlo.constant dense<0x00000000> : tensor<2x6x8x3xf32>
    %50 = stablehlo.constant dense<-1> : tensor<i32>
    %51 = stablehlo.pad %44, %50, low = [0, 0, 0, 0], high = [0, 0, 0, 0], interior = [0, 0, 0, 0] : (tensor<2x6x8x3xi32>, tensor<i32>) -> tensor<2x6x8x3xi32>
    %52 = stablehlo.compare EQ, %51, %48, SIGNED : (tensor<2x6x8x3xi32>, tensor<2x6x8x3xi32>) -> tensor<2x6x8x3xi1>
    %53 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %54 = stablehlo.pad %46, %53, low = [0, 0, 0, 0], high = [0, 0, 0, 0], interior = [0, 0, 0, 0] : (tensor<2x6x8x3xf32>, tensor<f32>) -> tensor<2x6x8x3xf32>
    %55 = stablehlo.select %52, %54, %49 : tensor<2x6x8x3xi1>, tensor<2x6x8x3xf32>
    %56 = stablehlo.compare EQ, %55, %49, FLOAT : (tensor<2x6x8x3xf32>, tensor<2x6x8x3xf32>) -> tensor<2x6x8x3xi1>
    %57 = stablehlo.select %56, %49, %55 : tensor<2x6x8x3xi1>, tensor<2x6x8x3xf32>
    return %57 : tensor<2x6x8x3xf32>
  }
}

