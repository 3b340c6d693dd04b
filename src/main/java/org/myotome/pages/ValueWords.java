package org.myotome.pages;

import ca.uhn.fhir.context.FhirContext;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Type;

/** A value of FHIR in words. */
final class ValueWords {

    private final FhirContext fhir;

    ValueWords(FhirContext fhir) {
        this.fhir = fhir;
    }

    String of(Type value) {
        if (value.isPrimitive()) {
            return value.primitiveValue();
        }
        if (value instanceof Coding coding) {
            return coding(coding);
        }
        if (value instanceof CodeableConcept concept) {
            return concept.getCoding().stream().map(ValueWords::coding).collect(Collectors.joining(", "));
        }
        return fhir.newJsonParser().encodeToString(value);
    }

    /** What a sender copies: the system as it is sent, and the code. */
    String inFull(Type value) {
        if (value.isPrimitive()) {
            return value.primitiveValue();
        }
        return fhir.newJsonParser().encodeToString(value);
    }

    private static String coding(Coding coding) {
        String code = coding.hasDisplay() ? coding.getDisplay() + " (" + coding.getCode() + ")" : coding.getCode();
        return coding.hasSystem() ? code + " of " + systemName(coding.getSystem()) : code;
    }

    /** As people name code systems. */
    static String systemName(String system) {
        return switch (system) {
            case "http://snomed.info/sct" -> "SNOMED CT";
            case "http://loinc.org" -> "LOINC";
            case "urn:iso:std:iso:11073:10101" -> "MDC";
            case "http://unitsofmeasure.org" -> "UCUM";
            case "http://hl7.org/fhir/sid/icd-10-cm" -> "ICD-10-CM";
            case "http://human-phenotype-ontology.org" -> "HPO";
            default -> system.substring(system.lastIndexOf('/') + 1);
        };
    }
}
