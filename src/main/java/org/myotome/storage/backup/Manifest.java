package org.myotome.storage.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a backup says of itself. It is written last.
 *
 * @param format of the manifest and the files; 1
 * @param program the version of Myotome that made it
 * @param database {@code h2} or {@code postgresql}
 * @param moment of which it is, in UTC
 * @param schema the state of the tables
 * @param resources by type
 * @param projection rows of the projection of strength
 * @param tables rows by table
 * @param files those of the backup, but for the manifest
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Manifest(
        int format,
        String program,
        String database,
        String moment,
        SchemaState schema,
        Map<String, Counts.OfType> resources,
        long projection,
        Map<String, Long> tables,
        List<StoredFile> files) {

    static final String FILE = "manifest.json";
    static final int FORMAT = 1;
    static final String H2 = "h2";
    static final String POSTGRESQL = "postgresql";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * One file.
     *
     * @param sha256 in hexadecimal digits
     */
    record StoredFile(String name, long bytes, String sha256) {}

    static Manifest of(
            String program, String database, String moment, SchemaState schema, Counts counts, List<StoredFile> files) {
        return new Manifest(
                FORMAT,
                program,
                database,
                moment,
                schema,
                counts.resources(),
                counts.projection(),
                counts.tables(),
                files);
    }

    /** @throws BackupException if there is none, or none that this program can read */
    static Manifest read(Path backup) throws IOException {
        Path file = backup.resolve(FILE);
        try {
            return of(Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            throw new BackupException(
                    backup + " is no backup: it has no " + FILE
                            + ", which is written last. Name the directory of a backup; what ends with .partial was never finished");
        } catch (BackupException broken) {
            throw new BackupException(file + ": " + broken.getMessage(), broken);
        }
    }

    static Manifest of(byte[] json) throws BackupException {
        try {
            int format = JSON.readTree(json) instanceof com.fasterxml.jackson.databind.node.ObjectNode object
                    ? object.path("format").asInt()
                    : 0;
            if (format > FORMAT) {
                throw new BackupException("the backup has format " + format + ", and this program reads " + FORMAT
                        + ": it was made by a newer one. Use that");
            }
            Manifest manifest = JSON.readValue(json, Manifest.class);
            if (format < 1 || manifest.resources == null || manifest.tables == null || manifest.files == null) {
                throw new BackupException("the manifest is not whole. Use another backup");
            }
            return manifest;
        } catch (IOException broken) {
            if (broken instanceof BackupException known) {
                throw known;
            }
            throw new BackupException("the manifest is no JSON that a backup writes. Use another backup", broken);
        }
    }

    byte[] bytes() throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    Counts counts() {
        return new Counts(resources, tables);
    }

    /** The backup in a few words. */
    String summary() {
        long current =
                resources.values().stream().mapToLong(Counts.OfType::current).sum();
        long versions =
                resources.values().stream().mapToLong(Counts.OfType::versions).sum();
        return "%,d resources of %d types, %,d versions, %,d rows of the projection, as of %s"
                .formatted(current, resources.size(), versions, projection, moment);
    }
}
