package org.myotome.validation;

import java.util.List;

/** What is put in the place of what was sent, or beside it. */
final class MutationWords {

    static final List<String> TEXTS =
            List.of("", " ", " x", "x ", "x  y", "a\u0001b", "a\u202eb", "<b>x</b>", "x\ny", "Übung", "#x", "wrong");
    static final List<String> DATES = List.of(
            "2026",
            "2026-11",
            "2026-13-01",
            "2026-02-30",
            "2026-11-20T09:30Z",
            "2026-11-20T09:30:00",
            "2026-11-20T24:00:00Z",
            "1700-01-01T00:00:00Z",
            "2026-11-20T09:30:00.123+14:00",
            "20261120",
            "9999-12-31");
    static final List<String> REFERENCES = List.of(
            "Practitioner/1",
            "Patient/1",
            "Observation/1",
            "#x",
            "Nonsense/1",
            "Patient/ü",
            "Patient",
            "Patient/1/_history/2",
            "Patient?identifier=x",
            "http://example.org/Patient/1",
            "https://x.org/fhir/Patient/1",
            "urn:uuid:0d643866-d4f9-5467-81ee-19c565bf8ff6",
            "urn:uuid:wrong",
            "urn:oid:1.2.3",
            "Patient/1 2");
    static final List<String> PROFILES = List.of(
            "http://hl7.org/fhir/StructureDefinition/Observation",
            "http://hl7.org/fhir/StructureDefinition/Patient",
            "http://hl7.org/fhir/StructureDefinition/vitalsigns",
            "http://example.org/StructureDefinition/unknown",
            "https://w3id.org/myotome/StructureDefinition/mrc-muscle-strength",
            "https://w3id.org/myotome/StructureDefinition/mrc-muscle-strength|0.1.0",
            "https://w3id.org/myotome/StructureDefinition/mrc-muscle-strength|9",
            "https://w3id.org/myotome/StructureDefinition/mmt-strength",
            "https://w3id.org/myotome/StructureDefinition/strength-observation",
            "not a url");
    static final List<String> ADDED = List.of(
            "\"foo\":\"bar\"",
            "\"id\":\"x\"",
            "\"extension\":[{\"url\":\"http://example.org/unknown\",\"valueString\":\"x\"}]",
            "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/ordinalValue\",\"valueDecimal\":3}]",
            "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/ordinalValue\",\"valueString\":\"3\"}]",
            "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]",
            "\"modifierExtension\":[{\"url\":\"http://example.org/unknown\",\"valueString\":\"x\"}]",
            "\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"x\"}]",
            "\"language\":\"de\"",
            "\"implicitRules\":\"http://example.org/rules\"",
            "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"}",
            "\"text\":\"words\"",
            "\"version\":\"1\"",
            "\"userSelected\":true",
            "\"comparator\":\"<\"",
            "\"type\":\"Patient\"",
            "\"identifier\":{\"system\":\"urn:ietf:rfc:3986\",\"value\":\"x\"}",
            "\"note\":[{\"text\":\"x\"}]",
            "\"valueString\":\"x\"",
            "\"issued\":\"2026-11-20T09:30:00Z\"",
            "\"component\":[{\"code\":{\"text\":\"x\"}}]",
            "\"resourceType\":\"Observation\"");

    private MutationWords() {}
}
