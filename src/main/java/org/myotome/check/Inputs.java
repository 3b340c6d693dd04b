package org.myotome.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be checked.
 *
 * @param files in the order in which they were named; those of a directory in the order of their paths
 * @param unreadable what was named and is not there, each in a sentence
 */
record Inputs(List<Input> files, List<String> unreadable) {

    Inputs {
        files = List.copyOf(files);
        unreadable = List.copyOf(unreadable);
    }

    /** @param format of all of them, whatever their names are */
    static Inputs of(List<String> names, Optional<InputFormat> format) {
        List<Input> files = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (String name : names) {
            try {
                files.addAll(named(name, format, unreadable));
            } catch (IOException | UncheckedIOException failed) {
                unreadable.add(name + " cannot be read: " + failed.getMessage());
            }
        }
        return new Inputs(files, unreadable);
    }

    private static List<Input> named(String name, Optional<InputFormat> format, List<String> unreadable)
            throws IOException {
        if (name.equals("-")) {
            return List.of(Input.standard(format));
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            List<Input> within = new ArrayList<>();
            for (Path file : below(path)) {
                within.add(Input.of(file, format));
            }
            if (within.isEmpty()) {
                unreadable.add(name + " holds no file whose name ends with .json, .xml, .ndjson, .hl7 or .csv");
            }
            return within;
        }
        if (!Files.isReadable(path)) {
            unreadable.add(name + " is not there, or must not be read");
            return List.of();
        }
        return List.of(Input.of(path, format));
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> InputFormat.ofName(file).isPresent())
                    .sorted()
                    .toList();
        }
    }

    long size() {
        return files.stream().mapToLong(Input::size).sum();
    }
}
