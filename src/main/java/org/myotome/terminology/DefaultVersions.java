package org.myotome.terminology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.myotome.RequestProblem;

/**
 * Which version of a value set counts where nobody says one: the parameter {@code default-valueset-version}, written
 * {@code url|version}.
 */
record DefaultVersions(Map<String, String> versions) {

    static final String PARAMETER = "default-valueset-version";
    static final DefaultVersions NONE = new DefaultVersions(Map.of());

    static DefaultVersions of(TerminologyParameters in) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (var canonical : in.texts(PARAMETER)) {
            var parts = canonical.split("\\|", 2);
            if (parts.length != 2) {
                throw RequestProblem.invalid("Parameter " + PARAMETER + " is \"" + canonical
                        + "\". It must be the url of a value set and its version: url|version.");
            }
            versions.put(parts[0], parts[1]);
        }
        return new DefaultVersions(versions);
    }

    /** @param canonical {@code url|version} */
    boolean say(String canonical) {
        return versions.entrySet().stream()
                .anyMatch(version -> canonical.equals(version.getKey() + "|" + version.getValue()));
    }

    Optional<String> of(String url) {
        return Optional.ofNullable(versions.get(url));
    }
}
