package org.myotome.validation.acceptor;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.StructureDefinitionKind;

/**
 * The definitions as the validator has them. They are asked for by the names of types and by urls that senders send, so that
 * only what exists is remembered.
 */
final class Definitions {

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,40}");

    private final FhirContext fhir;
    private final WorkerContextValidationSupportAdapter worker;
    private final Map<String, Concrete> concretes = new ConcurrentHashMap<>();

    Definitions(FhirContext fhir, IValidationSupport support) {
        this.fhir = fhir;
        this.worker = WorkerContextValidationSupportAdapter.newVersionSpecificWorkerContextWrapper(support);
    }

    FhirContext fhir() {
        return fhir;
    }

    WorkerContextValidationSupportAdapter worker() {
        return worker;
    }

    /** @param url with or without a version */
    Optional<StructureDefinition> find(String url) {
        return Optional.ofNullable(worker.fetchResource(StructureDefinition.class, url))
                .filter(definition -> definition.getSnapshot().hasElement());
    }

    StructureDefinition type(String type) {
        return find(BASE + type).orElseThrow(() -> new Uncertain("type is not known"));
    }

    /** @throws Uncertain if there is no such type, or it is abstract */
    Concrete concrete(String type) {
        Concrete known = concretes.get(type);
        if (known != null) {
            return known;
        }
        Uncertain.unless(TYPE.matcher(type).matches(), "name of a type");
        StructureDefinition definition = type(type);
        Uncertain.unless(!definition.getAbstract() && definition.getType().equals(type), "type is abstract");
        return concretes.computeIfAbsent(
                type,
                any -> new Concrete(Layout.of(definition), definition.getKind() == StructureDefinitionKind.RESOURCE));
    }

    /** A type that is not abstract. */
    record Concrete(Layout layout, boolean resource) {}
}
