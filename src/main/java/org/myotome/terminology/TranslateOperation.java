package org.myotome.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;

/**
 * {@code ConceptMap/$translate}: what is this code called over there? See docs/operations/translate.md and
 * https://hl7.org/fhir/R4/conceptmap-operation-translate.html.
 */
final class TranslateOperation implements FhirOperation {

    private static final Set<String> PARAMETERS = ParameterNames.union(
            TranslateQuestion.NAMES, ParameterNames.withEcosystem("url", "conceptMap", "conceptMapVersion"));

    private static final String OTHER_WAY =
            " It is what others are translated to: ask with reverse=true (R5: send it as targetCode or targetCoding).";

    private final Terminology terminology;

    TranslateOperation(Terminology terminology) {
        this.terminology = terminology;
    }

    @Operation(
            name = "$translate",
            typeName = "ConceptMap",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate")
    public Parameters translate(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return TerminologyProblem.told(() -> translate(id, TerminologyParameters.of(request, PARAMETERS)));
    }

    private Parameters translate(@Nullable IdType id, TerminologyParameters in) {
        var scope = terminology.with(in);
        var map = scope.conceptMaps().addressed(id, in);
        var question = TranslateQuestion.of(in);
        question.codings().stream()
                .filter(coding -> scope.systems().holds(coding.getSystem()))
                .forEach(coding -> scope.systems().required(coding.getSystem(), coding.getVersion()));
        var mappings = map.filter(sent -> !scope.conceptMaps().holds(sent))
                .map(sent -> new TerminologyMappings(TerminologyMapping.of(sent).stream()))
                .orElseGet(scope::mappings);
        var maps = map.map(List::of)
                .orElseGet(() -> List.copyOf(scope.conceptMaps().all()));
        var found = question.codings().stream()
                .flatMap(coding -> find(mappings, coding, question, maps).stream())
                .filter(mapping -> fits(mapping, map, question))
                .toList();
        var otherWay = found.isEmpty()
                && !question.reverse()
                && question.codings().stream()
                        .flatMap(coding -> mappings.find(coding.getSystem(), coding.getCode(), true).stream())
                        .anyMatch(mapping -> map.filter(asked -> !same(asked.getUrl(), mapping.map()))
                                .isEmpty());
        return answer(found, question, otherWay ? OTHER_WAY : "");
    }

    private static List<TerminologyMapping> find(
            TerminologyMappings mappings, Coding coding, TranslateQuestion question, List<ConceptMap> maps) {
        var found = mappings.find(coding.getSystem(), coding.getCode(), question.reverse());
        if (!question.reverse()) {
            TerminologyMapping.requireNoDefault(maps, coding, found);
        }
        return found;
    }

    private static boolean fits(TerminologyMapping mapping, Optional<ConceptMap> map, TranslateQuestion question) {
        return map.filter(asked -> !same(asked.getUrl(), mapping.map())).isEmpty()
                && question.fromScope()
                        .filter(scope -> !same(scope, mapping.fromScope()))
                        .isEmpty()
                && question.toScope()
                        .filter(scope -> !same(scope, mapping.toScope()))
                        .isEmpty()
                && question.toSystem()
                        .filter(system -> !system.equals(mapping.to().getSystem()))
                        .isEmpty();
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    /** @param hint said if nothing is found */
    private static Parameters answer(List<TerminologyMapping> found, TranslateQuestion question, String hint) {
        var out = new Parameters();
        var translated = found.stream().anyMatch(TerminologyMapping::translates);
        out.addParameter("result", translated);
        var comments = comments(found);
        if (!comments.isEmpty()) {
            out.addParameter("message", comments);
        } else if (!translated) {
            out.addParameter("message", untranslated(question.codings()) + hint);
        }
        found.forEach(mapping -> {
            if (question.later()) {
                addLaterMatch(out, question.reverse() ? mapping.reversed() : mapping, question.reverse());
            } else {
                addMatch(out, mapping);
            }
        });
        return out;
    }

    private static void addMatch(Parameters out, TerminologyMapping mapping) {
        var match = out.addParameter().setName("match");
        match.addPart()
                .setName("equivalence")
                .setValue(new CodeType(mapping.equivalence().toCode()));
        if (mapping.hasTarget()) {
            match.addPart().setName("concept").setValue(mapping.to());
        }
        if (mapping.map() != null) {
            match.addPart().setName("source").setValue(new UriType(mapping.map()));
        }
    }

    /** As R5 tells it: which way round the map says it, and in its own words too. */
    private static void addLaterMatch(Parameters out, TerminologyMapping mapping, boolean reverse) {
        var match = out.addParameter().setName("match");
        match.addPart()
                .setName("equivalence")
                .setValue(new CodeType(mapping.equivalence().toCode()));
        match.addPart().setName("relationship").setValue(new CodeType(mapping.relationship()));
        if (mapping.hasTarget()) {
            match.addPart().setName("concept").setValue(mapping.to());
        }
        if (reverse) {
            match.addPart().setName("source").setValue(mapping.from());
        }
        if (mapping.map() != null) {
            match.addPart().setName("originMap").setValue(new CanonicalType(mapping.canonical()));
        }
    }

    /** R4: the message says why a translation failed, or carries hints; here, why the map maps as it does, or does not. */
    private static String comments(List<TerminologyMapping> found) {
        return found.stream()
                .flatMap(mapping -> Optional.ofNullable(mapping.comment()).stream())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String untranslated(List<Coding> codings) {
        return "No concept map here translates "
                + codings.stream()
                        .map(coding -> "code \"" + coding.getCode() + "\" of " + coding.getSystem())
                        .collect(Collectors.joining(" or "))
                + " under the conditions of this request.";
    }
}
