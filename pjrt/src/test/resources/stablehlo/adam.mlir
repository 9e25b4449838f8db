// [f32[7, 5], f32[7, 5], f32[7, 5], f32[7, 5], f32[], f32[]] Adam[beta1=0.9, beta2=0.999, epsilon=0.001, weightDecay=0.0]
module @adam {
  func.func public @main(%arg0: tensor<7x5xf32>, %arg1: tensor<7x5xf32>, %arg2: tensor<7x5xf32>, %arg3: tensor<7x5xf32>, %arg4: tensor<f32>, %arg5: tensor<f32>) -> (tensor<7x5xf32>, tensor<7x5xf32>, tensor<7x5xf32>) {
    %0 = stablehlo.constant dense<0x3F666666> : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<7x5xf32>
    %2 = stablehlo.multiply %arg2, %1 : tensor<7x5xf32>
    %3 = stablehlo.constant dense<0x3DCCCCCD> : tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<7x5xf32>
    %5 = stablehlo.multiply %arg1, %4 : tensor<7x5xf32>
    %6 = stablehlo.add %2, %5 : tensor<7x5xf32>
    %7 = stablehlo.constant dense<0x3F7FBE77> : tensor<f32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [] : (tensor<f32>) -> tensor<7x5xf32>
    %9 = stablehlo.multiply %arg3, %8 : tensor<7x5xf32>
    %10 = stablehlo.multiply %arg1, %arg1 : tensor<7x5xf32>
    %11 = stablehlo.constant dense<0x3A83126F> : tensor<f32>
    %12 = stablehlo.broadcast_in_dim %11, dims = [] : (tensor<f32>) -> tensor<7x5xf32>
    %13 = stablehlo.multiply %10, %12 : tensor<7x5xf32>
    %14 = stablehlo.add %9, %13 : tensor<7x5xf32>
    %15 = stablehlo.sqrt %14 : tensor<7x5xf32>
    %16 = stablehlo.broadcast_in_dim %arg5, dims = [] : (tensor<f32>) -> tensor<7x5xf32>
    %17 = stablehlo.multiply %15, %16 : tensor<7x5xf32>
    %18 = stablehlo.constant dense<0x3A83126F> : tensor<f32>
    %19 = stablehlo.broadcast_in_dim %18, dims = [] : (tensor<f32>) -> tensor<7x5xf32>
    %20 = stablehlo.add %17, %19 : tensor<7x5xf32>
    %21 = stablehlo.broadcast_in_dim %arg4, dims = [] : (tensor<f32>) -> tensor<7x5xf32>
    %22 = stablehlo.multiply %6, %21 : tensor<7x5xf32>
    %23 = stablehlo.divide %22, %20 : tensor<7x5xf32>
    %24 = stablehlo.subtract %arg0, %23 : tensor<7x5xf32>
    return %24, %6, %14 : tensor<7x5xf32>, tensor<7x5xf32>, tensor<7x5xf32>
  }
}

