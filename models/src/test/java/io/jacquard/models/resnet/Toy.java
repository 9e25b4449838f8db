package io.jacquard.models.resnet;

import io.jacquard.ir.DType;
import io.jacquard.ir.Literal;
import io.jacquard.ir.TensorType;
import io.jacquard.nn.Model;
import io.jacquard.nn.Scope;
import io.jacquard.runtime.Device;
import io.jacquard.tensor.Seed;
import io.jacquard.testkit.Fixtures;
import io.jacquard.testkit.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A small network of the fixtures, its values made as `fixtures/resnets.py` makes them.
final class Toy {
    static final Fixtures GOLDEN = Fixtures.load("resnet");

    private final String name;
    private final Json settings;

    Toy(String name) {
        this.name = name;
        this.settings = GOLDEN.json().at("toys").at(name);
    }

    static List<String> names() {
        return List.copyOf(GOLDEN.json().at("toys").fields().keySet());
    }

    static int number(String key) {
        return (int) GOLDEN.json().at(key).number();
    }

    Literal expected(String what) {
        return GOLDEN.tensor(name + "/" + what);
    }

    Model model(Device device) {
        var model = Model.create(device, seed(), this::network);
        Map<String, Literal> values = new LinkedHashMap<>(model.values());
        int[] number = {0};
        values.replaceAll((parameter, old) -> filled(parameter, old.type(), number[0]++));
        model.restore(values);
        return model;
    }

    private ResNet network(Scope scope) {
        var depths = settings.at("depths").list().stream().map(d -> (int) d.number()).toList();
        var stages =
                new Stages(Block.valueOf(settings.at("block").text()), depths, number("width"));
        return new ResNet(scope, new ResNetConfig(stem(), stages, number("classes"), 1));
    }

    private Stem stem() {
        return settings.at("stem").text().equals("cifar") ? Stem.cifar() : Stem.imageNet();
    }

    private Seed seed() {
        return Seed.of((long) settings.at("seed").number());
    }

    private Literal filled(String parameter, TensorType type, int number) {
        Seed own = seed().fold(number);
        Literal made = Literal.zeros(type);
        double limit = Math.sqrt(6.0 * type.shape().size(-1) / type.shape().elements());
        double low = parameter.endsWith("weight") || parameter.endsWith("var") ? 0.5 : -0.5;
        for (int i = 0; i < made.elements(); i++) {
            double u = own.uniform(i);
            made.set(i, type.rank() >= 2 ? (2 * u - 1) * limit : u + low);
        }
        return made;
    }

    Literal pictures() {
        int size = (int) settings.at("size").number();
        Literal made = Literal.zeros(TensorType.of(DType.F32, number("batch"), size, size, 3));
        Seed own = seed().fold(number("inputNumber"));
        for (int i = 0; i < made.elements(); i++) {
            made.set(i, own.uniform(i) * 2 - 1);
        }
        return made;
    }

    Literal labels() {
        int[] labels = new int[number("batch")];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % number("classes");
        }
        return Literal.of(labels, labels.length);
    }
}
