package org.myotome.query.trend;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Extension;
import org.myotome.guide.CausesOfWeakness;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;
import org.myotome.storage.projection.PatientRecords;

/** What patients are known to have: their active Conditions that are neither a symptom nor a red flag. */
final class Diagnoses {

    private static final String DUE_TO = "http://hl7.org/fhir/StructureDefinition/condition-dueTo";
    private static final String STATUS = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");
    private static final Set<String> NOT_SO = Set.of("refuted", "entered-in-error");

    /** What the patient feels or was asked for, and nobody has concluded. */
    private static final Set<String> NO_DIAGNOSES = Set.of(
            Guide.BASE + "/StructureDefinition/weakness-symptom",
            Guide.BASE + "/StructureDefinition/weakness-red-flag");

    private final PatientRecords records;
    private final CausesOfWeakness causes;
    private final Map<String, String> names;
    private final List<Coding> findings;

    Diagnoses(Guide guide, PatientRecords records) {
        this.records = records;
        this.causes = new CausesOfWeakness(guide);
        this.findings = new ValueSetCodes(guide).of(Guide.BASE + "/ValueSet/weakness-finding");
        this.names = guide.find(CodeSystem.class, CausesOfWeakness.SYSTEM).orElseThrow().getConcept().stream()
                .collect(Collectors.toMap(ConceptDefinitionComponent::getCode, ConceptDefinitionComponent::getDisplay));
    }

    /**
     * One Condition.
     *
     * @param status the clinical status; empty if none is stated
     * @param causes what it is due to, as it was recorded
     * @param implied the causes of CodeSystem {@code cause-of-weakness} that its codes mean
     * @param words for a cell of a table
     */
    record Diagnosis(
            String condition,
            CodeableConcept code,
            String status,
            List<CodeableConcept> causes,
            List<Coding> implied,
            String words) {}

    /** By the rows of the patients; a patient without any is left out. */
    Map<Long, List<Diagnosis>> of(Collection<Long> patients) {
        Map<Long, List<Diagnosis>> diagnoses = new HashMap<>();
        records.conditions(patients).forEach((patient, conditions) -> {
            List<Diagnosis> known = conditions.stream()
                    .filter(Diagnoses::isDiagnosis)
                    .map(this::diagnosis)
                    .toList();
            if (!known.isEmpty()) {
                diagnoses.put(patient, known);
            }
        });
        return diagnoses;
    }

    /** One without a clinical status counts as long as it is not said to be over. */
    private static boolean isDiagnosis(Condition condition) {
        boolean active =
                condition.hasClinicalStatus() ? has(condition.getClinicalStatus(), ACTIVE) : !condition.hasAbatement();
        return active
                && !has(condition.getVerificationStatus(), NOT_SO)
                && condition.getMeta().getProfile().stream()
                        .noneMatch(profile -> NO_DIAGNOSES.contains(profile.getValue()));
    }

    private static boolean has(CodeableConcept concept, Set<String> codes) {
        return concept.getCoding().stream().anyMatch(coding -> codes.contains(coding.getCode()));
    }

    private Diagnosis diagnosis(Condition condition) {
        List<CodeableConcept> dueTo = condition.getExtensionsByUrl(DUE_TO).stream()
                .map(Extension::getValue)
                .filter(CodeableConcept.class::isInstance)
                .map(CodeableConcept.class::cast)
                .toList();
        List<Coding> implied = Stream.concat(Stream.of(condition.getCode()), dueTo.stream())
                .flatMap(concept -> concept.getCoding().stream())
                .flatMap(coding -> causes.impliedBy(coding).stream())
                .distinct()
                .map(cause -> new Coding(CausesOfWeakness.SYSTEM, cause, names.get(cause)))
                .toList();
        String reference = "Condition/" + condition.getIdElement().getIdPart();
        String due = dueTo.stream().map(this::name).collect(Collectors.joining(", "));
        return new Diagnosis(
                reference,
                condition.getCode(),
                condition.getClinicalStatus().getCoding().stream()
                        .filter(coding -> STATUS.equals(coding.getSystem()))
                        .map(Coding::getCode)
                        .findFirst()
                        .orElse(""),
                dueTo,
                implied,
                name(condition.getCode()) + (due.isEmpty() ? "" : " due to " + due) + " (" + reference + ")");
    }

    /** The text, or a display, that was recorded, else the name that the guide has for a code, else a code. */
    private String name(CodeableConcept concept) {
        List<Coding> codings = concept.getCoding();
        return Stream.of(
                        Stream.of(String.valueOf(concept.getText())).filter(text -> concept.hasText()),
                        codings.stream().filter(Coding::hasDisplay).map(Coding::getDisplay),
                        codings.stream().filter(Coding::hasCode).map(this::nameInGuide),
                        codings.stream().filter(Coding::hasCode).map(Coding::getCode))
                .flatMap(names -> names)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("unnamed");
    }

    private String nameInGuide(Coding coding) {
        return CausesOfWeakness.SYSTEM.equals(coding.getSystem())
                ? names.getOrDefault(coding.getCode(), "")
                : findings.stream()
                        .filter(finding -> finding.getCode().equals(coding.getCode())
                                && finding.getSystem().equals(coding.getSystem()))
                        .map(finding -> String.valueOf(finding.getDisplay()))
                        .findFirst()
                        .orElse("");
    }
}
