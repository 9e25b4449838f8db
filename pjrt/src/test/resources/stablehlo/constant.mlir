// [] Constant[f32[23] 0.0 -0.0 1.0 -1.0 0.5 -0.5 1.5 2.5 -2.5 3.0 0.0010000000474974513 -0.0010000000474974513 7.25 -7.25 30.0 -30.0 ...]
module @constant {
  func.func public @main() -> (tensor<23xf32>) {
    %0 = stablehlo.constant dense<"0x00000000000000800000803F000080BF0000003F000000BF0000C03F00002040000020C0000040406F12833A6F1283BA0000E8400000E8C00000F0410000F0C10000C8420000C8C2CAF24971CAF249F10000807F000080FF0000C07F"> : tensor<23xf32>
    return %0 : tensor<23xf32>
  }
}

// [] Constant[bf16[23] 0.0 -0.0 1.0 -1.0 0.5 -0.5 1.5 2.5 -2.5 3.0 9.9945068359375E-4 -9.9945068359375E-4 7.25 -7.25 30.0 -30.0 ...]
module @constant {
  func.func public @main() -> (tensor<23xbf16>) {
    %0 = stablehlo.constant dense<"0x00000080803F80BF003F00BFC03F204020C04040833A83BAE840E8C0F041F0C1C842C8C24A714AF1807F80FFC07F"> : tensor<23xbf16>
    return %0 : tensor<23xbf16>
  }
}

// [] Constant[i32[19] 0 1 -1 2 -2 3 7 8 31 32 63 64 100 127 -128 255 ...]
module @constant {
  func.func public @main() -> (tensor<19xi32>) {
    %0 = stablehlo.constant dense<"0x0000000001000000FFFFFFFF02000000FEFFFFFF0300000007000000080000001F000000200000003F00000040000000640000007F00000080FFFFFFFF00000000000100FFFFFF7F00000080"> : tensor<19xi32>
    return %0 : tensor<19xi32>
  }
}

// [] Constant[u8[15] 0 1 255 2 254 3 7 8 31 32 63 64 100 127 128]
module @constant {
  func.func public @main() -> (tensor<15xui8>) {
    %0 = stablehlo.constant dense<"0x0001FF02FE0307081F203F40647F80"> : tensor<15xui8>
    return %0 : tensor<15xui8>
  }
}

// [] Constant[u32[19] 0 1 4294967295 2 4294967294 3 7 8 31 32 63 64 100 127 4294967168 255 ...]
module @constant {
  func.func public @main() -> (tensor<19xui32>) {
    %0 = stablehlo.constant dense<"0x0000000001000000FFFFFFFF02000000FEFFFFFF0300000007000000080000001F000000200000003F00000040000000640000007F00000080FFFFFFFF00000000000100FFFFFF7F00000080"> : tensor<19xui32>
    return %0 : tensor<19xui32>
  }
}

// [] Constant[bool[2] 0 1]
module @constant {
  func.func public @main() -> (tensor<2xi1>) {
    %0 = stablehlo.constant dense<"0x0001"> : tensor<2xui8>
    %1 = stablehlo.constant dense<0> : tensor<2xui8>
    %2 = stablehlo.compare NE, %0, %1, UNSIGNED : (tensor<2xui8>, tensor<2xui8>) -> tensor<2xi1>
    return %2 : tensor<2xi1>
  }
}

