// [f32[11]] Slice[starts=[2], limits=[9], strides=[3]]
module @slice {
  func.func public @main(%arg0: tensor<11xf32>) -> (tensor<3xf32>) {
    %0 = stablehlo.slice %arg0 [2:9:3] : (tensor<11xf32>) -> tensor<3xf32>
    return %0 : tensor<3xf32>
  }
}

// [bf16[11]] Slice[starts=[2], limits=[9], strides=[3]]
module @slice {
  func.func public @main(%arg0: tensor<11xbf16>) -> (tensor<3xbf16>) {
    %0 = stablehlo.slice %arg0 [2:9:3] : (tensor<11xbf16>) -> tensor<3xbf16>
    return %0 : tensor<3xbf16>
  }
}

// [i32[11]] Slice[starts=[2], limits=[9], strides=[3]]
module @slice {
  func.func public @main(%arg0: tensor<11xi32>) -> (tensor<3xi32>) {
    %0 = stablehlo.slice %arg0 [2:9:3] : (tensor<11xi32>) -> tensor<3xi32>
    return %0 : tensor<3xi32>
  }
}

// [u8[11]] Slice[starts=[2], limits=[9], strides=[3]]
module @slice {
  func.func public @main(%arg0: tensor<11xui8>) -> (tensor<3xui8>) {
    %0 = stablehlo.slice %arg0 [2:9:3] : (tensor<11xui8>) -> tensor<3xui8>
    return %0 : tensor<3xui8>
  }
}

// [u32[11]] Slice[starts=[2], limits=[9], strides=[3]]
module @slice {
  func.func public @main(%arg0: tensor<11xui32>) -> (tensor<3xui32>) {
    %0 = stablehlo.slice %arg0 [2:9:3] : (tensor<11xui32>) -> tensor<3xui32>
    return %0 : tensor<3xui32>
  }
}

// [bool[11]] Slice[starts=[2], limits=[9], strides=[3]]
module @slice {
  func.func public @main(%arg0: tensor<11xi1>) -> (tensor<3xi1>) {
    %0 = stablehlo.slice %arg0 [2:9:3] : (tensor<11xi1>) -> tensor<3xi1>
    return %0 : tensor<3xi1>
  }
}

