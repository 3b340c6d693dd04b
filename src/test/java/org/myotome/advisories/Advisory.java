package org.myotome.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * A security advisory.
 *
 * @param osv as https://ossf.github.io/osv-schema/ has it
 */
record Advisory(JsonNode osv) {

    String id() {
        return osv.path("id").asText();
    }

    /** Rated critical or high; what has no rating counts as rated so. */
    boolean isSevere() {
        String severity = osv.at("/database_specific/severity").asText();
        return !severity.equals("MODERATE")
                && !severity.equals("LOW")
                && osv.path("withdrawn").isMissingNode();
    }

    /** Those of the libraries of which it has the version. */
    Stream<Library> affected(List<Library> libraries) {
        return items(osv.path("affected"))
                .filter(affected -> affected.at("/package/ecosystem").asText().equals("Maven"))
                .flatMap(affected -> libraries.stream()
                        .filter(library ->
                                library.isCalled(affected.at("/package/name").asText()))
                        .filter(library -> isAffected(affected, library.version())));
    }

    private static boolean isAffected(JsonNode affected, String version) {
        return items(affected.path("versions")).anyMatch(one -> one.asText().equals(version))
                || items(affected.path("ranges"))
                        .filter(range -> range.path("type").asText().equals("ECOSYSTEM"))
                        .anyMatch(range -> holds(range, new ComparableVersion(version)));
    }

    /** The events are in order. */
    private static boolean holds(JsonNode range, ComparableVersion version) {
        boolean held = false;
        for (JsonNode event : range.path("events")) {
            if (event.has("introduced") && version.compareTo(of(event, "introduced")) >= 0) {
                held = true;
            } else if (event.has("fixed") && version.compareTo(of(event, "fixed")) >= 0) {
                held = false;
            } else if (event.has("last_affected") && version.compareTo(of(event, "last_affected")) > 0) {
                held = false;
            }
        }
        return held;
    }

    private static ComparableVersion of(JsonNode event, String name) {
        return new ComparableVersion(event.path(name).asText());
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
