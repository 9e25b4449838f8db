// [f32[9], f32[4]] SelectAndScatter[window=Window[dimensions=[2], strides=[2], low=[0], high=[0]]]
module @select_and_scatter {
  func.func public @main(%arg0: tensor<9xf32>, %arg1: tensor<4xf32>) -> (tensor<9xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = "stablehlo.select_and_scatter"(%arg0, %arg1, %0) <{padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.compare GE, %2, %3, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %4 : tensor<i1>
    }, {
    ^bb0(%5: tensor<f32>, %6: tensor<f32>):
      %7 = stablehlo.add %5, %6 : tensor<f32>
      stablehlo.return %7 : tensor<f32>
    }) : (tensor<9xf32>, tensor<4xf32>, tensor<f32>) -> (tensor<9xf32>)
    return %1 : tensor<9xf32>
  }
}

// [bf16[9], bf16[4]] SelectAndScatter[window=Window[dimensions=[2], strides=[2], low=[0], high=[0]]]
module @select_and_scatter {
  func.func public @main(%arg0: tensor<9xbf16>, %arg1: tensor<4xbf16>) -> (tensor<9xbf16>) {
    %0 = stablehlo.convert %arg0 : (tensor<9xbf16>) -> tensor<9xf32>
    %1 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %2 = stablehlo.convert %arg1 : (tensor<4xbf16>) -> tensor<4xf32>
    %3 = "stablehlo.select_and_scatter"(%0, %2, %1) <{padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%4: tensor<f32>, %5: tensor<f32>):
      %6 = stablehlo.compare GE, %4, %5, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %6 : tensor<i1>
    }, {
    ^bb0(%7: tensor<f32>, %8: tensor<f32>):
      %9 = stablehlo.add %7, %8 : tensor<f32>
      stablehlo.return %9 : tensor<f32>
    }) : (tensor<9xf32>, tensor<4xf32>, tensor<f32>) -> (tensor<9xf32>)
    %10 = stablehlo.convert %3 : (tensor<9xf32>) -> tensor<9xbf16>
    return %10 : tensor<9xbf16>
  }
}

// [i32[9], i32[4]] SelectAndScatter[window=Window[dimensions=[2], strides=[2], low=[0], high=[0]]]
module @select_and_scatter {
  func.func public @main(%arg0: tensor<9xi32>, %arg1: tensor<4xi32>) -> (tensor<9xi32>) {
    %0 = stablehlo.constant dense<0> : tensor<i32>
    %1 = "stablehlo.select_and_scatter"(%arg0, %arg1, %0) <{padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<i32>, %3: tensor<i32>):
      %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %4 : tensor<i1>
    }, {
    ^bb0(%5: tensor<i32>, %6: tensor<i32>):
      %7 = stablehlo.add %5, %6 : tensor<i32>
      stablehlo.return %7 : tensor<i32>
    }) : (tensor<9xi32>, tensor<4xi32>, tensor<i32>) -> (tensor<9xi32>)
    return %1 : tensor<9xi32>
  }
}

// [u8[9], u8[4]] SelectAndScatter[window=Window[dimensions=[2], strides=[2], low=[0], high=[0]]]
module @select_and_scatter {
  func.func public @main(%arg0: tensor<9xui8>, %arg1: tensor<4xui8>) -> (tensor<9xui8>) {
    %0 = stablehlo.constant dense<0> : tensor<ui8>
    %1 = "stablehlo.select_and_scatter"(%arg0, %arg1, %0) <{padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<ui8>, %3: tensor<ui8>):
      %4 = stablehlo.compare GE, %2, %3, UNSIGNED : (tensor<ui8>, tensor<ui8>) -> tensor<i1>
      stablehlo.return %4 : tensor<i1>
    }, {
    ^bb0(%5: tensor<ui8>, %6: tensor<ui8>):
      %7 = stablehlo.add %5, %6 : tensor<ui8>
      stablehlo.return %7 : tensor<ui8>
    }) : (tensor<9xui8>, tensor<4xui8>, tensor<ui8>) -> (tensor<9xui8>)
    return %1 : tensor<9xui8>
  }
}

// [u32[9], u32[4]] SelectAndScatter[window=Window[dimensions=[2], strides=[2], low=[0], high=[0]]]
module @select_and_scatter {
  func.func public @main(%arg0: tensor<9xui32>, %arg1: tensor<4xui32>) -> (tensor<9xui32>) {
    %0 = stablehlo.constant dense<0> : tensor<ui32>
    %1 = "stablehlo.select_and_scatter"(%arg0, %arg1, %0) <{padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<ui32>, %3: tensor<ui32>):
      %4 = stablehlo.compare GE, %2, %3, UNSIGNED : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
      stablehlo.return %4 : tensor<i1>
    }, {
    ^bb0(%5: tensor<ui32>, %6: tensor<ui32>):
      %7 = stablehlo.add %5, %6 : tensor<ui32>
      stablehlo.return %7 : tensor<ui32>
    }) : (tensor<9xui32>, tensor<4xui32>, tensor<ui32>) -> (tensor<9xui32>)
    return %1 : tensor<9xui32>
  }
}

