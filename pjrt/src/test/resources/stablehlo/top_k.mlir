// [f32[9]] TopK[k=3]
module @top_k {
  func.func public @main(%arg0: tensor<9xf32>) -> (tensor<3xf32>, tensor<3xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<9xi32>
    %1:2 = "stablehlo.sort"(%arg0, %0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>, %4: tensor<i32>, %5: tensor<i32>):
      %6 = stablehlo.compare LT, %3, %2, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %7 = stablehlo.compare EQ, %3, %3, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %8 = stablehlo.compare NE, %2, %2, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = stablehlo.and %7, %8 : tensor<i1>
      %10 = stablehlo.or %6, %9 : tensor<i1>
      stablehlo.return %10 : tensor<i1>
    }) : (tensor<9xf32>, tensor<9xi32>) -> (tensor<9xf32>, tensor<9xi32>)
    %11 = stablehlo.slice %1#0 [0:3] : (tensor<9xf32>) -> tensor<3xf32>
    %12 = stablehlo.slice %1#1 [0:3] : (tensor<9xi32>) -> tensor<3xi32>
    return %11, %12 : tensor<3xf32>, tensor<3xi32>
  }
}

// [bf16[9]] TopK[k=3]
module @top_k {
  func.func public @main(%arg0: tensor<9xbf16>) -> (tensor<3xbf16>, tensor<3xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<9xi32>
    %1:2 = "stablehlo.sort"(%arg0, %0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%2: tensor<bf16>, %3: tensor<bf16>, %4: tensor<i32>, %5: tensor<i32>):
      %6 = stablehlo.compare LT, %3, %2, FLOAT : (tensor<bf16>, tensor<bf16>) -> tensor<i1>
      %7 = stablehlo.compare EQ, %3, %3, FLOAT : (tensor<bf16>, tensor<bf16>) -> tensor<i1>
      %8 = stablehlo.compare NE, %2, %2, FLOAT : (tensor<bf16>, tensor<bf16>) -> tensor<i1>
      %9 = stablehlo.and %7, %8 : tensor<i1>
      %10 = stablehlo.or %6, %9 : tensor<i1>
      stablehlo.return %10 : tensor<i1>
    }) : (tensor<9xbf16>, tensor<9xi32>) -> (tensor<9xbf16>, tensor<9xi32>)
    %11 = stablehlo.slice %1#0 [0:3] : (tensor<9xbf16>) -> tensor<3xbf16>
    %12 = stablehlo.slice %1#1 [0:3] : (tensor<9xi32>) -> tensor<3xi32>
    return %11, %12 : tensor<3xbf16>, tensor<3xi32>
  }
}

// [i32[9]] TopK[k=3]
module @top_k {
  func.func public @main(%arg0: tensor<9xi32>) -> (tensor<3xi32>, tensor<3xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<9xi32>
    %1:2 = "stablehlo.sort"(%arg0, %0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%2: tensor<i32>, %3: tensor<i32>, %4: tensor<i32>, %5: tensor<i32>):
      %6 = stablehlo.compare LT, %3, %2, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %6 : tensor<i1>
    }) : (tensor<9xi32>, tensor<9xi32>) -> (tensor<9xi32>, tensor<9xi32>)
    %7 = stablehlo.slice %1#0 [0:3] : (tensor<9xi32>) -> tensor<3xi32>
    %8 = stablehlo.slice %1#1 [0:3] : (tensor<9xi32>) -> tensor<3xi32>
    return %7, %8 : tensor<3xi32>, tensor<3xi32>
  }
}

// [u8[9]] TopK[k=3]
module @top_k {
  func.func public @main(%arg0: tensor<9xui8>) -> (tensor<3xui8>, tensor<3xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<9xi32>
    %1:2 = "stablehlo.sort"(%arg0, %0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%2: tensor<ui8>, %3: tensor<ui8>, %4: tensor<i32>, %5: tensor<i32>):
      %6 = stablehlo.compare LT, %3, %2, UNSIGNED : (tensor<ui8>, tensor<ui8>) -> tensor<i1>
      stablehlo.return %6 : tensor<i1>
    }) : (tensor<9xui8>, tensor<9xi32>) -> (tensor<9xui8>, tensor<9xi32>)
    %7 = stablehlo.slice %1#0 [0:3] : (tensor<9xui8>) -> tensor<3xui8>
    %8 = stablehlo.slice %1#1 [0:3] : (tensor<9xi32>) -> tensor<3xi32>
    return %7, %8 : tensor<3xui8>, tensor<3xi32>
  }
}

// [u32[9]] TopK[k=3]
module @top_k {
  func.func public @main(%arg0: tensor<9xui32>) -> (tensor<3xui32>, tensor<3xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<9xi32>
    %1:2 = "stablehlo.sort"(%arg0, %0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%2: tensor<ui32>, %3: tensor<ui32>, %4: tensor<i32>, %5: tensor<i32>):
      %6 = stablehlo.compare LT, %3, %2, UNSIGNED : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
      stablehlo.return %6 : tensor<i1>
    }) : (tensor<9xui32>, tensor<9xi32>) -> (tensor<9xui32>, tensor<9xi32>)
    %7 = stablehlo.slice %1#0 [0:3] : (tensor<9xui32>) -> tensor<3xui32>
    %8 = stablehlo.slice %1#1 [0:3] : (tensor<9xi32>) -> tensor<3xi32>
    return %7, %8 : tensor<3xui32>, tensor<3xi32>
  }
}

// [bool[9]] TopK[k=3]
module @top_k {
  func.func public @main(%arg0: tensor<9xi1>) -> (tensor<3xi1>, tensor<3xi32>) {
    %0 = stablehlo.iota dim = 0 : tensor<9xi32>
    %1:2 = "stablehlo.sort"(%arg0, %0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%2: tensor<i1>, %3: tensor<i1>, %4: tensor<i32>, %5: tensor<i32>):
      %6 = stablehlo.compare LT, %3, %2, UNSIGNED : (tensor<i1>, tensor<i1>) -> tensor<i1>
      stablehlo.return %6 : tensor<i1>
    }) : (tensor<9xi1>, tensor<9xi32>) -> (tensor<9xi1>, tensor<9xi32>)
    %7 = stablehlo.slice %1#0 [0:3] : (tensor<9xi1>) -> tensor<3xi1>
    %8 = stablehlo.slice %1#1 [0:3] : (tensor<9xi32>) -> tensor<3xi32>
    return %7, %8 : tensor<3xi1>, tensor<3xi32>
  }
}

