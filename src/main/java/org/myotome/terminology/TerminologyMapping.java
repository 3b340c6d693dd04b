package org.myotome.terminology;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;

/**
 * One line of a concept map, read in one direction.
 *
 * @param map         the url of the map
 * @param version     of the map
 * @param fromScope   the value set that the codes on this side come from, if the map says so
 * @param equivalence how {@code to} relates to {@code from}: wider means that {@code to} is wider
 * @param to          without a code where the map says that nothing over there means the same
 */
record TerminologyMapping(
        @Nullable String map,
        @Nullable String version,
        @Nullable String fromScope,
        Coding from,
        ConceptMapEquivalence equivalence,
        Coding to,
        @Nullable String toScope,
        @Nullable String comment) {

    /** Fails with 422 on parts of a map that would need more than source and target code. */
    static List<TerminologyMapping> of(ConceptMap map) {
        return map.getGroup().stream().flatMap(group -> ofGroup(map, group)).toList();
    }

    /** What a map says of all codes that it does not list is not followed; 422 if it would be the answer. */
    static void requireNoDefault(List<ConceptMap> maps, Coding coding, List<TerminologyMapping> found) {
        for (var map : maps) {
            if (found.stream().noneMatch(mapping -> Objects.equals(mapping.map(), map.getUrl()))
                    && map.getGroup().stream()
                            .anyMatch(group ->
                                    group.hasUnmapped() && coding.getSystem().equals(group.getSource()))) {
                throw RequestProblem.unprocessable("The map " + map.getUrl() + " does not list the code \""
                        + coding.getCode() + "\", and has group.unmapped, which $translate does not follow. "
                        + "List the code in the map instead.");
            }
        }
    }

    /** Whether something stands on the other side; a line without it can be read in one direction only. */
    boolean hasTarget() {
        return to.hasCode();
    }

    /** The same line, asked from the other end. */
    TerminologyMapping reversed() {
        return new TerminologyMapping(map, version, toScope, to, reversed(equivalence), from, fromScope, comment);
    }

    /** Whether it leads to a translation at all. */
    boolean translates() {
        return hasTarget()
                && !Set.of(ConceptMapEquivalence.UNMATCHED, ConceptMapEquivalence.DISJOINT)
                        .contains(equivalence);
    }

    /** The map with its version. */
    String canonical() {
        return version == null ? String.valueOf(map) : map + "|" + version;
    }

    /** The equivalence in the words of R5 (ConceptMap.relationship). */
    String relationship() {
        return switch (equivalence) {
            case EQUIVALENT, EQUAL -> "equivalent";
            case WIDER, SUBSUMES -> "source-is-narrower-than-target";
            case NARROWER, SPECIALIZES -> "source-is-broader-than-target";
            case UNMATCHED, DISJOINT -> "not-related-to";
            default -> "related-to";
        };
    }

    private static Stream<TerminologyMapping> ofGroup(ConceptMap map, ConceptMapGroupComponent group) {
        return group.getElement().stream()
                .flatMap(element -> element.getTarget().stream().map(target -> ofTarget(map, group, element, target)));
    }

    private static TerminologyMapping ofTarget(
            ConceptMap map, ConceptMapGroupComponent group, SourceElementComponent element, TargetElementComponent to) {
        if (to.hasDependsOn() || to.hasProduct()) {
            throw RequestProblem.unprocessable("The map has dependsOn or product at code " + element.getCode()
                    + ", which $translate does not follow.");
        }
        return new TerminologyMapping(
                map.getUrl(),
                map.getVersion(),
                scope(map.getSource()),
                new Coding(group.getSource(), element.getCode(), element.getDisplay()),
                to.getEquivalence(),
                new Coding(group.getTarget(), to.getCode(), to.getDisplay()),
                scope(map.getTarget()),
                to.getComment());
    }

    private static @Nullable String scope(@Nullable Type canonical) {
        return canonical == null ? null : canonical.primitiveValue();
    }

    private static ConceptMapEquivalence reversed(ConceptMapEquivalence equivalence) {
        return switch (equivalence) {
            case WIDER -> ConceptMapEquivalence.NARROWER;
            case NARROWER -> ConceptMapEquivalence.WIDER;
            case SUBSUMES -> ConceptMapEquivalence.SPECIALIZES;
            case SPECIALIZES -> ConceptMapEquivalence.SUBSUMES;
            default -> equivalence;
        };
    }
}
