package org.myotome.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The examples that lie beside the profiles. */
final class Examples {

    private Examples() {}

    /** The texts by their paths, ordered by path. */
    static Map<String, String> in(String... folders) {
        Map<String, String> texts = new TreeMap<>();
        for (String folder : folders) {
            for (Path file : files(folder)) {
                texts.put(folder + "/" + file.getFileName(), read(file));
            }
        }
        return texts;
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(Path.of("profiles", "examples", folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
