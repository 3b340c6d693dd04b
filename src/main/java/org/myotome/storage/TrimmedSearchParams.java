package org.myotome.storage;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.SearchParameter;

/**
 * The search parameters of FHIR R4 that are not kept as they are, because each costs rows and time with every write.
 * Everything else that R4 defines for any resource type is searchable.
 */
final class TrimmedSearchParams {

    /**
     * Parameters that say the same as others: {@code combo-x} is {@code x} or {@code component-x}, and {@code phonetic} is
     * {@code name}, as long as nobody configures how names sound.
     */
    private static final Map<String, List<String>> DROPPED = Map.of(
            "Observation",
            List.of(
                    "combo-code",
                    "combo-code-value-concept",
                    "combo-code-value-quantity",
                    "combo-data-absent-reason",
                    "combo-value-concept",
                    "combo-value-quantity"),
            "Patient",
            List.of("phonetic"),
            "Practitioner",
            List.of("phonetic"));

    private static final String TO_PATIENT = ".where(resolve() is Patient)";

    private final FhirContext fhir;

    TrimmedSearchParams(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** In the form in which they replace HAPI's own of the same name. */
    List<SearchParameter> all() {
        return Stream.concat(
                        DROPPED.entrySet().stream()
                                .flatMap(type -> type.getValue().stream().map(name -> dropped(type.getKey(), name))),
                        Stream.of(patient()))
                .toList();
    }

    private SearchParameter dropped(String type, String name) {
        return copy(type, name).setStatus(PublicationStatus.RETIRED);
    }

    /**
     * {@code subject} and {@code patient} with one path, so that a reference is one row and not two: {@code patient} is told
     * apart by its target type.
     */
    private SearchParameter patient() {
        SearchParameter patient = copy("Observation", "patient");
        return patient.setExpression(patient.getExpression().replace(TO_PATIENT, ""));
    }

    private SearchParameter copy(String type, String name) {
        RuntimeSearchParam own = fhir.getResourceDefinition(type).getSearchParam(name);
        SearchParameter copy = new SearchParameter()
                .setUrl(own.getUri())
                .setName(name)
                .setCode(name)
                .setStatus(PublicationStatus.ACTIVE)
                .setType(SearchParamType.fromCode(own.getParamType().getCode()))
                .setDescription(own.getDescription())
                .setExpression(own.getPath())
                .addBase(type);
        new TreeSet<>(own.getTargets()).forEach(copy::addTarget);
        copy.setId(type + "-" + name);
        return copy;
    }
}
