package org.myotome.terminology;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;

/**
 * Which version of a code system a request wants where a code or a value set says none, or whatever they say: the
 * parameters {@code system-version}, {@code check-system-version} and {@code force-system-version}, each
 * {@code url|version}.
 */
final class TerminologyVersions {

    /** Without a version is oldest; numbers in versions count as numbers. */
    static final Comparator<MetadataResource> NEWEST_FIRST =
            (one, other) -> compare(String.valueOf(other.getVersion()), String.valueOf(one.getVersion()));

    static final TerminologyVersions NONE = new TerminologyVersions(Map.of(), Map.of(), Map.of());

    private final Map<String, String> usual;
    private final Map<String, String> checked;
    private final Map<String, String> forced;

    private TerminologyVersions(Map<String, String> usual, Map<String, String> checked, Map<String, String> forced) {
        this.usual = usual;
        this.checked = checked;
        this.forced = forced;
    }

    static TerminologyVersions of(TerminologyParameters in) {
        return new TerminologyVersions(
                read(in, "system-version"), read(in, "check-system-version"), read(in, "force-system-version"));
    }

    private static Map<String, String> read(TerminologyParameters in, String name) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (var canonical : in.texts(name)) {
            var parts = canonical.split("\\|", 2);
            if (parts.length != 2) {
                throw RequestProblem.invalid("Parameter " + name + " is \"" + canonical
                        + "\". It must be the url of a code system and its version: url|version.");
            }
            versions.put(parts[0], parts[1]);
        }
        return versions;
    }

    boolean isEmpty() {
        return usual.isEmpty() && checked.isEmpty() && forced.isEmpty();
    }

    /** @param said what the code or the value set says */
    Optional<String> of(String system, @Nullable String said) {
        return Optional.ofNullable(forced.get(system))
                .or(() -> Optional.ofNullable(said))
                .or(() -> Optional.ofNullable(usual.getOrDefault(system, checked.get(system))));
    }

    /** Refuses a version other than the one that {@code check-system-version} demands. */
    void check(String system, @Nullable String used) {
        var wanted = checked.get(system);
        if (wanted != null && !wanted.equals(used)) {
            throw RequestProblem.unprocessable("Version \"" + used + "\" of " + system + " would be used, but "
                    + "check-system-version allows \"" + wanted + "\" only.");
        }
    }

    static boolean same(@Nullable String one, @Nullable String other) {
        return Objects.equals(one, other);
    }

    private static int compare(String one, String other) {
        var ones = one.split("[.-]");
        var others = other.split("[.-]");
        for (var i = 0; i < Math.min(ones.length, others.length); i++) {
            var parts = part(ones[i], others[i]);
            if (parts != 0) {
                return parts;
            }
        }
        return Integer.compare(ones.length, others.length);
    }

    private static int part(String one, String other) {
        var numbers = one.matches("\\d{1,18}") && other.matches("\\d{1,18}");
        // "null", which stands for no version, is letters and would otherwise come after every number.
        return numbers
                ? Long.compare(Long.parseLong(one), Long.parseLong(other))
                : one.equals("null") ? -1 : other.equals("null") ? 1 : one.compareTo(other);
    }
}
