// [f32[9], f32[4]] SelectAndScatter[window=Window[dimensions=[2], strides=[2], low=[0], high=[0]]]
module @select_and_scatter {
  func.func public @main(%arg0: tensor<9xf32>, %arg1: tensor<4xf32>) -> (tensor<9xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = stablehlo.iota dim = 0 : tensor<9xi32>
    %2 = stablehlo.compare NE, %arg0, %arg0, FLOAT : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xi1>
    %3 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %4 = stablehlo.constant dense<-1> : tensor<i32>
    %5 = stablehlo.constant dense<false> : tensor<i1>
    %6:3 = "stablehlo.reduce_window"(%arg0, %1, %2, %3, %4, %5) <{padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%7: tensor<f32>, %8: tensor<i32>, %9: tensor<i1>, %10: tensor<f32>, %11: tensor<i32>, %12: tensor<i1>):
      %13 = stablehlo.compare LT, %8, %11, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %14 = stablehlo.select %13, %7, %10 : tensor<i1>, tensor<f32>
      %15 = stablehlo.select %13, %10, %7 : tensor<i1>, tensor<f32>
      %16 = stablehlo.select %13, %8, %11 : tensor<i1>, tensor<i32>
      %17 = stablehlo.select %13, %11, %8 : tensor<i1>, tensor<i32>
      %18 = stablehlo.select %13, %9, %12 : tensor<i1>, tensor<i1>
      %19 = stablehlo.select %13, %12, %9 : tensor<i1>, tensor<i1>
      %20 = stablehlo.constant dense<0> : tensor<i32>
      %21 = stablehlo.compare GE, %16, %20, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %22 = stablehlo.compare GE, %14, %15, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %23 = stablehlo.not %19 : tensor<i1>
      %24 = stablehlo.and %22, %23 : tensor<i1>
      %25 = stablehlo.and %21, %24 : tensor<i1>
      %26 = stablehlo.select %25, %14, %15 : tensor<i1>, tensor<f32>
      %27 = stablehlo.select %25, %16, %17 : tensor<i1>, tensor<i32>
      %28 = stablehlo.or %18, %19 : tensor<i1>
      stablehlo.return %26, %27, %28 : tensor<f32>, tensor<i32>, tensor<i1>
    }) : (tensor<9xf32>, tensor<9xi32>, tensor<9xi1>, tensor<f32>, tensor<i32>, tensor<i1>) -> (tensor<4xf32>, tensor<4xi32>, tensor<4xi1>)
    %29 = stablehlo.broadcast_in_dim %6#1, dims = [0] : (tensor<4xi32>) -> tensor<4x2xi32>
    %30 = stablehlo.reshape %29 : (tensor<4x2xi32>) -> tensor<8xi32>
    %31 = stablehlo.broadcast_in_dim %arg1, dims = [0] : (tensor<4xf32>) -> tensor<4x2xf32>
    %32 = stablehlo.reshape %31 : (tensor<4x2xf32>) -> tensor<8xf32>
    %33 = stablehlo.iota dim = 0 : tensor<9xi32>
    %34 = stablehlo.constant dense<0x00000000> : tensor<9xf32>
    %35 = stablehlo.constant dense<-1> : tensor<i32>
    %36 = stablehlo.pad %30, %35, low = [0], high = [1], interior = [0] : (tensor<8xi32>, tensor<i32>) -> tensor<9xi32>
    %37 = stablehlo.compare EQ, %36, %33, SIGNED : (tensor<9xi32>, tensor<9xi32>) -> tensor<9xi1>
    %38 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %39 = stablehlo.pad %32, %38, low = [0], high = [1], interior = [0] : (tensor<8xf32>, tensor<f32>) -> tensor<9xf32>
    %40 = stablehlo.select %37, %39, %34 : tensor<9xi1>, tensor<9xf32>
    %41 = stablehlo.compare EQ, %40, %34, FLOAT : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xi1>
    %42 = stablehlo.select %41, %34, %40 : tensor<9xi1>, tensor<9xf32>
    return %42 : tensor<9xf32>
  }
}

