package io.jacquard.train.optimizer;

import io.jacquard.ir.TensorType;
import io.jacquard.nn.Parameter;
import io.jacquard.tensor.Refusal;
import io.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.regex.Pattern;

/// Groups of parameters, each with an optimizer of its own: other rates, no decay for biases.
///
/// A group has the parameters whose full name fits its pattern, in which `*` stands for any
/// characters: `*.bias`, `encoder.*`. A parameter in several groups belongs to the first; one in
/// none has the optimizer of the rest, whose rate is the one that is reported.
///
/// {@snippet file="io/jacquard/train/SnippetsTest.java" region="groups"}
public final class Groups implements Optimizer {
    private final Optimizer rest;
    private final List<Group> groups;

    private record Group(String pattern, Pattern names, Optimizer optimizer) {
        boolean has(Parameter p) {
            return names.matcher(p.name()).matches();
        }
    }

    private Groups(Optimizer rest, List<Group> groups) {
        this.rest = rest;
        this.groups = List.copyOf(groups);
    }

    /// No group yet.
    ///
    /// @param rest the optimizer of all parameters in no group
    public static Groups of(Optimizer rest) {
        return new Groups(rest, List.of());
    }

    /// This with one more group.
    ///
    /// @param pattern full name of a parameter, with `*` for any characters
    /// @param optimizer of the group's parameters
    public Groups with(String pattern, Optimizer optimizer) {
        List<Group> more = new ArrayList<>(groups);
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        more.add(new Group(pattern, Pattern.compile(regex), optimizer));
        return new Groups(rest, more);
    }

    /// @throws IllegalArgumentException if a group has no parameter
    @Override
    public void check(List<Parameter> parameters) {
        for (Group g : groups) {
            if (parameters.stream().noneMatch(g::has)) {
                throw Refusal.argument(
                        "groups",
                        "no trained parameter is named as '%s'".formatted(g.pattern),
                        parameters.stream().map(Parameter::name).toList(),
                        "a pattern that fits a full name, with * for any characters");
            }
        }
    }

    @Override
    public Optimizer rule(Parameter parameter) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).has(parameter)) {
                return new Member(groups.get(i).optimizer.rule(parameter), prefix(i));
            }
        }
        return rest.rule(parameter);
    }

    private static String prefix(int group) {
        return "group" + group + ".";
    }

    @Override
    public List<String> slots() {
        return rest.slots();
    }

    @Override
    public Map<String, LongToDoubleFunction> scalars() {
        Map<String, LongToDoubleFunction> all = new LinkedHashMap<>(rest.scalars());
        for (int i = 0; i < groups.size(); i++) {
            String prefix = prefix(i);
            groups.get(i).optimizer.scalars().forEach((name, f) -> all.put(prefix + name, f));
        }
        return all;
    }

    @Override
    public Next update(Current parameter, Map<String, Tensor> scalars) {
        return rest.update(parameter, scalars);
    }

    @Override
    public List<Tensor> gradients(List<Tensor> gradients) {
        return rest.gradients(gradients);
    }

    /// A group's optimizer, which finds its numbers under the group's name.
    private record Member(Optimizer inner, String prefix) implements Optimizer {
        @Override
        public List<String> slots() {
            return inner.slots();
        }

        @Override
        public TensorType slotType(String slot, TensorType type) {
            return inner.slotType(slot, type);
        }

        @Override
        public Map<String, LongToDoubleFunction> scalars() {
            return inner.scalars();
        }

        @Override
        public Next update(Current parameter, Map<String, Tensor> scalars) {
            Map<String, Tensor> own = new LinkedHashMap<>();
            scalars.forEach((name, t) -> {
                if (name.startsWith(prefix)) {
                    own.put(name.substring(prefix.length()), t);
                }
            });
            return inner.update(parameter, own);
        }
    }
}
