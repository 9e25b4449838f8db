// [f32[9]] Sort[dimension=0, keys=1, descending=false]
module @sort {
  func.func public @main(%arg0: tensor<9xf32>) -> (tensor<9xf32>) {
    %0 = "stablehlo.sort"(%arg0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = stablehlo.compare LT, %1, %2, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %4 = stablehlo.compare EQ, %1, %1, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %5 = stablehlo.compare NE, %2, %2, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %6 = stablehlo.and %4, %5 : tensor<i1>
      %7 = stablehlo.or %3, %6 : tensor<i1>
      stablehlo.return %7 : tensor<i1>
    }) : (tensor<9xf32>) -> (tensor<9xf32>)
    return %0 : tensor<9xf32>
  }
}

// [f32[3, 5], i32[3, 5]] Sort[dimension=0, keys=1, descending=true]
module @sort {
  func.func public @main(%arg0: tensor<3x5xf32>, %arg1: tensor<3x5xi32>) -> (tensor<3x5xf32>, tensor<3x5xi32>) {
    %0:2 = "stablehlo.sort"(%arg0, %arg1) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>, %3: tensor<i32>, %4: tensor<i32>):
      %5 = stablehlo.compare LT, %2, %1, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %6 = stablehlo.compare EQ, %2, %2, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %7 = stablehlo.compare NE, %1, %1, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %8 = stablehlo.and %6, %7 : tensor<i1>
      %9 = stablehlo.or %5, %8 : tensor<i1>
      stablehlo.return %9 : tensor<i1>
    }) : (tensor<3x5xf32>, tensor<3x5xi32>) -> (tensor<3x5xf32>, tensor<3x5xi32>)
    return %0#0, %0#1 : tensor<3x5xf32>, tensor<3x5xi32>
  }
}

// [bf16[9]] Sort[dimension=0, keys=1, descending=false]
module @sort {
  func.func public @main(%arg0: tensor<9xbf16>) -> (tensor<9xbf16>) {
    %0 = "stablehlo.sort"(%arg0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%1: tensor<bf16>, %2: tensor<bf16>):
      %3 = stablehlo.compare LT, %1, %2, FLOAT : (tensor<bf16>, tensor<bf16>) -> tensor<i1>
      %4 = stablehlo.compare EQ, %1, %1, FLOAT : (tensor<bf16>, tensor<bf16>) -> tensor<i1>
      %5 = stablehlo.compare NE, %2, %2, FLOAT : (tensor<bf16>, tensor<bf16>) -> tensor<i1>
      %6 = stablehlo.and %4, %5 : tensor<i1>
      %7 = stablehlo.or %3, %6 : tensor<i1>
      stablehlo.return %7 : tensor<i1>
    }) : (tensor<9xbf16>) -> (tensor<9xbf16>)
    return %0 : tensor<9xbf16>
  }
}

// [u8[9]] Sort[dimension=0, keys=1, descending=false]
module @sort {
  func.func public @main(%arg0: tensor<9xui8>) -> (tensor<9xui8>) {
    %0 = "stablehlo.sort"(%arg0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%1: tensor<ui8>, %2: tensor<ui8>):
      %3 = stablehlo.compare LT, %1, %2, UNSIGNED : (tensor<ui8>, tensor<ui8>) -> tensor<i1>
      stablehlo.return %3 : tensor<i1>
    }) : (tensor<9xui8>) -> (tensor<9xui8>)
    return %0 : tensor<9xui8>
  }
}

// [u32[9]] Sort[dimension=0, keys=1, descending=false]
module @sort {
  func.func public @main(%arg0: tensor<9xui32>) -> (tensor<9xui32>) {
    %0 = "stablehlo.sort"(%arg0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%1: tensor<ui32>, %2: tensor<ui32>):
      %3 = stablehlo.compare LT, %1, %2, UNSIGNED : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
      stablehlo.return %3 : tensor<i1>
    }) : (tensor<9xui32>) -> (tensor<9xui32>)
    return %0 : tensor<9xui32>
  }
}

// [bool[9]] Sort[dimension=0, keys=1, descending=false]
module @sort {
  func.func public @main(%arg0: tensor<9xi1>) -> (tensor<9xi1>) {
    %0 = "stablehlo.sort"(%arg0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%1: tensor<i1>, %2: tensor<i1>):
      %3 = stablehlo.compare LT, %1, %2, UNSIGNED : (tensor<i1>, tensor<i1>) -> tensor<i1>
      stablehlo.return %3 : tensor<i1>
    }) : (tensor<9xi1>) -> (tensor<9xi1>)
    return %0 : tensor<9xi1>
  }
}