// [bf16[9], bf16[4]] SelectAndScatter[window=Window[dimensions=[2], strides=[2], low=[0], high=[0]]]
module @select_and_scatter {
  func.func public @main(%arg0: tensor<9xbf16>, %arg1: tensor<4xbf16>) -> (tensor<9xbf16>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = stablehlo.convert %arg0 : (tensor<9xbf16>) -> tensor<9xf32>
    %2 = stablehlo.convert %arg1 : (tensor<4xbf16>) -> tensor<4xf32>
    %3 = stablehlo.iota dim = 0 : tensor<9xi32>
    %4 = stablehlo.compare NE, %1, %1, FLOAT : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xi1>
    %5 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %6 = stablehlo.constant dense<-1> : tensor<i32>
    %7 = stablehlo.constant dense<false> : tensor<i1>
    %8:3 = "stablehlo.reduce_window"(%1, %3, %4, %5, %6, %7) <{padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%9: tensor<f32>, %10: tensor<i32>, %11: tensor<i1>, %12: tensor<f32>, %13: tensor<i32>, %14: tensor<i1>):
      %15 = stablehlo.compare LT, %10, %13, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %16 = stablehlo.select %15, %9, %12 : tensor<i1>, tensor<f32>
      %17 = stablehlo.select %15, %12, %9 : tensor<i1>, tensor<f32>
      %18 = stablehlo.select %15, %10, %13 : tensor<i1>, tensor<i32>
      %19 = stablehlo.select %15, %13, %10 : tensor<i1>, tensor<i32>
      %20 = stablehlo.select %15, %11, %14 : tensor<i1>, tensor<i1>
      %21 = stablehlo.select %15, %14, %11 : tensor<i1>, tensor<i1>
      %22 = stablehlo.constant dense<0> : tensor<i32>
      %23 = stablehlo.compare GE, %18, %22, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %24 = stablehlo.compare GE, %16, %17, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %25 = stablehlo.not %21 : tensor<i1>
      %26 = stablehlo.and %24, %25 : tensor<i1>
      %27 = stablehlo.and %23, %26 : tensor<i1>
      %28 = stablehlo.select %27, %16, %17 : tensor<i1>, tensor<f32>
      %29 = stablehlo.select %27, %18, %19 : tensor<i1>, tensor<i32>
      %30 = stablehlo.or %20, %21 : tensor<i1>
      stablehlo.return %28, %29, %30 : tensor<f32>, tensor<i32>, tensor<i1>
    }) : (tensor<9xf32>, tensor<9xi32>, tensor<9xi1>, tensor<f32>, tensor<i32>, tensor<i1>) -> (tensor<4xf32>, tensor<4xi32>, tensor<4xi1>)
    %31 = stablehlo.broadcast_in_dim %8#1, dims = [0] : (tensor<4xi32>) -> tensor<4x2xi32>
    %32 = stablehlo.reshape %31 : (tensor<4x2xi32>) -> tensor<8xi32>
    %33 = stablehlo.broadcast_in_dim %2, dims = [0] : (tensor<4xf32>) -> tensor<4x2xf32>
    %34 = stablehlo.reshape %33 : (tensor<4x2xf32>) -> tensor<8xf32>
    %35 = stablehlo.iota dim = 0 : tensor<9xi32>
    %36 = stablehlo.constant dense<0x00000000> : tensor<9xf32>
    %37 = stablehlo.constant dense<-1> : tensor<i32>
    %38 = stablehlo.pad %32, %37, low = [0], high = [1], interior = [0] : (tensor<8xi32>, tensor<i32>) -> tensor<9xi32>
    %39 = stablehlo.compare EQ, %38, %35, SIGNED : (tensor<9xi32>, tensor<9xi32>) -> tensor<9xi1>
    %40 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %41 = stablehlo.pad %34, %40, low = [0], high = [1], interior = [0] : (tensor<8xf32>, tensor<f32>) -> tensor<9xf32>
    %42 = stablehlo.select %39, %41, %36 : tensor<9xi1>, tensor<9xf32>
    %43 = stablehlo.compare EQ, %42, %36, FLOAT : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xi1>
    %44 = stablehlo.select %43, %36, %42 : tensor<9xi1>, tensor<9xf32>
    %45 = stablehlo.convert %44 : (tensor<9xf32>) -> tensor<9xbf16>
    return %45 : tensor<9xbf16>
  }
}

