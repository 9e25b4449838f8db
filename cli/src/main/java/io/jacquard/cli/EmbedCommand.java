package io.jacquard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jacquard.data.DataException;
import io.jacquard.models.bert.SentenceEncoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `embed`: gives a vector for each line of a text.
@Command(
        name = "embed",
        description = "Prints the vector of each line of a text file: a JSON array a line.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class EmbedCommand implements Callable<Integer> {
    private static final int TOGETHER = 512;

    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "a sentence-transformers folder as Hugging Face lays it out")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "UTF-8 text, one text a line")
    private Path file = Path.of("");

    @Option(names = "--device", paramLabel = "D", description = "see 'devices' (default: the best)")
    private String device = "";

    EmbedCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenDevice opened = OpenDevice.named(session, device);
                BufferedReader lines = Files.newBufferedReader(file, UTF_8);
                SentenceEncoder encoder = SentenceEncoder.open(folder, opened.device())) {
            int done = 0;
            List<String> texts = read(lines, done);
            while (!texts.isEmpty()) {
                embed(encoder, texts, done);
                done += texts.size();
                texts = read(lines, done);
            }
            return Commands.DONE;
        } catch (NoSuchFileException e) {
            throw new DataException("no file " + e.getFile(), e);
        }
    }

    private List<String> read(BufferedReader lines, int done) throws IOException {
        List<String> texts = new ArrayList<>();
        try {
            String line = lines.readLine();
            while (line != null) {
                texts.add(line);
                line = texts.size() < TOGETHER ? lines.readLine() : null;
            }
        } catch (CharacterCodingException e) {
            throw DataException.of(
                    file,
                    "no UTF-8 text behind line " + (done + texts.size()),
                    "expected UTF-8, one text a line",
                    "convert it, for example: iconv -f latin1 -t utf-8 " + file);
        }
        return texts;
    }

    private void embed(SentenceEncoder encoder, List<String> texts, int before) {
        SentenceEncoder.Embeddings made = encoder.embed(texts);
        for (int cut : made.cut()) {
            session.note(
                    "line %d has %d tokens: cut to %d, the most this model takes"
                            .formatted(
                                    before + cut + 1,
                                    encoder.tokens(texts.get(cut)).size(),
                                    encoder.limit()));
        }
        for (int i = 0; i < texts.size(); i++) {
            session.result(array(made.vector(i)));
        }
    }

    private static String array(float[] vector) {
        return IntStream.range(0, vector.length)
                .mapToObj(i -> Float.toString(vector[i]))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
