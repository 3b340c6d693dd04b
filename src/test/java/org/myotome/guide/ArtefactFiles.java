package org.myotome.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JSON files that people review, read as files: neither the class path nor HAPI stands between them and a test. */
final class ArtefactFiles {

    static final Path TERMINOLOGY = Path.of("terminology");
    static final Path PROFILES = Path.of("profiles");
    static final Path EXAMPLES = PROFILES.resolve("examples");

    private static final ObjectMapper JSON = new ObjectMapper();

    private ArtefactFiles() {}

    /**
     * The files that lie directly in a folder, ordered by name.
     *
     * @throws AssertionError if there is none: a check of nothing must not pass
     */
    static Map<Path, JsonNode> in(Path folder) {
        return read(folder, 1);
    }

    /** The files of a folder and of the folders in it, with the same promise. */
    static Map<Path, JsonNode> below(Path folder) {
        return read(folder, Integer.MAX_VALUE);
    }

    private static Map<Path, JsonNode> read(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            Map<Path, JsonNode> read = new TreeMap<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                read.put(file, parse(Files.readString(file)));
            }
            if (read.isEmpty()) {
                throw new AssertionError("There is no JSON file in " + folder);
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("Folder " + folder + " cannot be read", e);
        }
    }

    /** Artefacts of both folders, without the examples. */
    static Map<Path, JsonNode> artefacts() {
        Map<Path, JsonNode> all = new TreeMap<>(in(TERMINOLOGY));
        all.putAll(in(PROFILES));
        return all;
    }

    static List<JsonNode> artefacts(String type) {
        return artefacts().values().stream()
                .filter(artefact -> artefact.path("resourceType").asText().equals(type))
                .toList();
    }

    static JsonNode parse(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }
}
