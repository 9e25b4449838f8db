// [f32[2, 3, 1], f32[2, 3, 1]] Fft[kind=FFT, length=[1]]
module @fft {
  func.func public @main(%arg0: tensor<2x3x1xf32>, %arg1: tensor<2x3x1xf32>) -> (tensor<2x3x1xf32>, tensor<2x3x1xf32>) {
    %0 = stablehlo.complex %arg0, %arg1 : tensor<2x3x1xcomplex<f32>>
    %1 = stablehlo.fft %0, type = FFT, length = [1] : (tensor<2x3x1xcomplex<f32>>) -> tensor<2x3x1xcomplex<f32>>
    %2 = stablehlo.real %1 : (tensor<2x3x1xcomplex<f32>>) -> tensor<2x3x1xf32>
    %3 = stablehlo.imag %1 : (tensor<2x3x1xcomplex<f32>>) -> tensor<2x3x1xf32>
    return %2, %3 : tensor<2x3x1xf32>, tensor<2x3x1xf32>
  }
}

// [f32[2, 3, 1], f32[2, 3, 1]] Fft[kind=IFFT, length=[1]]
module @fft {
  func.func public @main(%arg0: tensor<2x3x1xf32>, %arg1: tensor<2x3x1xf32>) -> (tensor<2x3x1xf32>, tensor<2x3x1xf32>) {
    %0 = stablehlo.complex %arg0, %arg1 : tensor<2x3x1xcomplex<f32>>
    %1 = stablehlo.fft %0, type = IFFT, length = [1] : (tensor<2x3x1xcomplex<f32>>) -> tensor<2x3x1xcomplex<f32>>
    %2 = stablehlo.real %1 : (tensor<2x3x1xcomplex<f32>>) -> tensor<2x3x1xf32>
    %3 = stablehlo.imag %1 : (tensor<2x3x1xcomplex<f32>>) -> tensor<2x3x1xf32>
    return %2, %3 : tensor<2x3x1xf32>, tensor<2x3x1xf32>
  }
}

// [f32[2, 3, 1]] Fft[kind=RFFT, length=[1]]
module @fft {
  func.func public @main(%arg0: tensor<2x3x1xf32>) -> (tensor<2x3x1xf32>, tensor<2x3x1xf32>) {
    %0 = stablehlo.fft %arg0, type = RFFT, length = [1] : (tensor<2x3x1xf32>) -> tensor<2x3x1xcomplex<f32>>
    %1 = stablehlo.real %0 : (tensor<2x3x1xcomplex<f32>>) -> tensor<2x3x1xf32>
    %2 = stablehlo.imag %0 : (tensor<2x3x1xcomplex<f32>>) -> tensor<2x3x1xf32>
    return %1, %2 : tensor<2x3x1xf32>, tensor<2x3x1xf32>
  }
}

// [f32[2, 3, 1], f32[2, 3, 1]] Fft[kind=IRFFT, length=[1]]
module @fft {
  func.func public @main(%arg0: tensor<2x3x1xf32>, %arg1: tensor<2x3x1xf32>) -> (tensor<2x3x1xf32>) {
    %0 = stablehlo.complex %arg0, %arg1 : tensor<2x3x1xcomplex<f32>>
    %1 = stablehlo.fft %0, type = IRFFT, length = [1] : (tensor<2x3x1xcomplex<f32>>) -> tensor<2x3x1xf32>
    return %1 : tensor<2x3x1xf32>
  }
}

