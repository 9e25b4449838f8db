// [f32[4, 5, 6]] Reduce[reducer=ADD, dimensions=[0]]
module @reduce {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<5x6xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = stablehlo.reduce(%arg0 init: %0) applies stablehlo.add across dimensions = [0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<5x6xf32>
    return %1 : tensor<5x6xf32>
  }
}

// [f32[4, 5, 6]] Reduce[reducer=MULTIPLY, dimensions=[0]]
module @reduce {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<5x6xf32>) {
    %0 = stablehlo.constant dense<0x3F800000> : tensor<f32>
    %1 = stablehlo.reduce(%arg0 init: %0) applies stablehlo.multiply across dimensions = [0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<5x6xf32>
    return %1 : tensor<5x6xf32>
  }
}

// [f32[4, 5, 6]] Reduce[reducer=MAXIMUM, dimensions=[0]]
module @reduce {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<5x6xf32>) {
    %0 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %1 = stablehlo.reduce(%arg0 init: %0) applies stablehlo.maximum across dimensions = [0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<5x6xf32>
    return %1 : tensor<5x6xf32>
  }
}

// [f32[4, 5, 6]] Reduce[reducer=MINIMUM, dimensions=[0]]
module @reduce {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<5x6xf32>) {
    %0 = stablehlo.constant dense<0x7F800000> : tensor<f32>
    %1 = stablehlo.reduce(%arg0 init: %0) applies stablehlo.minimum across dimensions = [0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<5x6xf32>
    return %1 : tensor<5x6xf32>
  }
}

// [bf16[4, 5, 6]] Reduce[reducer=ADD, dimensions=[0]]
module @reduce {
  func.func public @main(%arg0: tensor<4x5x6xbf16>) -> (tensor<5x6xbf16>) {
    %0 = stablehlo.convert %arg0 : (tensor<4x5x6xbf16>) -> tensor<4x5x6xf32>
    %1 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %2 = stablehlo.reduce(%0 init: %1) applies stablehlo.add across dimensions = [0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<5x6xf32>
    %3 = stablehlo.convert %2 : (tensor<5x6xf32>) -> tensor<5x6xbf16>
    return %3 : tensor<5x6xbf16>
  }
}

// [i32[4, 5, 6]] Reduce[reducer=ADD, dimensions=[0]]
module @reduce {
  func.func public @main(%arg0: tensor<4x5x6xi32>) -> (tensor<5x6xi32>) {
    %0 = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.reduce(%arg0 init: %0) applies stablehlo.add across dimensions = [0] : (tensor<4x5x6xi32>, tensor<i32>) -> tensor<5x6xi32>
    return %1 : tensor<5x6xi32>
  }
}

// [u8[4, 5, 6]] Reduce[reducer=ADD, dimensions=[0]]
module @reduce {
  func.func public @main(%arg0: tensor<4x5x6xui8>) -> (tensor<5x6xui8>) {
    %0 = stablehlo.constant dense<0> : tensor<ui8>
    %1 = stablehlo.reduce(%arg0 init: %0) applies stablehlo.add across dimensions = [0] : (tensor<4x5x6xui8>, tensor<ui8>) -> tensor<5x6xui8>
    return %1 : tensor<5x6xui8>
  }
}

// [u32[4, 5, 6]] Reduce[reducer=ADD, dimensions=[0]]
module @reduce {
  func.func public @main(%arg0: tensor<4x5x6xui32>) -> (tensor<5x6xui32>) {
    %0 = stablehlo.constant dense<0> : tensor<ui32>
    %1 = stablehlo.reduce(%arg0 init: %0) applies stablehlo.add across dimensions = [0] : (tensor<4x5x6xui32>, tensor<ui32>) -> tensor<5x6xui32>
    return %1 : tensor<5x6xui32>
  }
}

