package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

class FhirDefinitionsTest {

    private final FhirContext fhir = FhirContext.forR4Cached();
    private final FhirDefinitions definitions = new FhirDefinitions(fhir);
    private final DefaultProfileValidationSupport hapis = new DefaultProfileValidationSupport(fhir);

    @Test
    void answersAsHapiDoes() {
        List<IBaseResource> all = hapis.fetchAllConformanceResources();
        assertThat(all).hasSizeGreaterThan(3_000);
        for (IBaseResource resource : all) {
            MetadataResource expected = (MetadataResource) resource;
            String url = expected.getUrl();
            check(url, fetched(hapis, expected, url), fetched(definitions, expected, url));
            check(url, fetched(hapis, expected, url + "|4.0.1"), fetched(definitions, expected, url + "|4.0.1"));
        }
    }

    @Test
    void hasNothingOfOthers() {
        for (String url : List.of("http://snomed.info/sct", "http://loinc.org", "http://unitsofmeasure.org", "")) {
            check(url, hapis.fetchCodeSystem(url), definitions.fetchCodeSystem(url));
            check(url, hapis.fetchValueSet(url), definitions.fetchValueSet(url));
        }
    }

    @Test
    void knowsTypesByTheirNames() {
        for (String url : List.of("Coding", "Observation", "http://hl7.org/fhir/StructureDefinition/nothing")) {
            check(url, hapis.fetchStructureDefinition(url), definitions.fetchStructureDefinition(url));
        }
    }

    private static IBaseResource fetched(DefaultProfileValidationSupport support, MetadataResource of, String url) {
        if (of instanceof StructureDefinition) {
            return support.fetchStructureDefinition(url);
        }
        if (of instanceof CodeSystem) {
            return support.fetchCodeSystem(url);
        }
        if (of instanceof ValueSet) {
            return support.fetchValueSet(url);
        }
        return fail(of.fhirType());
    }

    /** Without its narrative, which nothing reads. */
    private String json(IBaseResource resource) {
        return fhir.newJsonParser()
                .encodeResourceToString(((DomainResource) resource).copy().setText(null));
    }

    private void check(String url, IBaseResource expected, IBaseResource actual) {
        if (expected == null || actual == null) {
            assertThat(actual).as(url).isSameAs(expected);
            return;
        }
        assertThat(json(actual)).as(url).isEqualTo(json(expected));
        String mark = DefaultProfileValidationSupport.SOURCE_PACKAGE_ID;
        assertThat(((MetadataResource) actual).getUserData(mark))
                .as(url)
                .isEqualTo(((MetadataResource) expected).getUserData(mark));
    }
}
