// [f32[4, 5, 6]] ArgMax[dimension=0]
module @arg_max {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<5x6xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<4x5x6xi32>
    %1 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %2 = stablehlo.constant dense<2147483647> : tensor<i32>
    %3:2 = "stablehlo.reduce"(%arg0, %0, %1, %2) <{dimensions = array<i64: 0>}> ({
    ^bb0(%4: tensor<f32>, %5: tensor<i32>, %6: tensor<f32>, %7: tensor<i32>):
      %8 = stablehlo.compare GT, %4, %6, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = stablehlo.compare EQ, %4, %6, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %10 = stablehlo.compare NE, %4, %4, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %11 = stablehlo.compare NE, %6, %6, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %12 = stablehlo.not %11 : tensor<i1>
      %13 = stablehlo.and %10, %12 : tensor<i1>
      %14 = stablehlo.or %8, %13 : tensor<i1>
      %15 = stablehlo.and %10, %11 : tensor<i1>
      %16 = stablehlo.or %9, %15 : tensor<i1>
      %17 = stablehlo.compare LT, %5, %7, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %18 = stablehlo.and %16, %17 : tensor<i1>
      %19 = stablehlo.or %14, %18 : tensor<i1>
      %20 = stablehlo.select %19, %5, %7 : tensor<i1>, tensor<i32>
      %21 = stablehlo.select %14, %4, %6 : tensor<i1>, tensor<f32>
      stablehlo.return %21, %20 : tensor<f32>, tensor<i32>
    }) : (tensor<4x5x6xf32>, tensor<4x5x6xi32>, tensor<f32>, tensor<i32>) -> (tensor<5x6xf32>, tensor<5x6xi32>)
    return %3#1 : tensor<5x6xi32>
  }
}

// [bf16[4, 5, 6]] ArgMax[dimension=0]
module @arg_max {
  func.func public @main(%arg0: tensor<4x5x6xbf16>) -> (tensor<5x6xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<4x5x6xi32>
    %1 = stablehlo.constant dense<0xFF80> : tensor<bf16>
    %2 = stablehlo.constant dense<2147483647> : tensor<i32>
    %3:2 = "stablehlo.reduce"(%arg0, %0, %1, %2) <{dimensions = array<i64: 0>}> ({
    ^bb0(%4: tensor<bf16>, %5: tensor<i32>, %6: tensor<bf16>, %7: tensor<i32>):
      %8 = stablehlo.compare GT, %4, %6, FLOAT : (tensor<bf16>, tensor<bf16>) -> tensor<i1>
      %9 = stablehlo.compare EQ, %4, %6, FLOAT : (tensor<bf16>, tensor<bf16>) -> tensor<i1>
      %10 = stablehlo.compare NE, %4, %4, FLOAT : (tensor<bf16>, tensor<bf16>) -> tensor<i1>
      %11 = stablehlo.compare NE, %6, %6, FLOAT : (tensor<bf16>, tensor<bf16>) -> tensor<i1>
      %12 = stablehlo.not %11 : tensor<i1>
      %13 = stablehlo.and %10, %12 : tensor<i1>
      %14 = stablehlo.or %8, %13 : tensor<i1>
      %15 = stablehlo.and %10, %11 : tensor<i1>
      %16 = stablehlo.or %9, %15 : tensor<i1>
      %17 = stablehlo.compare LT, %5, %7, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %18 = stablehlo.and %16, %17 : tensor<i1>
      %19 = stablehlo.or %14, %18 : tensor<i1>
      %20 = stablehlo.select %19, %5, %7 : tensor<i1>, tensor<i32>
      %21 = stablehlo.select %14, %4, %6 : tensor<i1>, tensor<bf16>
      stablehlo.return %21, %20 : tensor<bf16>, tensor<i32>
    }) : (tensor<4x5x6xbf16>, tensor<4x5x6xi32>, tensor<bf16>, tensor<i32>) -> (tensor<5x6xbf16>, tensor<5x6xi32>)
    return %3#1 : tensor<5x6xi32>
  }
}

// [i32[4, 5, 6]] ArgMax[dimension=0]
module @arg_max {
  func.func public @main(%arg0: tensor<4x5x6xi32>) -> (tensor<5x6xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<4x5x6xi32>
    %1 = stablehlo.constant dense<-2147483648> : tensor<i32>
    %2 = stablehlo.constant dense<2147483647> : tensor<i32>
    %3:2 = "stablehlo.reduce"(%arg0, %0, %1, %2) <{dimensions = array<i64: 0>}> ({
    ^bb0(%4: tensor<i32>, %5: tensor<i32>, %6: tensor<i32>, %7: tensor<i32>):
      %8 = stablehlo.compare GT, %4, %6, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %9 = stablehlo.compare EQ, %4, %6, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %10 = stablehlo.compare LT, %5, %7, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %11 = stablehlo.and %9, %10 : tensor<i1>
      %12 = stablehlo.or %8, %11 : tensor<i1>
      %13 = stablehlo.select %12, %5, %7 : tensor<i1>, tensor<i32>
      %14 = stablehlo.select %8, %4, %6 : tensor<i1>, tensor<i32>
      stablehlo.return %14, %13 : tensor<i32>, tensor<i32>
    }) : (tensor<4x5x6xi32>, tensor<4x5x6xi32>, tensor<i32>, tensor<i32>) -> (tensor<5x6xi32>, tensor<5x6xi32>)
    return %3#1 : tensor<5x6xi32>
  }
}

