package org.myotome.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final Set<String> PARAMETERS = ParameterNames.withEcosystem(
            "url",
            "conceptMap",
            "conceptMapVersion",
            "code",
            "system",
            "version",
            "coding",
            "codeableConcept",
            "source",
            "target",
            "targetsystem",
            "reverse");

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
        var bare = new Coding()
                .setSystem(in.text("system").orElse(null))
                .setVersion(in.text("version").orElse(null));
        var codings = TerminologyInput.codings(in, bare, "Send system.");
        codings.stream()
                .filter(coding -> scope.holds(coding.getSystem()))
                .forEach(coding -> scope.requiredSystem(coding.getSystem(), coding.getVersion()));
        var reverse = in.flag("reverse");
        var mappings = map.filter(sent -> !scope.conceptMaps().holds(sent))
                .map(sent -> new TerminologyMappings(TerminologyMapping.of(sent).stream()))
                .orElseGet(scope::mappings);
        var found = codings.stream()
                .flatMap(coding -> mappings.find(coding.getSystem(), coding.getCode(), reverse).stream())
                .filter(mapping -> fits(mapping, map, in))
                .toList();
        return answer(found, codings);
    }

    private static boolean fits(TerminologyMapping mapping, Optional<ConceptMap> map, TerminologyParameters in) {
        return map.filter(asked -> !same(asked.getUrl(), mapping.map())).isEmpty()
                && in.text("source")
                        .filter(scope -> !same(scope, mapping.fromScope()))
                        .isEmpty()
                && in.text("target")
                        .filter(scope -> !same(scope, mapping.toScope()))
                        .isEmpty()
                && in.text("targetsystem")
                        .filter(system -> !system.equals(mapping.to().getSystem()))
                        .isEmpty();
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    private static Parameters answer(List<TerminologyMapping> found, List<Coding> codings) {
        var out = new Parameters();
        var translated = found.stream().anyMatch(TerminologyMapping::translates);
        out.addParameter("result", translated);
        var comments = comments(found);
        if (!comments.isEmpty()) {
            out.addParameter("message", comments);
        } else if (!translated) {
            out.addParameter("message", untranslated(codings));
        }
        found.forEach(mapping -> addMatch(out, mapping));
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
