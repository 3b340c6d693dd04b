package org.myotome.demo;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.guide.Guide;

/** The artefacts that codes are taken from. Each is looked for once: a patient needs some fifty codes. Safe for threads. */
final class DemoArtefacts {

    private final Guide guide;
    private final Map<String, MetadataResource> found = new ConcurrentHashMap<>();

    DemoArtefacts(Guide guide) {
        this.guide = guide;
    }

    CodeSystem codeSystem(String id) {
        return own(CodeSystem.class, "CodeSystem/" + id);
    }

    ValueSet valueSet(String id) {
        return own(ValueSet.class, "ValueSet/" + id);
    }

    ConceptMap conceptMap(String id) {
        return own(ConceptMap.class, "ConceptMap/" + id);
    }

    private <T extends MetadataResource> T own(Class<T> type, String path) {
        return type.cast(found.computeIfAbsent(
                path, any -> guide.find(type, Guide.BASE + "/" + path).orElseThrow()));
    }

    /** A CodeSystem that FHIR itself defines. */
    CodeSystem coreCodeSystem(String url) {
        return (CodeSystem) found.computeIfAbsent(url, any ->
                (CodeSystem) Objects.requireNonNull(guide.validationSupport().fetchCodeSystem(url)));
    }

    /** A ValueSet that FHIR itself defines. */
    ValueSet coreValueSet(String url) {
        return (ValueSet) found.computeIfAbsent(url, any ->
                (ValueSet) Objects.requireNonNull(guide.validationSupport().fetchValueSet(url)));
    }
}
