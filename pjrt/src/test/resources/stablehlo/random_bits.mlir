// [u32[2]] RandomBits[shape=[5]]
module @random_bits {
  func.func public @main(%arg0: tensor<2xui32>) -> (tensor<5xui32>) {
    %0 = stablehlo.slice %arg0 [0:1] : (tensor<2xui32>) -> tensor<1xui32>
    %1 = stablehlo.reshape %0 : (tensor<1xui32>) -> tensor<ui32>
    %2 = stablehlo.broadcast_in_dim %1, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %3 = stablehlo.slice %arg0 [1:2] : (tensor<2xui32>) -> tensor<1xui32>
    %4 = stablehlo.reshape %3 : (tensor<1xui32>) -> tensor<ui32>
    %5 = stablehlo.broadcast_in_dim %4, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %6 = stablehlo.constant dense<466688986> : tensor<ui32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %8 = stablehlo.xor %2, %5 : tensor<5xui32>
    %9 = stablehlo.xor %8, %7 : tensor<5xui32>
    %10 = stablehlo.iota dim = 0 : tensor<5xui32>
    %11 = stablehlo.add %10, %5 : tensor<5xui32>
    %12 = stablehlo.add %2, %11 : tensor<5xui32>
    %13 = stablehlo.constant dense<13> : tensor<ui32>
    %14 = stablehlo.broadcast_in_dim %13, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %15 = stablehlo.shift_left %11, %14 : tensor<5xui32>
    %16 = stablehlo.constant dense<19> : tensor<ui32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %18 = stablehlo.shift_right_logical %11, %17 : tensor<5xui32>
    %19 = stablehlo.or %15, %18 : tensor<5xui32>
    %20 = stablehlo.xor %19, %12 : tensor<5xui32>
    %21 = stablehlo.add %12, %20 : tensor<5xui32>
    %22 = stablehlo.constant dense<15> : tensor<ui32>
    %23 = stablehlo.broadcast_in_dim %22, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %24 = stablehlo.shift_left %20, %23 : tensor<5xui32>
    %25 = stablehlo.constant dense<17> : tensor<ui32>
    %26 = stablehlo.broadcast_in_dim %25, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %27 = stablehlo.shift_right_logical %20, %26 : tensor<5xui32>
    %28 = stablehlo.or %24, %27 : tensor<5xui32>
    %29 = stablehlo.xor %28, %21 : tensor<5xui32>
    %30 = stablehlo.add %21, %29 : tensor<5xui32>
    %31 = stablehlo.constant dense<26> : tensor<ui32>
    %32 = stablehlo.broadcast_in_dim %31, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %33 = stablehlo.shift_left %29, %32 : tensor<5xui32>
    %34 = stablehlo.constant dense<6> : tensor<ui32>
    %35 = stablehlo.broadcast_in_dim %34, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %36 = stablehlo.shift_right_logical %29, %35 : tensor<5xui32>
    %37 = stablehlo.or %33, %36 : tensor<5xui32>
    %38 = stablehlo.xor %37, %30 : tensor<5xui32>
    %39 = stablehlo.add %30, %38 : tensor<5xui32>
    %40 = stablehlo.constant dense<6> : tensor<ui32>
    %41 = stablehlo.broadcast_in_dim %40, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %42 = stablehlo.shift_left %38, %41 : tensor<5xui32>
    %43 = stablehlo.constant dense<26> : tensor<ui32>
    %44 = stablehlo.broadcast_in_dim %43, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %45 = stablehlo.shift_right_logical %38, %44 : tensor<5xui32>
    %46 = stablehlo.or %42, %45 : tensor<5xui32>
    %47 = stablehlo.xor %46, %39 : tensor<5xui32>
    %48 = stablehlo.add %39, %5 : tensor<5xui32>
    %49 = stablehlo.constant dense<1> : tensor<ui32>
    %50 = stablehlo.broadcast_in_dim %49, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %51 = stablehlo.add %9, %50 : tensor<5xui32>
    %52 = stablehlo.add %47, %51 : tensor<5xui32>
    %53 = stablehlo.add %48, %52 : tensor<5xui32>
    %54 = stablehlo.constant dense<17> : tensor<ui32>
    %55 = stablehlo.broadcast_in_dim %54, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %56 = stablehlo.shift_left %52, %55 : tensor<5xui32>
    %57 = stablehlo.constant dense<15> : tensor<ui32>
    %58 = stablehlo.broadcast_in_dim %57, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %59 = stablehlo.shift_right_logical %52, %58 : tensor<5xui32>
    %60 = stablehlo.or %56, %59 : tensor<5xui32>
    %61 = stablehlo.xor %60, %53 : tensor<5xui32>
    %62 = stablehlo.add %53, %61 : tensor<5xui32>
    %63 = stablehlo.constant dense<29> : tensor<ui32>
    %64 = stablehlo.broadcast_in_dim %63, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %65 = stablehlo.shift_left %61, %64 : tensor<5xui32>
    %66 = stablehlo.constant dense<3> : tensor<ui32>
    %67 = stablehlo.broadcast_in_dim %66, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %68 = stablehlo.shift_right_logical %61, %67 : tensor<5xui32>
    %69 = stablehlo.or %65, %68 : tensor<5xui32>
    %70 = stablehlo.xor %69, %62 : tensor<5xui32>
    %71 = stablehlo.add %62, %70 : tensor<5xui32>
    %72 = stablehlo.constant dense<16> : tensor<ui32>
    %73 = stablehlo.broadcast_in_dim %72, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %74 = stablehlo.shift_left %70, %73 : tensor<5xui32>
    %75 = stablehlo.constant dense<16> : tensor<ui32>
    %76 = stablehlo.broadcast_in_dim %75, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %77 = stablehlo.shift_right_logical %70, %76 : tensor<5xui32>
    %78 = stablehlo.or %74, %77 : tensor<5xui32>
    %79 = stablehlo.xor %78, %71 : tensor<5xui32>
    %80 = stablehlo.add %71, %79 : tensor<5xui32>
    %81 = stablehlo.constant dense<24> : tensor<ui32>
    %82 = stablehlo.broadcast_in_dim %81, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %83 = stablehlo.shift_left %79, %82 : tensor<5xui32>
    %84 = stablehlo.constant dense<8> : tensor<ui32>
    %85 = stablehlo.broadcast_in_dim %84, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %86 = stablehlo.shift_right_logical %79, %85 : tensor<5xui32>
    %87 = stablehlo.or %83, %86 : tensor<5xui32>
    %88 = stablehlo.xor %87, %80 : tensor<5xui32>
    %89 = stablehlo.add %80, %9 : tensor<5xui32>
    %90 = stablehlo.constant dense<2> : tensor<ui32>
    %91 = stablehlo.broadcast_in_dim %90, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %92 = stablehlo.add %2, %91 : tensor<5xui32>
    %93 = stablehlo.add %88, %92 : tensor<5xui32>
    %94 = stablehlo.add %89, %93 : tensor<5xui32>
    %95 = stablehlo.constant dense<13> : tensor<ui32>
    %96 = stablehlo.broadcast_in_dim %95, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %97 = stablehlo.shift_left %93, %96 : tensor<5xui32>
    %98 = stablehlo.constant dense<19> : tensor<ui32>
    %99 = stablehlo.broadcast_in_dim %98, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %100 = stablehlo.shift_right_logical %93, %99 : tensor<5xui32>
    %101 = stablehlo.or %97, %100 : tensor<5xui32>
    %102 = stablehlo.xor %101, %94 : tensor<5xui32>
    %103 = stablehlo.add %94, %102 : tensor<5xui32>
    %104 = stablehlo.constant dense<15> : tensor<ui32>
    %105 = stablehlo.broadcast_in_dim %104, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %106 = stablehlo.shift_left %102, %105 : tensor<5xui32>
    %107 = stablehlo.constant dense<17> : tensor<ui32>
    %108 = stablehlo.broadcast_in_dim %107, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %109 = stablehlo.shift_right_logical %102, %108 : tensor<5xui32>
    %110 = stablehlo.or %106, %109 : tensor<5xui32>
    %111 = stablehlo.xor %110, %103 : tensor<5xui32>
    %112 = stablehlo.add %103, %111 : tensor<5xui32>
    %113 = stablehlo.constant dense<26> : tensor<ui32>
    %114 = stablehlo.broadcast_in_dim %113, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %115 = stablehlo.shift_left %111, %114 : tensor<5xui32>
    %116 = stablehlo.constant dense<6> : tensor<ui32>
    %117 = stablehlo.broadcast_in_dim %116, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %118 = stablehlo.shift_right_logical %111, %117 : tensor<5xui32>
    %119 = stablehlo.or %115, %118 : tensor<5xui32>
    %120 = stablehlo.xor %119, %112 : tensor<5xui32>
    %121 = stablehlo.add %112, %120 : tensor<5xui32>
    %122 = stablehlo.constant dense<6> : tensor<ui32>
    %123 = stablehlo.broadcast_in_dim %122, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %124 = stablehlo.shift_left %120, %123 : tensor<5xui32>
    %125 = stablehlo.constant dense<26> : tensor<ui32>
    %126 = stablehlo.broadcast_in_dim %125, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %127 = stablehlo.shift_right_logical %120, %126 : tensor<5xui32>
    %128 = stablehlo.or %124, %127 : tensor<5xui32>
    %129 = stablehlo.xor %128, %121 : tensor<5xui32>
    %130 = stablehlo.add %121, %2 : tensor<5xui32>
    %131 = stablehlo.constant dense<3> : tensor<ui32>
    %132 = stablehlo.broadcast_in_dim %131, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %133 = stablehlo.add %5, %132 : tensor<5xui32>
    %134 = stablehlo.add %129, %133 : tensor<5xui32>
    %135 = stablehlo.add %130, %134 : tensor<5xui32>
    %136 = stablehlo.constant dense<17> : tensor<ui32>
    %137 = stablehlo.broadcast_in_dim %136, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %138 = stablehlo.shift_left %134, %137 : tensor<5xui32>
    %139 = stablehlo.constant dense<15> : tensor<ui32>
    %140 = stablehlo.broadcast_in_dim %139, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %141 = stablehlo.shift_right_logical %134, %140 : tensor<5xui32>
    %142 = stablehlo.or %138, %141 : tensor<5xui32>
    %143 = stablehlo.xor %142, %135 : tensor<5xui32>
    %144 = stablehlo.add %135, %143 : tensor<5xui32>
    %145 = stablehlo.constant dense<29> : tensor<ui32>
    %146 = stablehlo.broadcast_in_dim %145, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %147 = stablehlo.shift_left %143, %146 : tensor<5xui32>
    %148 = stablehlo.constant dense<3> : tensor<ui32>
    %149 = stablehlo.broadcast_in_dim %148, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %150 = stablehlo.shift_right_logical %143, %149 : tensor<5xui32>
    %151 = stablehlo.or %147, %150 : tensor<5xui32>
    %152 = stablehlo.xor %151, %144 : tensor<5xui32>
    %153 = stablehlo.add %144, %152 : tensor<5xui32>
    %154 = stablehlo.constant dense<16> : tensor<ui32>
    %155 = stablehlo.broadcast_in_dim %154, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %156 = stablehlo.shift_left %152, %155 : tensor<5xui32>
    %157 = stablehlo.constant dense<16> : tensor<ui32>
    %158 = stablehlo.broadcast_in_dim %157, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %159 = stablehlo.shift_right_logical %152, %158 : tensor<5xui32>
    %160 = stablehlo.or %156, %159 : tensor<5xui32>
    %161 = stablehlo.xor %160, %153 : tensor<5xui32>
    %162 = stablehlo.add %153, %161 : tensor<5xui32>
    %163 = stablehlo.constant dense<24> : tensor<ui32>
    %164 = stablehlo.broadcast_in_dim %163, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %165 = stablehlo.shift_left %161, %164 : tensor<5xui32>
    %166 = stablehlo.constant dense<8> : tensor<ui32>
    %167 = stablehlo.broadcast_in_dim %166, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %168 = stablehlo.shift_right_logical %161, %167 : tensor<5xui32>
    %169 = stablehlo.or %165, %168 : tensor<5xui32>
    %170 = stablehlo.xor %169, %162 : tensor<5xui32>
    %171 = stablehlo.add %162, %5 : tensor<5xui32>
    %172 = stablehlo.constant dense<4> : tensor<ui32>
    %173 = stablehlo.broadcast_in_dim %172, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %174 = stablehlo.add %9, %173 : tensor<5xui32>
    %175 = stablehlo.add %170, %174 : tensor<5xui32>
    %176 = stablehlo.add %171, %175 : tensor<5xui32>
    %177 = stablehlo.constant dense<13> : tensor<ui32>
    %178 = stablehlo.broadcast_in_dim %177, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %179 = stablehlo.shift_left %175, %178 : tensor<5xui32>
    %180 = stablehlo.constant dense<19> : tensor<ui32>
    %181 = stablehlo.broadcast_in_dim %180, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %182 = stablehlo.shift_right_logical %175, %181 : tensor<5xui32>
    %183 = stablehlo.or %179, %182 : tensor<5xui32>
    %184 = stablehlo.xor %183, %176 : tensor<5xui32>
    %185 = stablehlo.add %176, %184 : tensor<5xui32>
    %186 = stablehlo.constant dense<15> : tensor<ui32>
    %187 = stablehlo.broadcast_in_dim %186, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %188 = stablehlo.shift_left %184, %187 : tensor<5xui32>
    %189 = stablehlo.constant dense<17> : tensor<ui32>
    %190 = stablehlo.broadcast_in_dim %189, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %191 = stablehlo.shift_right_logical %184, %190 : tensor<5xui32>
    %192 = stablehlo.or %188, %191 : tensor<5xui32>
    %193 = stablehlo.xor %192, %185 : tensor<5xui32>
    %194 = stablehlo.add %185, %193 : tensor<5xui32>
    %195 = stablehlo.constant dense<26> : tensor<ui32>
    %196 = stablehlo.broadcast_in_dim %195, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %197 = stablehlo.shift_left %193, %196 : tensor<5xui32>
    %198 = stablehlo.constant dense<6> : tensor<ui32>
    %199 = stablehlo.broadcast_in_dim %198, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %200 = stablehlo.shift_right_logical %193, %199 : tensor<5xui32>
    %201 = stablehlo.or %197, %200 : tensor<5xui32>
    %202 = stablehlo.xor %201, %194 : tensor<5xui32>
    %203 = stablehlo.add %194, %202 : tensor<5xui32>
    %204 = stablehlo.constant dense<6> : tensor<ui32>
    %205 = stablehlo.broadcast_in_dim %204, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %206 = stablehlo.shift_left %202, %205 : tensor<5xui32>
    %207 = stablehlo.constant dense<26> : tensor<ui32>
    %208 = stablehlo.broadcast_in_dim %207, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %209 = stablehlo.shift_right_logical %202, %208 : tensor<5xui32>
    %210 = stablehlo.or %206, %209 : tensor<5xui32>
    %211 = stablehlo.xor %210, %203 : tensor<5xui32>
    %212 = stablehlo.add %203, %9 : tensor<5xui32>
    %213 = stablehlo.constant dense<5> : tensor<ui32>
    %214 = stablehlo.broadcast_in_dim %213, dims = [] : (tensor<ui32>) -> tensor<5xui32>
    %215 = stablehlo.add %2, %214 : tensor<5xui32>
    %216 = stablehlo.add %211, %215 : tensor<5xui32>
    %217 = stablehlo.xor %212, %216 : tensor<5xui32>
    return %217 : tensor<5xui32>
  }
}

