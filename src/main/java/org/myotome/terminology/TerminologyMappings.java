package org.myotome.terminology;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;

/** Concept maps, indexed from both ends. Immutable. */
final class TerminologyMappings {

    private final Map<TerminologyCode, List<TerminologyMapping>> forward;
    private final Map<TerminologyCode, List<TerminologyMapping>> backward;

    TerminologyMappings(Stream<TerminologyMapping> mappings) {
        var all = mappings.toList();
        forward = index(all.stream());
        backward = index(all.stream().filter(TerminologyMapping::hasTarget).map(TerminologyMapping::reversed));
    }

    /** These and those of maps that a client sent along. */
    TerminologyMappings with(List<ConceptMap> sent) {
        return sent.isEmpty()
                ? this
                : new TerminologyMappings(Stream.concat(
                        forward.values().stream().flatMap(List::stream),
                        sent.stream().flatMap(map -> TerminologyMapping.of(map).stream())));
    }

    /** @param reverse whether the code stands on the target side of the maps */
    List<TerminologyMapping> find(String system, String code, boolean reverse) {
        return (reverse ? backward : forward).getOrDefault(new TerminologyCode(system, code), List.of());
    }

    private static Map<TerminologyCode, List<TerminologyMapping>> index(Stream<TerminologyMapping> mappings) {
        return mappings.collect(Collectors.groupingBy(mapping -> code(mapping.from())));
    }

    private static TerminologyCode code(Coding coding) {
        return new TerminologyCode(coding.getSystem(), coding.getCode());
    }
}
