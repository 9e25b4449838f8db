// [f32[3, 5], f32[6, 3, 5], f32[5, 5]] Scan[body=step(3 parameters) 4 instructions -> [f32[3, 5], f32[3, 5]], carries=1, sequences=1, length=6, reverse=false]
module @scan {
  func.func public @main(%arg0: tensor<3x5xf32>, %arg1: tensor<6x3x5xf32>, %arg2: tensor<5x5xf32>) -> (tensor<3x5xf32>, tensor<6x3x5xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<6x3x5xf32>
    %1 = stablehlo.constant dense<0> : tensor<i32>
    %2:3 = "stablehlo.while"(%1, %arg0, %0) ({
    ^bb0(%3: tensor<i32>, %4: tensor<3x5xf32>, %5: tensor<6x3x5xf32>):
      %6 = stablehlo.constant dense<6> : tensor<i32>
      %7 = stablehlo.compare LT, %3, %6, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %7 : tensor<i1>
    }, {
    ^bb0(%8: tensor<i32>, %9: tensor<3x5xf32>, %10: tensor<6x3x5xf32>):
      %11 = stablehlo.constant dense<0> : tensor<i32>
      %12 = stablehlo.constant dense<0> : tensor<i32>
      %13 = stablehlo.dynamic_slice %arg1, %8, %11, %12, sizes = [1, 3, 5] : (tensor<6x3x5xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<1x3x5xf32>
      %14 = stablehlo.reshape %13 : (tensor<1x3x5xf32>) -> tensor<3x5xf32>
      %15 = stablehlo.dot_general %9, %arg2, contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<3x5xf32>, tensor<5x5xf32>) -> tensor<3x5xf32>
      %16 = stablehlo.add %15, %14 : tensor<3x5xf32>
      %17 = stablehlo.tanh %16 : tensor<3x5xf32>
      %18 = stablehlo.multiply %17, %14 : tensor<3x5xf32>
      %19 = stablehlo.constant dense<1> : tensor<i32>
      %20 = stablehlo.add %8, %19 : tensor<i32>
      %21 = stablehlo.reshape %18 : (tensor<3x5xf32>) -> tensor<1x3x5xf32>
      %22 = stablehlo.constant dense<0> : tensor<i32>
      %23 = stablehlo.constant dense<0> : tensor<i32>
      %24 = stablehlo.dynamic_update_slice %10, %21, %8, %22, %23 : (tensor<6x3x5xf32>, tensor<1x3x5xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<6x3x5xf32>
      stablehlo.return %20, %17, %24 : tensor<i32>, tensor<3x5xf32>, tensor<6x3x5xf32>
    }) : (tensor<i32>, tensor<3x5xf32>, tensor<6x3x5xf32>) -> (tensor<i32>, tensor<3x5xf32>, tensor<6x3x5xf32>)
    return %2#1, %2#2 : tensor<3x5xf32>, tensor<6x3x5xf32>
  }
}

// [f32[3, 5], f32[6, 3, 5], f32[5, 5]] Scan[body=step(3 parameters) 4 instructions -> [f32[3, 5], f32[3, 5]], carries=1, sequences=1, length=6, reverse=true]
module @scan {
  func.func public @main(%arg0: tensor<3x5xf32>, %arg1: tensor<6x3x5xf32>, %arg2: tensor<5x5xf32>) -> (tensor<3x5xf32>, tensor<6x3x5xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<6x3x5xf32>
    %1 = stablehlo.constant dense<0> : tensor<i32>
    %2:3 = "stablehlo.while"(%1, %arg0, %0) ({
    ^bb0(%3: tensor<i32>, %4: tensor<3x5xf32>, %5: tensor<6x3x5xf32>):
      %6 = stablehlo.constant dense<6> : tensor<i32>
      %7 = stablehlo.compare LT, %3, %6, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %7 : tensor<i1>
    }, {
    ^bb0(%8: tensor<i32>, %9: tensor<3x5xf32>, %10: tensor<6x3x5xf32>):
      %11 = stablehlo.constant dense<5> : tensor<i32>
      %12 = stablehlo.subtract %11, %8 : tensor<i32>
      %13 = stablehlo.constant dense<0> : tensor<i32>
      %14 = stablehlo.constant dense<0> : tensor<i32>
      %15 = stablehlo.dynamic_slice %arg1, %12, %13, %14, sizes = [1, 3, 5] : (tensor<6x3x5xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<1x3x5xf32>
      %16 = stablehlo.reshape %15 : (tensor<1x3x5xf32>) -> tensor<3x5xf32>
      %17 = stablehlo.dot_general %9, %arg2, contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<3x5xf32>, tensor<5x5xf32>) -> tensor<3x5xf32>
      %18 = stablehlo.add %17, %16 : tensor<3x5xf32>
      %19 = stablehlo.tanh %18 : tensor<3x5xf32>
      %20 = stablehlo.multiply %19, %16 : tensor<3x5xf32>
      %21 = stablehlo.constant dense<1> : tensor<i32>
      %22 = stablehlo.add %8, %21 : tensor<i32>
      %23 = stablehlo.reshape %20 : (tensor<3x5xf32>) -> tensor<1x3x5xf32>
      %24 = stablehlo.constant dense<0> : tensor<i32>
      %25 = stablehlo.constant dense<0> : tensor<i32>
      %26 = stablehlo.dynamic_update_slice %10, %23, %12, %24, %25 : (tensor<6x3x5xf32>, tensor<1x3x5xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<6x3x5xf32>
      stablehlo.return %22, %19, %26 : tensor<i32>, tensor<3x5xf32>, tensor<6x3x5xf32>
    }) : (tensor<i32>, tensor<3x5xf32>, tensor<6x3x5xf32>) -> (tensor<i32>, tensor<3x5xf32>, tensor<6x3x5xf32>)
    return %2#1, %2#2 : tensor<3x5xf32>, tensor<6x3x5xf32>
  }
}

// [i32[1], i32[6, 1]] Scan[body=step(2 parameters) 2 instructions -> [i32[1], i32[1], i32[1]], carries=1, sequences=1, length=6, reverse=false]
module @scan {
  func.func public @main(%arg0: tensor<1xi32>, %arg1: tensor<6x1xi32>) -> (tensor<1xi32>, tensor<6x1xi32>, tensor<6x1xi32>) {
    %0 = stablehlo.constant dense<0> : tensor<6x1xi32>
    %1 = stablehlo.constant dense<0> : tensor<6x1xi32>
    %2 = stablehlo.constant dense<0> : tensor<i32>
    %3:4 = "stablehlo.while"(%2, %arg0, %0, %1) ({
    ^bb0(%4: tensor<i32>, %5: tensor<1xi32>, %6: tensor<6x1xi32>, %7: tensor<6x1xi32>):
      %8 = stablehlo.constant dense<6> : tensor<i32>
      %9 = stablehlo.compare LT, %4, %8, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %9 : tensor<i1>
    }, {
    ^bb0(%10: tensor<i32>, %11: tensor<1xi32>, %12: tensor<6x1xi32>, %13: tensor<6x1xi32>):
      %14 = stablehlo.constant dense<0> : tensor<i32>
      %15 = stablehlo.dynamic_slice %arg1, %10, %14, sizes = [1, 1] : (tensor<6x1xi32>, tensor<i32>, tensor<i32>) -> tensor<1x1xi32>
      %16 = stablehlo.reshape %15 : (tensor<1x1xi32>) -> tensor<1xi32>
      %17 = stablehlo.add %11, %16 : tensor<1xi32>
      %18 = stablehlo.maximum %17, %16 : tensor<1xi32>
      %19 = stablehlo.constant dense<1> : tensor<i32>
      %20 = stablehlo.add %10, %19 : tensor<i32>
      %21 = stablehlo.reshape %17 : (tensor<1xi32>) -> tensor<1x1xi32>
      %22 = stablehlo.constant dense<0> : tensor<i32>
      %23 = stablehlo.dynamic_update_slice %12, %21, %10, %22 : (tensor<6x1xi32>, tensor<1x1xi32>, tensor<i32>, tensor<i32>) -> tensor<6x1xi32>
      %24 = stablehlo.reshape %11 : (tensor<1xi32>) -> tensor<1x1xi32>
      %25 = stablehlo.constant dense<0> : tensor<i32>
      %26 = stablehlo.dynamic_update_slice %13, %24, %10, %25 : (tensor<6x1xi32>, tensor<1x1xi32>, tensor<i32>, tensor<i32>) -> tensor<6x1xi32>
      stablehlo.return %20, %18, %23, %26 : tensor<i32>, tensor<1xi32>, tensor<6x1xi32>, tensor<6x1xi32>
    }) : (tensor<i32>, tensor<1xi32>, tensor<6x1xi32>, tensor<6x1xi32>) -> (tensor<i32>, tensor<1xi32>, tensor<6x1xi32>, tensor<6x1xi32>)
    return %3#1, %3#2, %3#3 : tensor<1xi32>, tensor<6x1xi32>, tensor<6x1xi32>
  }
}