// [i32[9], i32[4]] SelectAndScatter[window=Window[dimensions=[2], strides=[2], low=[0], high=[0]]]
module @select_and_scatter {
  func.func public @main(%arg0: tensor<9xi32>, %arg1: tensor<4xi32>) -> (tensor<9xi32>) {
    %0 = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.iota dim = 0 : tensor<9xi32>
    %2 = stablehlo.constant dense<0> : tensor<i32>
    %3 = stablehlo.constant dense<-1> : tensor<i32>
    %4:2 = "stablehlo.reduce_window"(%arg0, %1, %2, %3) <{padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%5: tensor<i32>, %6: tensor<i32>, %7: tensor<i32>, %8: tensor<i32>):
      %9 = stablehlo.compare LT, %6, %8, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %10 = stablehlo.select %9, %5, %7 : tensor<i1>, tensor<i32>
      %11 = stablehlo.select %9, %7, %5 : tensor<i1>, tensor<i32>
      %12 = stablehlo.select %9, %6, %8 : tensor<i1>, tensor<i32>
      %13 = stablehlo.select %9, %8, %6 : tensor<i1>, tensor<i32>
      %14 = stablehlo.constant dense<0> : tensor<i32>
      %15 = stablehlo.compare GE, %12, %14, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %16 = stablehlo.compare GE, %10, %11, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %17 = stablehlo.and %15, %16 : tensor<i1>
      %18 = stablehlo.select %17, %10, %11 : tensor<i1>, tensor<i32>
      %19 = stablehlo.select %17, %12, %13 : tensor<i1>, tensor<i32>
      stablehlo.return %18, %19 : tensor<i32>, tensor<i32>
    }) : (tensor<9xi32>, tensor<9xi32>, tensor<i32>, tensor<i32>) -> (tensor<4xi32>, tensor<4xi32>)
    %20 = stablehlo.broadcast_in_dim %4#1, dims = [0] : (tensor<4xi32>) -> tensor<4x2xi32>
    %21 = stablehlo.reshape %20 : (tensor<4x2xi32>) -> tensor<8xi32>
    %22 = stablehlo.broadcast_in_dim %arg1, dims = [0] : (tensor<4xi32>) -> tensor<4x2xi32>
    %23 = stablehlo.reshape %22 : (tensor<4x2xi32>) -> tensor<8xi32>
    %24 = stablehlo.iota dim = 0 : tensor<9xi32>
    %25 = stablehlo.constant dense<0> : tensor<9xi32>
    %26 = stablehlo.constant dense<-1> : tensor<i32>
    %27 = stablehlo.pad %21, %26, low = [0], high = [1], interior = [0] : (tensor<8xi32>, tensor<i32>) -> tensor<9xi32>
    %28 = stablehlo.compare EQ, %27, %24, SIGNED : (tensor<9xi32>, tensor<9xi32>) -> tensor<9xi1>
    %29 = stablehlo.constant dense<0> : tensor<i32>
    %30 = stablehlo.pad %23, %29, low = [0], high = [1], interior = [0] : (tensor<8xi32>, tensor<i32>) -> tensor<9xi32>
    %31 = stablehlo.select %28, %30, %25 : tensor<9xi1>, tensor<9xi32>
    return %31 : tensor<9xi32>
  }
}

// [u8[9], u8[4]] SelectAndScatter[window=Window[dimensions=[2], strides=[2], low=[0], high=[0]]]
module @select_and_scatter {
  func.func public @main(%arg0: tensor<9xui8>, %arg1: tensor<4xui8>) -> (tensor<9xui8>) {
    %0 = stablehlo.constant dense<0> : tensor<ui8>
    %1 = stablehlo.iota dim = 0 : tensor<9xi32>
    %2 = stablehlo.constant dense<0> : tensor<ui8>
    %3 = stablehlo.constant dense<-1> : tensor<i32>
    %4:2 = "stablehlo.reduce_window"(%arg0, %1, %2, %3) <{padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%5: tensor<ui8>, %6: tensor<i32>, %7: tensor<ui8>, %8: tensor<i32>):
      %9 = stablehlo.compare LT, %6, %8, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %10 = stablehlo.select %9, %5, %7 : tensor<i1>, tensor<ui8>
      %11 = stablehlo.select %9, %7, %5 : tensor<i1>, tensor<ui8>
      %12 = stablehlo.select %9, %6, %8 : tensor<i1>, tensor<i32>
      %13 = stablehlo.select %9, %8, %6 : tensor<i1>, tensor<i32>
      %14 = stablehlo.constant dense<0> : tensor<i32>
      %15 = stablehlo.compare GE, %12, %14, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %16 = stablehlo.compare GE, %10, %11, UNSIGNED : (tensor<ui8>, tensor<ui8>) -> tensor<i1>
      %17 = stablehlo.and %15, %16 : tensor<i1>
      %18 = stablehlo.select %17, %10, %11 : tensor<i1>, tensor<ui8>
      %19 = stablehlo.select %17, %12, %13 : tensor<i1>, tensor<i32>
      stablehlo.return %18, %19 : tensor<ui8>, tensor<i32>
    }) : (tensor<9xui8>, tensor<9xi32>, tensor<ui8>, tensor<i32>) -> (tensor<4xui8>, tensor<4xi32>)
    %20 = stablehlo.broadcast_in_dim %4#1, dims = [0] : (tensor<4xi32>) -> tensor<4x2xi32>
    %21 = stablehlo.reshape %20 : (tensor<4x2xi32>) -> tensor<8xi32>
    %22 = stablehlo.broadcast_in_dim %arg1, dims = [0] : (tensor<4xui8>) -> tensor<4x2xui8>
    %23 = stablehlo.reshape %22 : (tensor<4x2xui8>) -> tensor<8xui8>
    %24 = stablehlo.iota dim = 0 : tensor<9xi32>
    %25 = stablehlo.constant dense<0> : tensor<9xui8>
    %26 = stablehlo.constant dense<-1> : tensor<i32>
    %27 = stablehlo.pad %21, %26, low = [0], high = [1], interior = [0] : (tensor<8xi32>, tensor<i32>) -> tensor<9xi32>
    %28 = stablehlo.compare EQ, %27, %24, SIGNED : (tensor<9xi32>, tensor<9xi32>) -> tensor<9xi1>
    %29 = stablehlo.constant dense<0> : tensor<ui8>
    %30 = stablehlo.pad %23, %29, low = [0], high = [1], interior = [0] : (tensor<8xui8>, tensor<ui8>) -> tensor<9xui8>
    %31 = stablehlo.select %28, %30, %25 : tensor<9xi1>, tensor<9xui8>
    return %31 : tensor<9xui8>
  }
}

