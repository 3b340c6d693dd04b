package org.myotome.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.json.model.JsonObject;
import org.hl7.fhir.utilities.json.parser.JsonParser;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A valid example as it is packaged.
 *
 * @param profile the profile of Myotome that it claims; a transaction claims none
 */
record PackageExample(String type, String id, Optional<String> profile, byte[] json) {

    /** Examples that are refused stay in the repository: who installs a package shows its examples to people. */
    private static final List<String> FOLDERS = List.of("valid", "exams");

    String file() {
        return type + "-" + id + ".json";
    }

    /** All of them, ordered by the names of their files. */
    static List<PackageExample> onClassPath() {
        return FOLDERS.stream()
                .flatMap(PackageExample::in)
                .sorted(Comparator.comparing(PackageExample::file))
                .toList();
    }

    private static Stream<PackageExample> in(String folder) {
        try {
            var found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:fhir/profiles/examples/" + folder + "/*.json");
            return Stream.of(found).map(PackageExample::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The very file that people review, unless it has no id of its own: a guide names its examples by id. */
    private static PackageExample read(Resource file) {
        try (var in = file.getInputStream()) {
            var bytes = in.readAllBytes();
            var json = JsonParser.parseObject(new String(bytes, StandardCharsets.UTF_8));
            if (!json.has("id")) {
                json.add("id", String.valueOf(file.getFilename()).replaceFirst("\\.json$", ""));
                bytes = JsonParser.compose(json, true).getBytes(StandardCharsets.UTF_8);
            }
            return new PackageExample(json.asString("resourceType"), json.asString("id"), claimed(json), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> claimed(JsonObject json) {
        return Optional.ofNullable(json.getJsonObject("meta")).stream()
                .flatMap(meta -> meta.getStrings("profile").stream())
                .filter(profile -> profile.startsWith(Guide.BASE))
                .findFirst();
    }
}