// [u8[4, 5, 6]] ArgMax[dimension=0]
module @arg_max {
  func.func public @main(%arg0: tensor<4x5x6xui8>) -> (tensor<5x6xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<4x5x6xi32>
    %1 = stablehlo.constant dense<0> : tensor<ui8>
    %2 = stablehlo.constant dense<2147483647> : tensor<i32>
    %3:2 = "stablehlo.reduce"(%arg0, %0, %1, %2) <{dimensions = array<i64: 0>}> ({
    ^bb0(%4: tensor<ui8>, %5: tensor<i32>, %6: tensor<ui8>, %7: tensor<i32>):
      %8 = stablehlo.compare GT, %4, %6, UNSIGNED : (tensor<ui8>, tensor<ui8>) -> tensor<i1>
      %9 = stablehlo.compare EQ, %4, %6, UNSIGNED : (tensor<ui8>, tensor<ui8>) -> tensor<i1>
      %10 = stablehlo.compare LT, %5, %7, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %11 = stablehlo.and %9, %10 : tensor<i1>
      %12 = stablehlo.or %8, %11 : tensor<i1>
      %13 = stablehlo.select %12, %5, %7 : tensor<i1>, tensor<i32>
      %14 = stablehlo.select %8, %4, %6 : tensor<i1>, tensor<ui8>
      stablehlo.return %14, %13 : tensor<ui8>, tensor<i32>
    }) : (tensor<4x5x6xui8>, tensor<4x5x6xi32>, tensor<ui8>, tensor<i32>) -> (tensor<5x6xui8>, tensor<5x6xi32>)
    return %3#1 : tensor<5x6xi32>
  }
}

// [u32[4, 5, 6]] ArgMax[dimension=0]
module @arg_max {
  func.func public @main(%arg0: tensor<4x5x6xui32>) -> (tensor<5x6xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<4x5x6xi32>
    %1 = stablehlo.constant dense<0> : tensor<ui32>
    %2 = stablehlo.constant dense<2147483647> : tensor<i32>
    %3:2 = "stablehlo.reduce"(%arg0, %0, %1, %2) <{dimensions = array<i64: 0>}> ({
    ^bb0(%4: tensor<ui32>, %5: tensor<i32>, %6: tensor<ui32>, %7: tensor<i32>):
      %8 = stablehlo.compare GT, %4, %6, UNSIGNED : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
      %9 = stablehlo.compare EQ, %4, %6, UNSIGNED : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
      %10 = stablehlo.compare LT, %5, %7, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %11 = stablehlo.and %9, %10 : tensor<i1>
      %12 = stablehlo.or %8, %11 : tensor<i1>
      %13 = stablehlo.select %12, %5, %7 : tensor<i1>, tensor<i32>
      %14 = stablehlo.select %8, %4, %6 : tensor<i1>, tensor<ui32>
      stablehlo.return %14, %13 : tensor<ui32>, tensor<i32>
    }) : (tensor<4x5x6xui32>, tensor<4x5x6xi32>, tensor<ui32>, tensor<i32>) -> (tensor<5x6xui32>, tensor<5x6xi32>)
    return %3#1 : tensor<5x6xi32>
  }
}

// [bool[4, 5, 6]] ArgMax[dimension=0]
module @arg_max {
  func.func public @main(%arg0: tensor<4x5x6xi1>) -> (tensor<5x6xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<4x5x6xi32>
    %1 = stablehlo.constant dense<false> : tensor<i1>
    %2 = stablehlo.constant dense<2147483647> : tensor<i32>
    %3:2 = "stablehlo.reduce"(%arg0, %0, %1, %2) <{dimensions = array<i64: 0>}> ({
    ^bb0(%4: tensor<i1>, %5: tensor<i32>, %6: tensor<i1>, %7: tensor<i32>):
      %8 = stablehlo.compare GT, %4, %6, UNSIGNED : (tensor<i1>, tensor<i1>) -> tensor<i1>
      %9 = stablehlo.compare EQ, %4, %6, UNSIGNED : (tensor<i1>, tensor<i1>) -> tensor<i1>
      %10 = stablehlo.compare LT, %5, %7, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %11 = stablehlo.and %9, %10 : tensor<i1>
      %12 = stablehlo.or %8, %11 : tensor<i1>
      %13 = stablehlo.select %12, %5, %7 : tensor<i1>, tensor<i32>
      %14 = stablehlo.select %8, %4, %6 : tensor<i1>, tensor<i1>
      stablehlo.return %14, %13 : tensor<i1>, tensor<i32>
    }) : (tensor<4x5x6xi1>, tensor<4x5x6xi32>, tensor<i1>, tensor<i32>) -> (tensor<5x6xi1>, tensor<5x6xi32>)
    return %3#1 : tensor<5x6xi32>
  }
}

