// [f32[3, 17]] Gelu[form=EXACT]
module @gelu {
  func.func public @main(%arg0: tensor<3x17xf32>) -> (tensor<3x17xf32>) {
    %0 = stablehlo.constant dense<0x3F3504F3> : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<3x17xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<3x17xf32>
    %3 = chlo.erf %2 : tensor<3x17xf32> -> tensor<3x17xf32>
    %4 = stablehlo.constant dense<0x3F800000> : tensor<f32>
    %5 = stablehlo.broadcast_in_dim %4, dims = [] : (tensor<f32>) -> tensor<3x17xf32>
    %6 = stablehlo.add %3, %5 : tensor<3x17xf32>
    %7 = stablehlo.constant dense<0x3F000000> : tensor<f32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [] : (tensor<f32>) -> tensor<3x17xf32>
    %9 = stablehlo.multiply %6, %8 : tensor<3x17xf32>
    %10 = stablehlo.multiply %arg0, %9 : tensor<3x17xf32>
    return %10 : tensor<3x17xf32>
  }
}

