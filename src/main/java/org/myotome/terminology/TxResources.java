package org.myotome.terminology;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.RequestProblem;

/**
 * What a request brings along in the parameter {@code tx-resource}, to be used for this one request: code systems, value
 * sets, concept maps, and supplements, which add names and properties to the codes of another code system.
 */
record TxResources(List<Resource> sent) {

    static TxResources of(TerminologyParameters in) {
        var resources = Stream.concat(in.resources("tx-resource").stream(), codeSystem(in).stream())
                .toList();
        for (var resource : resources) {
            if (!(resource instanceof CodeSystem || resource instanceof ValueSet || resource instanceof ConceptMap)) {
                throw RequestProblem.invalid("Parameter tx-resource of " + in.operation() + " holds a "
                        + resource.fhirType() + ". It must be a CodeSystem, a ValueSet or a ConceptMap.");
            }
        }
        var read = new TxResources(resources);
        in.texts("useSupplement").forEach(read::requireSupplement);
        return read;
    }

    /** The parameter {@code codeSystem}, which must have a url: how else would a coding name it? */
    static Optional<CodeSystem> codeSystem(TerminologyParameters in) {
        var sent = in.has("codeSystem") ? in.resource("codeSystem", CodeSystem.class) : Optional.<CodeSystem>empty();
        if (sent.isPresent() && !sent.get().hasUrl()) {
            throw RequestProblem.required("The codeSystem that was sent has no url. Give it one, such as a urn:uuid.");
        }
        return sent;
    }

    boolean isEmpty() {
        return sent.isEmpty();
    }

    List<CodeSystem> codeSystems() {
        return all(CodeSystem.class).filter(system -> !isSupplement(system)).toList();
    }

    List<ValueSet> valueSets() {
        return all(ValueSet.class).toList();
    }

    List<ConceptMap> conceptMaps() {
        return all(ConceptMap.class).toList();
    }

    /** A supplement whose code system is not held changes nothing: no answer can be about its codes. */
    TerminologyHoldings<CodeSystem> applySupplements(TerminologyHoldings<CodeSystem> held) {
        var result = held;
        for (var supplement :
                all(CodeSystem.class).filter(TxResources::isSupplement).toList()) {
            var parts = String.valueOf(supplement.getSupplements()).split("\\|", 2);
            var target = result.find(parts[0], parts.length == 2 ? parts[1] : null);
            if (target.isPresent()) {
                result = result.replacing(target.get(), supplemented(target.get(), supplement));
            }
        }
        return result;
    }

    private static CodeSystem supplemented(CodeSystem system, CodeSystem supplement) {
        var copy = system.copy();
        supplement.getProperty().forEach(copy::addProperty);
        flat(supplement.getConcept().stream())
                .forEach(added -> flat(copy.getConcept().stream())
                        .filter(concept -> concept.getCode().equals(added.getCode()))
                        .forEach(concept -> {
                            added.getDesignation().forEach(concept::addDesignation);
                            added.getProperty().forEach(concept::addProperty);
                        }));
        return copy;
    }

    private static Stream<ConceptDefinitionComponent> flat(Stream<ConceptDefinitionComponent> concepts) {
        return concepts.flatMap(concept -> Stream.concat(Stream.of(concept), flat(concept.getConcept().stream())));
    }

    private void requireSupplement(String canonical) {
        if (all(CodeSystem.class)
                .filter(TxResources::isSupplement)
                .noneMatch(supplement -> canonical.split("\\|")[0].equals(supplement.getUrl()))) {
            throw RequestProblem.notFound("The supplement " + canonical
                    + " is not held here. Send it along in the parameter tx-resource, or leave useSupplement out.");
        }
    }

    private static boolean isSupplement(CodeSystem system) {
        return system.getContent() == CodeSystemContentMode.SUPPLEMENT;
    }

    private <R extends Resource> Stream<R> all(Class<R> type) {
        return sent.stream().filter(type::isInstance).map(type::cast);
    }
}
