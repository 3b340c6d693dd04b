package org.myotome.official;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.myotome.Answer;
import org.myotome.validation.Mutations;

/** The examples, and a sample of what becomes of them when one thing is changed; the same each time. */
final class Corpus {

    private static final Path EXAMPLES = Path.of("profiles", "examples");

    /** One of so many mutants is drawn; a prime, so that no kind of change is left out. */
    private static final int EVERY = Integer.getInteger("myotome.official.every", 401);

    private Corpus() {}

    /**
     * @param type of the example before it was changed
     * @param json what became of it, which need not be JSON
     */
    record Mutant(String name, String type, String json) {}

    /** The files of a folder of examples, ordered by name. */
    static List<Path> examples(String folder) {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the valid examples and the exams; big ones have more mutants, of which fewer are drawn. */
    static List<Mutant> mutants() {
        Map<Path, String> seeds = new TreeMap<>();
        Stream.of("valid", "exams")
                .flatMap(folder -> examples(folder).stream())
                .forEach(file -> seeds.put(file, read(file)));
        Mutations mutations = new Mutations();
        seeds.values().forEach(mutations::learn);
        List<Mutant> drawn = new ArrayList<>();
        int[] seen = {0};
        seeds.forEach((file, text) -> {
            String type = Answer.read(text).path("resourceType").asText();
            mutations.each(text, mutant -> {
                if (seen[0]++ % (EVERY * (1 + text.length() / 3_000)) == 0) {
                    String seed = file.getFileName().toString().replace(".json", "");
                    drawn.add(new Mutant(seed + "-" + seen[0], type, mutant.get()));
                }
            });
        });
        return drawn;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
