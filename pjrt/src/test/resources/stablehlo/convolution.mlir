// [f32[2, 8, 7, 3], f32[3, 3, 3, 4]] Convolution[window=Window[strides=[1, 1], low=[0, 0], high=[0, 0], lhsDilation=[1, 1], rhsDilation=[1, 1]], lhs=Axes[outer=0, feature=3, spatial=[1, 2]], rhs=Axes[outer=3, feature=2, spatial=[0, 1]], out=Axes[outer=0, feature=3, spatial=[1, 2]], featureGroups=1, batchGroups=1]
module @convolution {
  func.func public @main(%arg0: tensor<2x8x7x3xf32>, %arg1: tensor<3x3x3x4xf32>) -> (tensor<2x6x5x4xf32>) {
    %0 = stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]} : (tensor<2x8x7x3xf32>, tensor<3x3x3x4xf32>) -> tensor<2x6x5x4xf32>
    return %0 : tensor<2x6x5x4xf32>
  }
}

// [bf16[2, 8, 7, 3], bf16[3, 3, 3, 4]] Convolution[window=Window[strides=[1, 1], low=[0, 0], high=[0, 0], lhsDilation=[1, 1], rhsDilation=[1, 1]], lhs=Axes[outer=0, feature=3, spatial=[1, 2]], rhs=Axes[outer=3, feature=2, spatial=[0, 1]], out=Axes[outer=0, feature=3, spatial=[1, 2]], featureGroups=1, batchGroups=1]
module @convolution {
  func.func public @main(%arg0: tensor<2x8x7x3xbf16>, %arg1: tensor<3x3x3x4xbf16>) -> (tensor<2x6x5x4xbf16>) {
    %0 = stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x8x7x3xbf16>, tensor<3x3x3x4xbf16>) -> tensor<2x6x5x4xf32>
    %1 = stablehlo.convert %0 : (tensor<2x6x5x4xf32>) -> tensor<2x6x5x4xbf16>
    return %1 : tensor<2x6x5x4xbf16>
  }
}

// [i32[2, 8, 7, 3], i32[3, 3, 3, 4]] Convolution[window=Window[strides=[1, 1], low=[0, 0], high=[0, 0], lhsDilation=[1, 1], rhsDilation=[1, 1]], lhs=Axes[outer=0, feature=3, spatial=[1, 2]], rhs=Axes[outer=3, feature=2, spatial=[0, 1]], out=Axes[outer=0, feature=3, spatial=[1, 2]], featureGroups=1, batchGroups=1]
module @convolution {
  func.func public @main(%arg0: tensor<2x8x7x3xi32>, %arg1: tensor<3x3x3x4xi32>) -> (tensor<2x6x5x4xi32>) {
    %0 = stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x8x7x3xi32>, tensor<3x3x3x4xi32>) -> tensor<2x6x5x4xi32>
    return %0 : tensor<2x6x5x4xi32>
  }
}

// [u8[2, 8, 7, 3], u8[3, 3, 3, 4]] Convolution[window=Window[strides=[1, 1], low=[0, 0], high=[0, 0], lhsDilation=[1, 1], rhsDilation=[1, 1]], lhs=Axes[outer=0, feature=3, spatial=[1, 2]], rhs=Axes[outer=3, feature=2, spatial=[0, 1]], out=Axes[outer=0, feature=3, spatial=[1, 2]], featureGroups=1, batchGroups=1]
module @convolution {
  func.func public @main(%arg0: tensor<2x8x7x3xui8>, %arg1: tensor<3x3x3x4xui8>) -> (tensor<2x6x5x4xui8>) {
    %0 = stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x8x7x3xui8>, tensor<3x3x3x4xui8>) -> tensor<2x6x5x4xui8>
    return %0 : tensor<2x6x5x4xui8>
  }
}

// [u32[2, 8, 7, 3], u32[3, 3, 3, 4]] Convolution[window=Window[strides=[1, 1], low=[0, 0], high=[0, 0], lhsDilation=[1, 1], rhsDilation=[1, 1]], lhs=Axes[outer=0, feature=3, spatial=[1, 2]], rhs=Axes[outer=3, feature=2, spatial=[0, 1]], out=Axes[outer=0, feature=3, spatial=[1, 2]], featureGroups=1, batchGroups=1]
module @convolution {
  func.func public @main(%arg0: tensor<2x8x7x3xui32>, %arg1: tensor<3x3x3x4xui32>) -> (tensor<2x6x5x4xui32>) {
    %0 = stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x8x7x3xui32>, tensor<3x3x3x4xui32>) -> tensor<2x6x5x4xui32>
    return %0 : tensor<2x6x5x4xui32>
  }
}

