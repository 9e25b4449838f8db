// [f32[4, 5, 6]] Cumulative[reducer=ADD, dimension=0, reverse=false]
module @cumulative {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<4x5x6xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4x5x6xf32>
    %2 = stablehlo.add %arg0, %1 : tensor<4x5x6xf32>
    %3 = stablehlo.pad %2, %0, low = [1, 0, 0], high = [-1, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %4 = stablehlo.add %2, %3 : tensor<4x5x6xf32>
    %5 = stablehlo.pad %4, %0, low = [2, 0, 0], high = [-2, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %6 = stablehlo.add %4, %5 : tensor<4x5x6xf32>
    return %6 : tensor<4x5x6xf32>
  }
}

// [f32[4, 5, 6]] Cumulative[reducer=ADD, dimension=0, reverse=true]
module @cumulative {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<4x5x6xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4x5x6xf32>
    %2 = stablehlo.add %arg0, %1 : tensor<4x5x6xf32>
    %3 = stablehlo.pad %2, %0, low = [-1, 0, 0], high = [1, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %4 = stablehlo.add %2, %3 : tensor<4x5x6xf32>
    %5 = stablehlo.pad %4, %0, low = [-2, 0, 0], high = [2, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %6 = stablehlo.add %4, %5 : tensor<4x5x6xf32>
    return %6 : tensor<4x5x6xf32>
  }
}

// [f32[4, 5, 6]] Cumulative[reducer=MULTIPLY, dimension=0, reverse=false]
module @cumulative {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<4x5x6xf32>) {
    %0 = stablehlo.constant dense<0x3F800000> : tensor<f32>
    %1 = stablehlo.pad %arg0, %0, low = [1, 0, 0], high = [-1, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<4x5x6xf32>
    %3 = stablehlo.pad %2, %0, low = [2, 0, 0], high = [-2, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %4 = stablehlo.multiply %2, %3 : tensor<4x5x6xf32>
    return %4 : tensor<4x5x6xf32>
  }
}

// [f32[4, 5, 6]] Cumulative[reducer=MULTIPLY, dimension=0, reverse=true]
module @cumulative {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<4x5x6xf32>) {
    %0 = stablehlo.constant dense<0x3F800000> : tensor<f32>
    %1 = stablehlo.pad %arg0, %0, low = [-1, 0, 0], high = [1, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<4x5x6xf32>
    %3 = stablehlo.pad %2, %0, low = [-2, 0, 0], high = [2, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %4 = stablehlo.multiply %2, %3 : tensor<4x5x6xf32>
    return %4 : tensor<4x5x6xf32>
  }
}

// [f32[4, 5, 6]] Cumulative[reducer=MAXIMUM, dimension=0, reverse=false]
module @cumulative {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<4x5x6xf32>) {
    %0 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %1 = stablehlo.pad %arg0, %0, low = [1, 0, 0], high = [-1, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %2 = stablehlo.maximum %arg0, %1 : tensor<4x5x6xf32>
    %3 = stablehlo.pad %2, %0, low = [2, 0, 0], high = [-2, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %4 = stablehlo.maximum %2, %3 : tensor<4x5x6xf32>
    return %4 : tensor<4x5x6xf32>
  }
}

// [f32[4, 5, 6]] Cumulative[reducer=MAXIMUM, dimension=0, reverse=true]
module @cumulative {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<4x5x6xf32>) {
    %0 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %1 = stablehlo.pad %arg0, %0, low = [-1, 0, 0], high = [1, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %2 = stablehlo.maximum %arg0, %1 : tensor<4x5x6xf32>
    %3 = stablehlo.pad %2, %0, low = [-2, 0, 0], high = [2, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %4 = stablehlo.maximum %2, %3 : tensor<4x5x6xf32>
    return %4 : tensor<4x5x6xf32>
  }
}

// [f32[4, 5, 6]] Cumulative[reducer=MINIMUM, dimension=0, reverse=false]
module @cumulative {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<4x5x6xf32>) {
    %0 = stablehlo.constant dense<0x7F800000> : tensor<f32>
    %1 = stablehlo.pad %arg0, %0, low = [1, 0, 0], high = [-1, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %2 = stablehlo.minimum %arg0, %1 : tensor<4x5x6xf32>
    %3 = stablehlo.pad %2, %0, low = [2, 0, 0], high = [-2, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %4 = stablehlo.minimum %2, %3 : tensor<4x5x6xf32>
    return %4 : tensor<4x5x6xf32>
  }
}

// [f32[4, 5, 6]] Cumulative[reducer=MINIMUM, dimension=0, reverse=true]
module @cumulative {
  func.func public @main(%arg0: tensor<4x5x6xf32>) -> (tensor<4x5x6xf32>) {
    %0 = stablehlo.constant dense<0x7F800000> : tensor<f32>
    %1 = stablehlo.pad %arg0, %0, low = [-1, 0, 0], high = [1, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %2 = stablehlo.minimum %arg0, %1 : tensor<4x5x6xf32>
    %3 = stablehlo.pad %2, %0, low = [-2, 0, 0], high = [2, 0, 0], interior = [0, 0, 0] : (tensor<4x5x6xf32>, tensor<f32>) -> tensor<4x5x6xf32>
    %4 = stablehlo.minimum %2, %3 : tensor<4x5x6xf32>
    return %4 : tensor<4x5x6xf32>
  }
}