// [u32[9], u32[4]] SelectAndScatter[window=Window[dimensions=[2], strides=[2], low=[0], high=[0]]]
module @select_and_scatter {
  func.func public @main(%arg0: tensor<9xui32>, %arg1: tensor<4xui32>) -> (tensor<9xui32>) {
    %0 = stablehlo.constant dense<0> : tensor<ui32>
    %1 = stablehlo.iota dim = 0 : tensor<9xi32>
    %2 = stablehlo.constant dense<0> : tensor<ui32>
    %3 = stablehlo.constant dense<-1> : tensor<i32>
    %4:2 = "stablehlo.reduce_window"(%arg0, %1, %2, %3) <{padding = dense<[[0, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
    ^bb0(%5: tensor<ui32>, %6: tensor<i32>, %7: tensor<ui32>, %8: tensor<i32>):
      %9 = stablehlo.compare LT, %6, %8, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %10 = stablehlo.select %9, %5, %7 : tensor<i1>, tensor<ui32>
      %11 = stablehlo.select %9, %7, %5 : tensor<i1>, tensor<ui32>
      %12 = stablehlo.select %9, %6, %8 : tensor<i1>, tensor<i32>
      %13 = stablehlo.select %9, %8, %6 : tensor<i1>, tensor<i32>
      %14 = stablehlo.constant dense<0> : tensor<i32>
      %15 = stablehlo.compare GE, %12, %14, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %16 = stablehlo.compare GE, %10, %11, UNSIGNED : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
      %17 = stablehlo.and %15, %16 : tensor<i1>
      %18 = stablehlo.select %17, %10, %11 : tensor<i1>, tensor<ui32>
      %19 = stablehlo.select %17, %12, %13 : tensor<i1>, tensor<i32>
      stablehlo.return %18, %19 : tensor<ui32>, tensor<i32>
    }) : (tensor<9xui32>, tensor<9xi32>, tensor<ui32>, tensor<i32>) -> (tensor<4xui32>, tensor<4xi32>)
    %20 = stablehlo.broadcast_in_dim %4#1, dims = [0] : (tensor<4xi32>) -> tensor<4x2xi32>
    %21 = stablehlo.reshape %20 : (tensor<4x2xi32>) -> tensor<8xi32>
    %22 = stablehlo.broadcast_in_dim %arg1, dims = [0] : (tensor<4xui32>) -> tensor<4x2xui32>
    %23 = stablehlo.reshape %22 : (tensor<4x2xui32>) -> tensor<8xui32>
    %24 = stablehlo.iota dim = 0 : tensor<9xi32>
    %25 = stablehlo.constant dense<0> : tensor<9xui32>
    %26 = stablehlo.constant dense<-1> : tensor<i32>
    %27 = stablehlo.pad %21, %26, low = [0], high = [1], interior = [0] : (tensor<8xi32>, tensor<i32>) -> tensor<9xi32>
    %28 = stablehlo.compare EQ, %27, %24, SIGNED : (tensor<9xi32>, tensor<9xi32>) -> tensor<9xi1>
    %29 = stablehlo.constant dense<0> : tensor<ui32>
    %30 = stablehlo.pad %23, %29, low = [0], high = [1], interior = [0] : (tensor<8xui32>, tensor<ui32>) -> tensor<9xui32>
    %31 = stablehlo.select %28, %30, %25 : tensor<9xi1>, tensor<9xui32>
    return %31 : tensor<9xui32>
  }
}

