package io.jacquard.testkit;

import io.jacquard.ir.Binary;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.runtime.Buffer;
import io.jacquard.runtime.CompileOptions;
import io.jacquard.runtime.Device;
import io.jacquard.runtime.Executable;
import java.util.ArrayList;
import java.util.List;

/// A device that doubles each result.
final class WrongDevice implements Device {
    private final Device right;

    WrongDevice(Device right) {
        this.right = right;
    }

    @Override
    public String name() {
        return "wrong";
    }

    @Override
    public String description() {
        return "doubles each result";
    }

    @Override
    public Buffer allocate(TensorType type) {
        return right.allocate(type);
    }

    @Override
    public Executable compile(Function function, CompileOptions options) {
        Builder b = new Builder(function.name());
        List<Value> parameters = new ArrayList<>();
        function.parameters().forEach(p -> parameters.add(b.parameter(p.name(), p.type())));
        List<Value> doubled =
                b.inline(function, parameters).stream()
                        .map(v -> b.add(new Binary.Add(), v, v))
                        .toList();
        return right.compile(b.build(doubled), options);
    }

    @Override
    public long bytesInUse() {
        return right.bytesInUse();
    }

    @Override
    public void close() {
        right.close();
    }
}
