package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a code says of the cause of a weakness, and what it leaves open. */
class CausesOfWeaknessTest {

    private static final Guide GUIDE = Guide.load(FhirContext.forR4Cached());
    private static final CausesOfWeakness CAUSES = new CausesOfWeakness(GUIDE);

    @ParameterizedTest
    @CsvSource({
        "http://snomed.info/sct, 422504002, ischaemic-stroke stroke",
        "http://hl7.org/fhir/sid/icd-10-cm, I63.9, cerebral-infarction ischaemic-stroke stroke",
        "http://hl7.org/fhir/sid/icd-10-cm, G20, parkinson-disease",
        "http://human-phenotype-ontology.org, HP:0003201, rhabdomyolysis",
        "http://purl.obolibrary.org/obo/mondo.owl, MONDO:0009688, myasthenia-gravis",
        "https://w3id.org/myotome/CodeSystem/cause-of-weakness, ischaemic-stroke, ischaemic-stroke stroke",
        "https://w3id.org/myotome/CodeSystem/cause-of-weakness, stroke, stroke",
        "http://snomed.info/sct, 52702003, ''",
    })
    void codeImpliesItsCauseAndEveryMoreGeneralOne(String system, String code, String causes) {
        assertThat(String.join(
                        " ",
                        CAUSES.impliedBy(new Coding(system, code, null)).stream()
                                .sorted()
                                .toList()))
                .isEqualTo(causes);
    }

    /** Statin myopathy has no code of its own anywhere, and is a myopathy all the same. */
    @Test
    void causeWithoutForeignCodesIsAKindOfOthersToo() {
        assertThat(CAUSES.impliedBy(new Coding(CausesOfWeakness.SYSTEM, "statin-myopathy", null)))
                .contains("drug-induced-myopathy", "statin-associated-muscle-symptoms", "myopathy");
    }

    @Test
    void widerCodeImpliesNoneOfItsMembers() {
        assertThat(CAUSES.impliedBy(new Coding("http://hl7.org/fhir/sid/icd-10-cm", "G71.01", null)))
                .contains("duchenne-or-becker-muscular-dystrophy", "muscular-dystrophy")
                .doesNotContain("duchenne-muscular-dystrophy", "becker-muscular-dystrophy");
    }

    @Test
    void everyCauseHasItsGroups() {
        assertThat(GUIDE.find(CodeSystem.class, CausesOfWeakness.SYSTEM)
                        .orElseThrow()
                        .getConcept())
                .isNotEmpty()
                .allMatch(cause -> !CAUSES.groups(cause.getCode()).isEmpty());
        assertThat(CAUSES.lesionLevels("myasthenia-gravis"))
                .extracting(Coding::getCode)
                .containsExactly("neuromuscular-junction");
    }
}
