// [f32[9]] ReduceWindow[reducer=ADD, window=Window[dimensions=[2], strides=[2], low=[0], high=[0]], baseDilations=[1], windowDilations=[1]]
module @reduce_window {
  func.func public @main(%arg0: tensor<9xf32>) -> (tensor<4xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.add %2, %3 : tensor<f32>
      stablehlo.return %4 : tensor<f32>
    }) : (tensor<9xf32>, tensor<f32>) -> (tensor<4xf32>)
    return %1 : tensor<4xf32>
  }
}

// [f32[9]] ReduceWindow[reducer=MULTIPLY, window=Window[dimensions=[2], strides=[2], low=[0], high=[0]], baseDilations=[1], windowDilations=[1]]
module @reduce_window {
  func.func public @main(%arg0: tensor<9xf32>) -> (tensor<4xf32>) {
    %0 = stablehlo.constant dense<0x3F800000> : tensor<f32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.multiply %2, %3 : tensor<f32>
      stablehlo.return %4 : tensor<f32>
    }) : (tensor<9xf32>, tensor<f32>) -> (tensor<4xf32>)
    return %1 : tensor<4xf32>
  }
}

// [f32[9]] ReduceWindow[reducer=MAXIMUM, window=Window[dimensions=[2], strides=[2], low=[0], high=[0]], baseDilations=[1], windowDilations=[1]]
module @reduce_window {
  func.func public @main(%arg0: tensor<9xf32>) -> (tensor<4xf32>) {
    %0 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.maximum %2, %3 : tensor<f32>
      stablehlo.return %4 : tensor<f32>
    }) : (tensor<9xf32>, tensor<f32>) -> (tensor<4xf32>)
    return %1 : tensor<4xf32>
  }
}

// [f32[9]] ReduceWindow[reducer=MINIMUM, window=Window[dimensions=[2], strides=[2], low=[0], high=[0]], baseDilations=[1], windowDilations=[1]]
module @reduce_window {
  func.func public @main(%arg0: tensor<9xf32>) -> (tensor<4xf32>) {
    %0 = stablehlo.constant dense<0x7F800000> : tensor<f32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.minimum %2, %3 : tensor<f32>
      stablehlo.return %4 : tensor<f32>
    }) : (tensor<9xf32>, tensor<f32>) -> (tensor<4xf32>)
    return %1 : tensor<4xf32>
  }
}

// [bf16[9]] ReduceWindow[reducer=ADD, window=Window[dimensions=[2], strides=[2], low=[0], high=[0]], baseDilations=[1], windowDilations=[1]]
module @reduce_window {
  func.func public @main(%arg0: tensor<9xbf16>) -> (tensor<4xbf16>) {
    %0 = stablehlo.convert %arg0 : (tensor<9xbf16>) -> tensor<9xf32>
    %1 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %2 = "stablehlo.reduce_window"(%0, %1) <{base_dilations = array<i64: 1>, padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%3: tensor<f32>, %4: tensor<f32>):
      %5 = stablehlo.add %3, %4 : tensor<f32>
      stablehlo.return %5 : tensor<f32>
    }) : (tensor<9xf32>, tensor<f32>) -> (tensor<4xf32>)
    %6 = stablehlo.convert %2 : (tensor<4xf32>) -> tensor<4xbf16>
    return %6 : tensor<4xbf16>
  }
}

// [i32[9]] ReduceWindow[reducer=ADD, window=Window[dimensions=[2], strides=[2], low=[0], high=[0]], baseDilations=[1], windowDilations=[1]]
module @reduce_window {
  func.func public @main(%arg0: tensor<9xi32>) -> (tensor<4xi32>) {
    %0 = stablehlo.constant dense<0> : tensor<i32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<i32>, %3: tensor<i32>):
      %4 = stablehlo.add %2, %3 : tensor<i32>
      stablehlo.return %4 : tensor<i32>
    }) : (tensor<9xi32>, tensor<i32>) -> (tensor<4xi32>)
    return %1 : tensor<4xi32>
  }
}

// [u8[9]] ReduceWindow[reducer=ADD, window=Window[dimensions=[2], strides=[2], low=[0], high=[0]], baseDilations=[1], windowDilations=[1]]
module @reduce_window {
  func.func public @main(%arg0: tensor<9xui8>) -> (tensor<4xui8>) {
    %0 = stablehlo.constant dense<0> : tensor<ui8>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<ui8>, %3: tensor<ui8>):
      %4 = stablehlo.add %2, %3 : tensor<ui8>
      stablehlo.return %4 : tensor<ui8>
    }) : (tensor<9xui8>, tensor<ui8>) -> (tensor<4xui8>)
    return %1 : tensor<4xui8>
  }
}

// [u32[9]] ReduceWindow[reducer=ADD, window=Window[dimensions=[2], strides=[2], low=[0], high=[0]], baseDilations=[1], windowDilations=[1]]
module @reduce_window {
  func.func public @main(%arg0: tensor<9xui32>) -> (tensor<4xui32>) {
    %0 = stablehlo.constant dense<0> : tensor<ui32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%2: tensor<ui32>, %3: tensor<ui32>):
      %4 = stablehlo.add %2, %3 : tensor<ui32>
      stablehlo.return %4 : tensor<ui32>
    }) : (tensor<9xui32>, tensor<ui32>) -> (tensor<4xui32>)
    return %1 : tensor<4xui32>
  }
}

