package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationResult;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guide offers to the rest of the server, and how its codes are checked. */
class GuideTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Guide GUIDE = Guide.load(FHIR);
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String MDC = "urn:iso:std:iso:11073:10101";

    @Test
    void artefactsOfATypeAreOrderedById() {
        assertThat(GUIDE.all(StructureDefinition.class))
                .extracting(profile -> profile.getIdElement().getIdPart())
                .contains("mrc-muscle-strength", "mrc-sum-score", "strength-exam", "strength-observation")
                .isSorted();
    }

    @Test
    void everyProfileHasASnapshot() {
        assertThat(GUIDE.all(StructureDefinition.class)).isNotEmpty().allMatch(StructureDefinition::hasSnapshot);
    }

    @Test
    void canonicalIsFoundWithItsVersionOrWithoutOne() {
        var url = Guide.BASE + "/CodeSystem/mrc-muscle-grade";
        assertThat(GUIDE.find(CodeSystem.class, url)).isPresent();
        assertThat(GUIDE.find(CodeSystem.class, url + "|0.1.0")).isPresent();
        assertThat(GUIDE.find(CodeSystem.class, url + "|9.9.9")).isEmpty();
        assertThat(GUIDE.find(ValueSet.class, url)).isEmpty();
    }

    @Test
    void valueSetThatFiltersByPropertyIsHandedOutAsWrittenButCheckedAsAList() {
        var url = Guide.BASE + "/ValueSet/upper-limb-movement";
        assertThat(GUIDE.find(ValueSet.class, url)
                        .orElseThrow()
                        .getCompose()
                        .getIncludeFirstRep()
                        .hasFilter())
                .isTrue();
        assertThat(check(Guide.BASE + "/CodeSystem/tested-movement", "elbow-flexion", null, "upper-limb-movement")
                        .isOk())
                .isTrue();
        assertThat(check(Guide.BASE + "/CodeSystem/tested-movement", "knee-extension", null, "upper-limb-movement")
                        .isOk())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://w3id.org/myotome/CodeSystem/mrc-muscle-grade, 4, Normal power, mrc-muscle-grade",
        "http://snomed.info/sct, 80768000, Right upper limb, lateralised-site",
        "urn:iso:std:iso:11073:10101, 459381, 'Musculus biceps brachii, right', muscle-with-side",
    })
    void displayOfAnotherCodeIsAWarning(String system, String code, String display, String valueSet) {
        assertThat(check(system, code, display, valueSet).getSeverityCode()).isEqualTo("warning");
    }

    @Test
    void listedCodesOfUnheldSystemsAreChecked() {
        assertThat(check(SNOMED, "80768000", "Left upper limb", "lateralised-site")
                        .isOk())
                .isTrue();
        assertThat(check(SNOMED, "80768001", null, "lateralised-site").isOk()).isFalse();
        assertThat(check(MDC, "459381", null, "muscle-with-side").isOk()).isTrue();
        assertThat(check(MDC, "459380", null, "muscle-with-side").isOk()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://snomed.info/sct, 404684003",
        "http://loinc.org, 8480-6",
        "http://hl7.org/fhir/sid/icd-10-cm, Z00.00",
        "http://hl7.org/fhir/us/core/CodeSystem/us-core-tags, patient-supplied",
        "https://example.org/codes, X1",
    })
    void otherCodesOfUnheldSystemsPassUnchecked(String system, String code) {
        var result = validateCode(system, code);
        assertThat(result.isOk()).isTrue();
        assertThat(result.getIssues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.getSeverity().getCode()).isEqualTo("information"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://unitsofmeasure.org, no-unit",
        "http://hl7.org/fhir/no-such-system, X1",
        "http://terminology.hl7.org/CodeSystem/no-such-system, X1",
        "https://w3id.org/myotome/CodeSystem/no-such-system, X1",
        "https://w3id.org/myotome/CodeSystem/mrc-muscle-grade, 6",
    })
    void unknownCodesOfCompleteSystemsDoNotPass(String system, String code) {
        assertThat(validateCode(system, code).isOk()).isFalse();
    }

    private static CodeValidationResult check(String system, String code, String display, String valueSet) {
        var bound =
                GUIDE.find(ValueSet.class, Guide.BASE + "/ValueSet/" + valueSet).orElseThrow();
        var support = GUIDE.validationSupport();
        return support.validateCodeInValueSet(
                new ValidationSupportContext(support),
                new ConceptValidationOptions(),
                system,
                code,
                display,
                support.fetchValueSet(bound.getUrl()));
    }

    private static CodeValidationResult validateCode(String system, String code) {
        var support = GUIDE.validationSupport();
        return support.validateCode(
                new ValidationSupportContext(support), new ConceptValidationOptions(), system, code, null, null);
    }
}
