package org.myotome.terminology;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.hl7.fhir.r4.model.Base;

/** The names of the parameters that terminology operations take, and how errors name what was sent in them. */
final class ParameterNames {

    /** What clients of the HL7 terminology ecosystem send along with any operation. */
    private static final Set<String> ECOSYSTEM = Set.of(
            "tx-resource",
            "useSupplement",
            "displayLanguage",
            "default-valueset-version",
            "system-version",
            "check-system-version",
            "force-system-version");

    /**
     * What they send besides and changes no answer of this server: it caches no client's resources, knows no profile of
     * expansion, and always answers completely.
     */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "cache-id",
            "default-to-latest-version",
            "diagnostics",
            "excludeNested",
            "excludeNotForUI",
            "excludePostCoordinated",
            "incomplete-ok",
            "limitedExpansion",
            "profile-url",
            "uuid");

    /** What clients send to every operation, although it is for some only. */
    private static final Set<String> OF_EXPANSION = Set.of("activeOnly", "includeDefinition", "includeDesignations");

    private static final int SHOWN = 100;

    private ParameterNames() {}

    /** The parameters of an operation and those of the ecosystem. */
    static Set<String> withEcosystem(String... own) {
        return union(union(ECOSYSTEM, union(WITHOUT_EFFECT, OF_EXPANSION)), Set.of(own));
    }

    static Set<String> union(Set<String> one, Set<String> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    /** Those that a client may want to know of. */
    static List<String> shown(Set<String> known) {
        return known.stream()
                .filter(name -> !WITHOUT_EFFECT.contains(name))
                .sorted()
                .toList();
    }

    /** What a parameter was given, in short. */
    static String sent(List<Base> values) {
        return values.stream()
                .map(value -> value.isPrimitive()
                        ? "\"" + StringUtils.abbreviate(value.primitiveValue(), SHOWN) + "\""
                        : value.fhirType())
                .collect(Collectors.joining(", "));
    }
}
