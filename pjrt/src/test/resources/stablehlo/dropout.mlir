// [f32[7, 13], u32[2]] Dropout[rate=0.0]
module @dropout {
  func.func public @main(%arg0: tensor<7x13xf32>, %arg1: tensor<2xui32>) -> (tensor<7x13xf32>) {
    %0 = stablehlo.slice %arg1 [0:1] : (tensor<2xui32>) -> tensor<1xui32>
    %1 = stablehlo.reshape %0 : (tensor<1xui32>) -> tensor<ui32>
    %2 = stablehlo.broadcast_in_dim %1, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %3 = stablehlo.slice %arg1 [1:2] : (tensor<2xui32>) -> tensor<1xui32>
    %4 = stablehlo.reshape %3 : (tensor<1xui32>) -> tensor<ui32>
    %5 = stablehlo.broadcast_in_dim %4, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %6 = stablehlo.constant dense<466688986> : tensor<ui32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %8 = stablehlo.xor %2, %5 : tensor<7x13xui32>
    %9 = stablehlo.xor %8, %7 : tensor<7x13xui32>
    %10 = stablehlo.iota dim = 0 : tensor<91xui32>
    %11 = stablehlo.reshape %10 : (tensor<91xui32>) -> tensor<7x13xui32>
    %12 = stablehlo.add %11, %5 : tensor<7x13xui32>
    %13 = stablehlo.add %2, %12 : tensor<7x13xui32>
    %14 = stablehlo.constant dense<13> : tensor<ui32>
    %15 = stablehlo.broadcast_in_dim %14, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %16 = stablehlo.shift_left %12, %15 : tensor<7x13xui32>
    %17 = stablehlo.constant dense<19> : tensor<ui32>
    %18 = stablehlo.broadcast_in_dim %17, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %19 = stablehlo.shift_right_logical %12, %18 : tensor<7x13xui32>
    %20 = stablehlo.or %16, %19 : tensor<7x13xui32>
    %21 = stablehlo.xor %20, %13 : tensor<7x13xui32>
    %22 = stablehlo.add %13, %21 : tensor<7x13xui32>
    %23 = stablehlo.constant dense<15> : tensor<ui32>
    %24 = stablehlo.broadcast_in_dim %23, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %25 = stablehlo.shift_left %21, %24 : tensor<7x13xui32>
    %26 = stablehlo.constant dense<17> : tensor<ui32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %28 = stablehlo.shift_right_logical %21, %27 : tensor<7x13xui32>
    %29 = stablehlo.or %25, %28 : tensor<7x13xui32>
    %30 = stablehlo.xor %29, %22 : tensor<7x13xui32>
    %31 = stablehlo.add %22, %30 : tensor<7x13xui32>
    %32 = stablehlo.constant dense<26> : tensor<ui32>
    %33 = stablehlo.broadcast_in_dim %32, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %34 = stablehlo.shift_left %30, %33 : tensor<7x13xui32>
    %35 = stablehlo.constant dense<6> : tensor<ui32>
    %36 = stablehlo.broadcast_in_dim %35, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %37 = stablehlo.shift_right_logical %30, %36 : tensor<7x13xui32>
    %38 = stablehlo.or %34, %37 : tensor<7x13xui32>
    %39 = stablehlo.xor %38, %31 : tensor<7x13xui32>
    %40 = stablehlo.add %31, %39 : tensor<7x13xui32>
    %41 = stablehlo.constant dense<6> : tensor<ui32>
    %42 = stablehlo.broadcast_in_dim %41, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %43 = stablehlo.shift_left %39, %42 : tensor<7x13xui32>
    %44 = stablehlo.constant dense<26> : tensor<ui32>
    %45 = stablehlo.broadcast_in_dim %44, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %46 = stablehlo.shift_right_logical %39, %45 : tensor<7x13xui32>
    %47 = stablehlo.or %43, %46 : tensor<7x13xui32>
    %48 = stablehlo.xor %47, %40 : tensor<7x13xui32>
    %49 = stablehlo.add %40, %5 : tensor<7x13xui32>
    %50 = stablehlo.constant dense<1> : tensor<ui32>
    %51 = stablehlo.broadcast_in_dim %50, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %52 = stablehlo.add %9, %51 : tensor<7x13xui32>
    %53 = stablehlo.add %48, %52 : tensor<7x13xui32>
    %54 = stablehlo.add %49, %53 : tensor<7x13xui32>
    %55 = stablehlo.constant dense<17> : tensor<ui32>
    %56 = stablehlo.broadcast_in_dim %55, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %57 = stablehlo.shift_left %53, %56 : tensor<7x13xui32>
    %58 = stablehlo.constant dense<15> : tensor<ui32>
    %59 = stablehlo.broadcast_in_dim %58, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %60 = stablehlo.shift_right_logical %53, %59 : tensor<7x13xui32>
    %61 = stablehlo.or %57, %60 : tensor<7x13xui32>
    %62 = stablehlo.xor %61, %54 : tensor<7x13xui32>
    %63 = stablehlo.add %54, %62 : tensor<7x13xui32>
    %64 = stablehlo.constant dense<29> : tensor<ui32>
    %65 = stablehlo.broadcast_in_dim %64, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %66 = stablehlo.shift_left %62, %65 : tensor<7x13xui32>
    %67 = stablehlo.constant dense<3> : tensor<ui32>
    %68 = stablehlo.broadcast_in_dim %67, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %69 = stablehlo.shift_right_logical %62, %68 : tensor<7x13xui32>
    %70 = stablehlo.or %66, %69 : tensor<7x13xui32>
    %71 = stablehlo.xor %70, %63 : tensor<7x13xui32>
    %72 = stablehlo.add %63, %71 : tensor<7x13xui32>
    %73 = stablehlo.constant dense<16> : tensor<ui32>
    %74 = stablehlo.broadcast_in_dim %73, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %75 = stablehlo.shift_left %71, %74 : tensor<7x13xui32>
    %76 = stablehlo.constant dense<16> : tensor<ui32>
    %77 = stablehlo.broadcast_in_dim %76, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %78 = stablehlo.shift_right_logical %71, %77 : tensor<7x13xui32>
    %79 = stablehlo.or %75, %78 : tensor<7x13xui32>
    %80 = stablehlo.xor %79, %72 : tensor<7x13xui32>
    %81 = stablehlo.add %72, %80 : tensor<7x13xui32>
    %82 = stablehlo.constant dense<24> : tensor<ui32>
    %83 = stablehlo.broadcast_in_dim %82, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %84 = stablehlo.shift_left %80, %83 : tensor<7x13xui32>
    %85 = stablehlo.constant dense<8> : tensor<ui32>
    %86 = stablehlo.broadcast_in_dim %85, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %87 = stablehlo.shift_right_logical %80, %86 : tensor<7x13xui32>
    %88 = stablehlo.or %84, %87 : tensor<7x13xui32>
    %89 = stablehlo.xor %88, %81 : tensor<7x13xui32>
    %90 = stablehlo.add %81, %9 : tensor<7x13xui32>
    %91 = stablehlo.constant dense<2> : tensor<ui32>
    %92 = stablehlo.broadcast_in_dim %91, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %93 = stablehlo.add %2, %92 : tensor<7x13xui32>
    %94 = stablehlo.add %89, %93 : tensor<7x13xui32>
    %95 = stablehlo.add %90, %94 : tensor<7x13xui32>
    %96 = stablehlo.constant dense<13> : tensor<ui32>
    %97 = stablehlo.broadcast_in_dim %96, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %98 = stablehlo.shift_left %94, %97 : tensor<7x13xui32>
    %99 = stablehlo.constant dense<19> : tensor<ui32>
    %100 = stablehlo.broadcast_in_dim %99, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %101 = stablehlo.shift_right_logical %94, %100 : tensor<7x13xui32>
    %102 = stablehlo.or %98, %101 : tensor<7x13xui32>
    %103 = stablehlo.xor %102, %95 : tensor<7x13xui32>
    %104 = stablehlo.add %95, %103 : tensor<7x13xui32>
    %105 = stablehlo.constant dense<15> : tensor<ui32>
    %106 = stablehlo.broadcast_in_dim %105, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %107 = stablehlo.shift_left %103, %106 : tensor<7x13xui32>
    %108 = stablehlo.constant dense<17> : tensor<ui32>
    %109 = stablehlo.broadcast_in_dim %108, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %110 = stablehlo.shift_right_logical %103, %109 : tensor<7x13xui32>
    %111 = stablehlo.or %107, %110 : tensor<7x13xui32>
    %112 = stablehlo.xor %111, %104 : tensor<7x13xui32>
    %113 = stablehlo.add %104, %112 : tensor<7x13xui32>
    %114 = stablehlo.constant dense<26> : tensor<ui32>
    %115 = stablehlo.broadcast_in_dim %114, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %116 = stablehlo.shift_left %112, %115 : tensor<7x13xui32>
    %117 = stablehlo.constant dense<6> : tensor<ui32>
    %118 = stablehlo.broadcast_in_dim %117, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %119 = stablehlo.shift_right_logical %112, %118 : tensor<7x13xui32>
    %120 = stablehlo.or %116, %119 : tensor<7x13xui32>
    %121 = stablehlo.xor %120, %113 : tensor<7x13xui32>
    %122 = stablehlo.add %113, %121 : tensor<7x13xui32>
    %123 = stablehlo.constant dense<6> : tensor<ui32>
    %124 = stablehlo.broadcast_in_dim %123, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %125 = stablehlo.shift_left %121, %124 : tensor<7x13xui32>
    %126 = stablehlo.constant dense<26> : tensor<ui32>
    %127 = stablehlo.broadcast_in_dim %126, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %128 = stablehlo.shift_right_logical %121, %127 : tensor<7x13xui32>
    %129 = stablehlo.or %125, %128 : tensor<7x13xui32>
    %130 = stablehlo.xor %129, %122 : tensor<7x13xui32>
    %131 = stablehlo.add %122, %2 : tensor<7x13xui32>
    %132 = stablehlo.constant dense<3> : tensor<ui32>
    %133 = stablehlo.broadcast_in_dim %132, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %134 = stablehlo.add %5, %133 : tensor<7x13xui32>
    %135 = stablehlo.add %130, %134 : tensor<7x13xui32>
    %136 = stablehlo.add %131, %135 : tensor<7x13xui32>
    %137 = stablehlo.constant dense<17> : tensor<ui32>
    %138 = stablehlo.broadcast_in_dim %137, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %139 = stablehlo.shift_left %135, %138 : tensor<7x13xui32>
    %140 = stablehlo.constant dense<15> : tensor<ui32>
    %141 = stablehlo.broadcast_in_dim %140, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %142 = stablehlo.shift_right_logical %135, %141 : tensor<7x13xui32>
    %143 = stablehlo.or %139, %142 : tensor<7x13xui32>
    %144 = stablehlo.xor %143, %136 : tensor<7x13xui32>
    %145 = stablehlo.add %136, %144 : tensor<7x13xui32>
    %146 = stablehlo.constant dense<29> : tensor<ui32>
    %147 = stablehlo.broadcast_in_dim %146, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %148 = stablehlo.shift_left %144, %147 : tensor<7x13xui32>
    %149 = stablehlo.constant dense<3> : tensor<ui32>
    %150 = stablehlo.broadcast_in_dim %149, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %151 = stablehlo.shift_right_logical %144, %150 : tensor<7x13xui32>
    %152 = stablehlo.or %148, %151 : tensor<7x13xui32>
    %153 = stablehlo.xor %152, %145 : tensor<7x13xui32>
    %154 = stablehlo.add %145, %153 : tensor<7x13xui32>
    %155 = stablehlo.constant dense<16> : tensor<ui32>
    %156 = stablehlo.broadcast_in_dim %155, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %157 = stablehlo.shift_left %153, %156 : tensor<7x13xui32>
    %158 = stablehlo.constant dense<16> : tensor<ui32>
    %159 = stablehlo.broadcast_in_dim %158, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %160 = stablehlo.shift_right_logical %153, %159 : tensor<7x13xui32>
    %161 = stablehlo.or %157, %160 : tensor<7x13xui32>
    %162 = stablehlo.xor %161, %154 : tensor<7x13xui32>
    %163 = stablehlo.add %154, %162 : tensor<7x13xui32>
    %164 = stablehlo.constant dense<24> : tensor<ui32>
    %165 = stablehlo.broadcast_in_dim %164, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %166 = stablehlo.shift_left %162, %165 : tensor<7x13xui32>
    %167 = stablehlo.constant dense<8> : tensor<ui32>
    %168 = stablehlo.broadcast_in_dim %167, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %169 = stablehlo.shift_right_logical %162, %168 : tensor<7x13xui32>
    %170 = stablehlo.or %166, %169 : tensor<7x13xui32>
    %171 = stablehlo.xor %170, %163 : tensor<7x13xui32>
    %172 = stablehlo.add %163, %5 : tensor<7x13xui32>
    %173 = stablehlo.constant dense<4> : tensor<ui32>
    %174 = stablehlo.broadcast_in_dim %173, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %175 = stablehlo.add %9, %174 : tensor<7x13xui32>
    %176 = stablehlo.add %171, %175 : tensor<7x13xui32>
    %177 = stablehlo.add %172, %176 : tensor<7x13xui32>
    %178 = stablehlo.constant dense<13> : tensor<ui32>
    %179 = stablehlo.broadcast_in_dim %178, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %180 = stablehlo.shift_left %176, %179 : tensor<7x13xui32>
    %181 = stablehlo.constant dense<19> : tensor<ui32>
    %182 = stablehlo.broadcast_in_dim %181, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %183 = stablehlo.shift_right_logical %176, %182 : tensor<7x13xui32>
    %184 = stablehlo.or %180, %183 : tensor<7x13xui32>
    %185 = stablehlo.xor %184, %177 : tensor<7x13xui32>
    %186 = stablehlo.add %177, %185 : tensor<7x13xui32>
    %187 = stablehlo.constant dense<15> : tensor<ui32>
    %188 = stablehlo.broadcast_in_dim %187, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %189 = stablehlo.shift_left %185, %188 : tensor<7x13xui32>
    %190 = stablehlo.constant dense<17> : tensor<ui32>
    %191 = stablehlo.broadcast_in_dim %190, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %192 = stablehlo.shift_right_logical %185, %191 : tensor<7x13xui32>
    %193 = stablehlo.or %189, %192 : tensor<7x13xui32>
    %194 = stablehlo.xor %193, %186 : tensor<7x13xui32>
    %195 = stablehlo.add %186, %194 : tensor<7x13xui32>
    %196 = stablehlo.constant dense<26> : tensor<ui32>
    %197 = stablehlo.broadcast_in_dim %196, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %198 = stablehlo.shift_left %194, %197 : tensor<7x13xui32>
    %199 = stablehlo.constant dense<6> : tensor<ui32>
    %200 = stablehlo.broadcast_in_dim %199, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %201 = stablehlo.shift_right_logical %194, %200 : tensor<7x13xui32>
    %202 = stablehlo.or %198, %201 : tensor<7x13xui32>
    %203 = stablehlo.xor %202, %195 : tensor<7x13xui32>
    %204 = stablehlo.add %195, %203 : tensor<7x13xui32>
    %205 = stablehlo.constant dense<6> : tensor<ui32>
    %206 = stablehlo.broadcast_in_dim %205, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %207 = stablehlo.shift_left %203, %206 : tensor<7x13xui32>
    %208 = stablehlo.constant dense<26> : tensor<ui32>
    %209 = stablehlo.broadcast_in_dim %208, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %210 = stablehlo.shift_right_logical %203, %209 : tensor<7x13xui32>
    %211 = stablehlo.or %207, %210 : tensor<7x13xui32>
    %212 = stablehlo.xor %211, %204 : tensor<7x13xui32>
    %213 = stablehlo.add %204, %9 : tensor<7x13xui32>
    %214 = stablehlo.constant dense<5> : tensor<ui32>
    %215 = stablehlo.broadcast_in_dim %214, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %216 = stablehlo.add %2, %215 : tensor<7x13xui32>
    %217 = stablehlo.add %212, %216 : tensor<7x13xui32>
    %218 = stablehlo.xor %213, %217 : tensor<7x13xui32>
    %219 = stablehlo.constant dense<9> : tensor<ui32>
    %220 = stablehlo.broadcast_in_dim %219, dims = [] : (tensor<ui32>) -> tensor<7x13xui32>
    %221 = stablehlo.shift_right_logical %218, %220 : tensor<7x13xui32>
    %222 = stablehlo.convert %221 : (tensor<7x13xui32>) -> tensor<7x13xf32>
    %223 = stablehlo.constant dense<0x34000000> : tensor<f32>
    %224 = stablehlo.broadcast_in_dim %223, dims = [] : (tensor<f32>) -> tensor<7x13xf32>
    %225 = stablehlo.multiply %222, %224 : tensor<7x13xf32>
    %226 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %227 = stablehlo.broadcast_in_dim %226, dims = [] : (tensor<f32>) -> tensor<7x13xf32>
    %228 = stablehlo.compare GE, %225, %227, FLOAT : (tensor<7x13xf32>, tensor<7x13xf32>) -> tensor<7x13xi1>
    %229 = stablehlo.constant dense<0x3F800000> : tensor<f32>
    %230 = stablehlo.broadcast_in_dim %229, dims = [] : (tensor<f32>) -> tensor<7x13xf32>
    %231 = stablehlo.multiply %arg0, %230 : tensor<7x13xf32>
    %232 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %233 = stablehlo.broadcast_in_dim %232, dims = [] : (tensor<f32>) -> tensor<7x13xf32>
    %234 = stablehlo.select %228, %231, %233 : tensor<7x13xi1>, tensor<7x13xf32>
    return %234 : tensor<7x13xf32>
  }
}

