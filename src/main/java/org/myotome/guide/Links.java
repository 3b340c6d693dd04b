package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/**
 * Refuses an artefact that points to something of Myotome's own that does not exist: a bound ValueSet, an included
 * CodeSystem or code, a target profile. The validator only warns of these, so a typing error would switch off a check.
 */
final class Links {

    /** A canonical inside a FHIRPath string, as in {@code memberOf('...')}. */
    private static final Pattern QUOTED = Pattern.compile("'(" + Pattern.quote(Guide.BASE) + "/[^']*)'");

    private final FhirTerser terser;
    private final Map<String, GuideFile> byUrl;

    Links(FhirContext fhir, List<GuideFile> files) {
        terser = fhir.newTerser();
        byUrl = files.stream()
                .collect(Collectors.toMap(GuideFile::url, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    void check() {
        for (var file : byUrl.values()) {
            Stream.concat(direct(file), quoted(file)).forEach(link -> requireKnown(file, link));
            if (file.artefact() instanceof ValueSet valueSet) {
                valueSet.getCompose().getInclude().forEach(set -> requireCodes(file, set));
                valueSet.getCompose().getExclude().forEach(set -> requireCodes(file, set));
            }
        }
    }

    private Stream<String> direct(GuideFile file) {
        return terser.getAllPopulatedChildElementsOfType(file.artefact(), UriType.class).stream()
                .map(UriType::getValue)
                .filter(uri -> uri.startsWith(Guide.BASE + "/"));
    }

    private Stream<String> quoted(GuideFile file) {
        return terser.getAllPopulatedChildElementsOfType(file.artefact(), StringType.class).stream()
                .flatMap(text -> QUOTED.matcher(text.getValue()).results())
                .map(match -> match.group(1));
    }

    /** A version after {@code |} and the name of a property after {@code #} do not belong to the url. */
    private void requireKnown(GuideFile file, String link) {
        if (!byUrl.containsKey(link.split("[|#]", 2)[0])) {
            throw file.refuse("it points to " + link + ", which is not in this guide");
        }
    }

    private void requireCodes(GuideFile file, ConceptSetComponent set) {
        if (byUrl.containsKey(set.getSystem()) && byUrl.get(set.getSystem()).artefact() instanceof CodeSystem system) {
            var codes = codes(system.getConcept()).collect(Collectors.toSet());
            set.getConcept().stream()
                    .map(ConceptReferenceComponent::getCode)
                    .filter(code -> !codes.contains(code))
                    .findFirst()
                    .ifPresent(code -> {
                        throw file.refuse("code " + code + " is not in " + set.getSystem());
                    });
            if (PropertyFilters.selectNothing(system, set)) {
                throw file.refuse("no concept of " + set.getSystem() + " passes its filter");
            }
        }
    }

    private static Stream<String> codes(List<ConceptDefinitionComponent> concepts) {
        return concepts.stream()
                .flatMap(concept -> Stream.concat(Stream.of(concept.getCode()), codes(concept.getConcept())));
    }
}
