package org.myotome.terminology;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;

/**
 * Which version of a code system a request wants where a code or a value set says none, or whatever they say: the
 * parameters {@code system-version}, {@code check-system-version} and {@code force-system-version}, each
 * {@code url|version}. A part of the version may be {@code x} for any.
 */
final class TerminologyVersions {

    /** Without a version is oldest; numbers in versions count as numbers. */
    static final Comparator<String> OLDEST_FIRST = TerminologyVersions::compare;

    static final Comparator<MetadataResource> NEWEST_FIRST = Comparator.comparing(
                    (MetadataResource artefact) -> String.valueOf(artefact.getVersion()), OLDEST_FIRST)
            .reversed();

    /** A SNOMED CT edition, of which the newest release is meant (SNOMED CT URI standard). */
    private static final Pattern EDITION = Pattern.compile("http://snomed\\.info/x?sct/\\d+");

    private static final String USUAL = "system-version";
    private static final String CHECKED = "check-system-version";
    private static final String FORCED = "force-system-version";

    private static final Pattern ANY_PART = Pattern.compile("(?<![^.])[xX*](?![^.])");

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
        return new TerminologyVersions(read(in, USUAL), read(in, CHECKED), read(in, FORCED));
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

    /** @param said what the coding or the value set says */
    VersionChoice choose(String system, @Nullable String said) {
        if (forced.containsKey(system)) {
            return new VersionChoice(system, said, forced.get(system), Optional.of(FORCED));
        }
        if (said != null) {
            return new VersionChoice(system, said, said, Optional.empty());
        }
        if (usual.containsKey(system)) {
            return new VersionChoice(system, null, usual.get(system), Optional.of(USUAL));
        }
        return checked.containsKey(system)
                ? new VersionChoice(system, null, checked.get(system), Optional.of(CHECKED))
                : new VersionChoice(system, null, null, Optional.empty());
    }

    /** What is wrong with a version, in the words of HL7's terminology service; empty if {@code check-system-version} allows it. */
    Optional<String> refusal(String system, @Nullable String used) {
        return Optional.ofNullable(checked.get(system))
                .filter(wanted -> !matches(wanted, used))
                .map(wanted -> "The version '" + used + "' is not allowed for system '" + system + "': required to be '"
                        + wanted + "' by a version-check parameter");
    }

    /** Whether it stands for any of several: {@code 1.x}, or an edition of SNOMED CT. */
    static boolean isPattern(String version) {
        return ANY_PART.matcher(version).find() || EDITION.matcher(version).matches();
    }

    /** An {@code x} stands for one part of the version; at the end, for all that follow. */
    static boolean matches(String wanted, @Nullable String version) {
        if (version == null || wanted.equals(version)) {
            return version != null;
        }
        if (EDITION.matcher(wanted).matches()) {
            return version.startsWith(wanted + "/version/");
        }
        if (!isPattern(wanted)) {
            return false;
        }
        var parts = wanted.split("\\.");
        var others = version.split("\\.");
        for (var i = 0; i < parts.length; i++) {
            if (i >= others.length) {
                return false;
            }
            if (!parts[i].equals(others[i]) && !ANY_PART.matcher(parts[i]).matches()) {
                return false;
            }
        }
        return parts.length == others.length
                || ANY_PART.matcher(parts[parts.length - 1]).matches();
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
