package io.jacquard.data.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jacquard.data.DataException;
import io.jacquard.data.Unpacked;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The Stanford Sentiment Treebank with two classes: sentences and phrases of film reviews,
/// negative or positive.
///
/// Source: Socher et al., *Recursive deep models for semantic compositionality over a sentiment
/// treebank*, 2013; in this form part of GLUE, Wang et al., 2018, arXiv 1804.07461.
///
/// @param train 67,349 phrases
/// @param dev 872 sentences
/// @param test 1,821 sentences
public record Sst2(TextSet train, TextSet dev, TextSet test) {
    private static final List<String> CLASSES = List.of("negative", "positive");

    /// Reads the set.
    ///
    /// @param folder holds `train.tsv`, `dev.tsv`, `test.tsv`, gzipped (`.gz`) or not: a line of
    ///   names, then label, tab, sentence
    /// @throws DataException if a file is missing or damaged
    public static Sst2 from(Path folder) {
        return new Sst2(
                read(folder, "train.tsv"), read(folder, "dev.tsv"), read(folder, "test.tsv"));
    }

    private static TextSet read(Path folder, String name) {
        List<String> texts = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        Path file = find(folder, name);
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(Unpacked.open(file), UTF_8.newDecoder()))) {
            lines.readLine();
            String line = lines.readLine();
            while (line != null) {
                if (line.length() < 3
                        || line.charAt(1) != '\t'
                        || "01".indexOf(line.charAt(0)) < 0) {
                    throw DataException.of(
                            file,
                            "line %d is no label and sentence".formatted(texts.size() + 2),
                            "expected 0 or 1, a tab and text, found '%s'".formatted(line),
                            "get the file again");
                }
                labels.add(line.charAt(0) - '0');
                texts.add(line.substring(2));
                line = lines.readLine();
            }
        } catch (CharacterCodingException e) {
            throw new DataException("%s: no UTF-8 text".formatted(file), e);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read (%s)".formatted(file, e), e);
        }
        return new TextSet(texts, labels.stream().mapToInt(i -> i).toArray(), CLASSES);
    }

    private static Path find(Path folder, String name) {
        for (String known : List.of(name, name + ".gz")) {
            if (Files.exists(folder.resolve(known))) {
                return folder.resolve(known);
            }
        }
        throw DataException.of(
                folder,
                "a file of SST-2 is missing",
                "expected %s, gzipped (.gz) or not".formatted(name),
                "put train.tsv, dev.tsv and test.tsv in this folder");
    }
}
