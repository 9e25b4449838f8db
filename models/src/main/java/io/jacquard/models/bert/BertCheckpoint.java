package io.jacquard.models.bert;

import io.jacquard.ir.Literal;
import io.jacquard.nn.Model;
import io.jacquard.nn.Parameter;
import io.jacquard.nn.checkpoint.CheckpointException;
import io.jacquard.nn.checkpoint.PyTorch;
import io.jacquard.nn.checkpoint.Safetensors;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Published weights of a BERT, as Hugging Face's library saves them.
///
/// | there | here |
/// |---|---|
/// | `bert.` before the encoder's names, or not | as the model has it |
/// | `Linear` weights `[out, in]` | `[in, out]` |
/// | `LayerNorm.gamma`, `LayerNorm.beta` of old files | `LayerNorm.weight`, `LayerNorm.bias` |
/// | `embeddings.position_ids`, tied copies of the table and bias | left out |
/// | bf16, f16 | f32 |
public final class BertCheckpoint {
    private static final String PREFIX = "bert.";
    private static final Pattern HEAD = Pattern.compile("(cls|classifier|(bert\\.)?pooler)\\..*");
    private static final Pattern COPY =
            Pattern.compile("(.*\\.)?(position_ids|predictions\\.decoder\\.(weight|bias))");

    private BertCheckpoint() {}

    /// Loads a file's values into a model. The encoder has to be there whole; a head that is not
    /// there (`pooler`, `classifier`, `cls`) keeps its values, and one that the model has not is
    /// left out.
    ///
    /// @param path as for {@link Safetensors#read(Path)}: a file, an index or a folder
    /// @param model of a {@link Bert}, {@link BertClassifier} or {@link BertFiller}
    /// @return names of the parameters that are not in the file
    /// @throws CheckpointException if it cannot be read or does not fit; then no value is changed
    public static List<String> load(Path path, Model model) {
        return load(path, model, "");
    }

    /// Loads a file's values into the part of a model whose names begin with the path of a scope;
    /// the others stay.
    ///
    /// @param path as for {@link Safetensors#read(Path)}: a file, an index or a folder
    /// @param model with a {@link Bert}, {@link BertClassifier} or {@link BertFiller}
    /// @param scope path of the scope it was made in, such as `0`; empty for the model's own
    /// @return names, within the scope, of the parameters that are not in the file
    /// @throws CheckpointException if it cannot be read or does not fit; then no value is changed
    public static List<String> load(Path path, Model model, String scope) {
        String within = scope.isEmpty() ? "" : scope + ".";
        List<String> names =
                model.parameters().stream()
                        .map(Parameter::name)
                        .filter(name -> name.startsWith(within))
                        .map(name -> name.substring(within.length()))
                        .toList();
        try (Arena arena = Arena.ofShared()) {
            Map<String, Literal> values =
                    values(Safetensors.map(path, arena).widened().tensors(), names);
            values.keySet().removeIf(name -> !names.contains(name) && isHead(name));
            List<String> kept =
                    names.stream().filter(n -> !values.containsKey(n) && isHead(n)).toList();
            Map<String, Literal> all = new LinkedHashMap<>();
            values.forEach((name, value) -> all.put(within + name, value));
            for (Parameter p : model.parameters()) {
                if (!p.name().startsWith(within)
                        || kept.contains(p.name().substring(within.length()))) {
                    all.put(p.name(), model.array(p).literal());
                }
            }
            model.restore(all);
            return kept;
        }
    }

    private static boolean isHead(String name) {
        return HEAD.matcher(name).matches();
    }

    /// The values in Jacquard's layout and names.
    ///
    /// @param stateDict values by Hugging Face's names
    /// @param names of the model's parameters, which begin with `bert.` or not
    static Map<String, Literal> values(Map<String, Literal> stateDict, List<String> names) {
        boolean inside = names.stream().anyMatch(name -> name.startsWith(PREFIX));
        Map<String, Literal> tables = new LinkedHashMap<>();
        Map<String, Literal> others = new LinkedHashMap<>();
        stateDict.forEach((name, value) -> {
            if (!COPY.matcher(name).matches()) {
                (name.endsWith("_embeddings.weight") ? tables : others)
                        .put(renamed(name, inside), value);
            }
        });
        Map<String, Literal> all = PyTorch.values(others);
        all.putAll(tables);
        return all;
    }

    private static String renamed(String there, boolean inside) {
        String name =
                there.replaceFirst("LayerNorm\\.gamma$", "LayerNorm.weight")
                        .replaceFirst("LayerNorm\\.beta$", "LayerNorm.bias");
        boolean encoder = name.matches("(bert\\.)?(embeddings|encoder|pooler)\\..*");
        if (!encoder) {
            return name;
        }
        String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return inside ? PREFIX + bare : bare;
    }
}
