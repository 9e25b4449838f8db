// [i32[], f32[5]] While[condition=condition(2 parameters) 2 instructions -> [bool[]], body=body(2 parameters) 3 instructions -> [i32[], f32[5]]]
module @while {
  func.func public @main(%arg0: tensor<i32>, %arg1: tensor<5xf32>) -> (tensor<i32>, tensor<5xf32>) {
    %0:2 = "stablehlo.while"(%arg0, %arg1) ({
    ^bb0(%1: tensor<i32>, %2: tensor<5xf32>):
      %3 = stablehlo.constant dense<4> : tensor<i32>
      %4 = stablehlo.compare LT, %1, %3, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %4 : tensor<i1>
    }, {
    ^bb0(%5: tensor<i32>, %6: tensor<5xf32>):
      %7 = stablehlo.constant dense<1> : tensor<i32>
      %8 = stablehlo.add %5, %7 : tensor<i32>
      %9 = stablehlo.add %6, %6 : tensor<5xf32>
      stablehlo.return %8, %9 : tensor<i32>, tensor<5xf32>
    }) : (tensor<i32>, tensor<5xf32>) -> (tensor<i32>, tensor<5xf32>)
    return %0#0, %0#1 : tensor<i32>, tensor<5xf32>
  }
}

// [i32[], i32[5]] While[condition=condition(2 parameters) 2 instructions -> [bool[]], body=body(2 parameters) 3 instructions -> [i32[], i32[5]]]
module @while {
  func.func public @main(%arg0: tensor<i32>, %arg1: tensor<5xi32>) -> (tensor<i32>, tensor<5xi32>) {
    %0:2 = "stablehlo.while"(%arg0, %arg1) ({
    ^bb0(%1: tensor<i32>, %2: tensor<5xi32>):
      %3 = stablehlo.constant dense<4> : tensor<i32>
      %4 = stablehlo.compare LT, %1, %3, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %4 : tensor<i1>
    }, {
    ^bb0(%5: tensor<i32>, %6: tensor<5xi32>):
      %7 = stablehlo.constant dense<1> : tensor<i32>
      %8 = stablehlo.add %5, %7 : tensor<i32>
      %9 = stablehlo.add %6, %6 : tensor<5xi32>
      stablehlo.return %8, %9 : tensor<i32>, tensor<5xi32>
    }) : (tensor<i32>, tensor<5xi32>) -> (tensor<i32>, tensor<5xi32>)
    return %0#0, %0#1 : tensor<i32>, tensor<5xi32>
  }
}

