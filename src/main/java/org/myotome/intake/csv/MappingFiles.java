package org.myotome.intake.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;

/** The mappings that lie in a directory, by their names. They are read when they are asked for, so that an edit counts at once. */
final class MappingFiles {

    private static final String END = ".csv-mapping.json";

    /** No path: nobody reads another file by such a name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final int LARGEST = 1 << 20;

    private final Path directory;

    MappingFiles(Path directory) {
        this.directory = directory;
    }

    /** @throws IntakeRefusal if there is none of this name, or it is wrong */
    Mapping find(String name) {
        Path file = NAME.matcher(name).matches() ? directory.resolve(name + END) : directory;
        if (!Files.isRegularFile(file)) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.WRONG_FORM,
                    Place.of("parameter mapping"),
                    "There is no mapping of this name.",
                    name,
                    names().isEmpty() ? "none: there is no mapping" : String.join(", ", names()),
                    "Put a file <name>" + END
                            + " into the directory that myotome.intake.senders names, or mend the name."));
        }
        return read(file);
    }

    /** @throws IntakeRefusal if the file is no mapping */
    static Mapping read(Path file) {
        Place place = Place.of(String.valueOf(file.getFileName()));
        try {
            if (Files.size(file) > LARGEST) {
                throw new IntakeRefusal(IntakeIssue.error(
                        IntakeRule.TOO_LARGE,
                        place,
                        "The file is no mapping.",
                        Files.size(file) + " bytes",
                        "a JSON object of at most 1 MB",
                        "Name another file."));
            }
            return Mapping.read(Files.readAllBytes(file), place);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(END))
                    .map(name -> name.substring(0, name.length() - END.length()))
                    .sorted()
                    .toList();
        } catch (IOException noDirectory) {
            return List.of();
        }
    }
}
