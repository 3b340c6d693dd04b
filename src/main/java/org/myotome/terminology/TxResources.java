package org.myotome.terminology;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
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
        return new TxResources(resources);
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
        return all(CodeSystem.class)
                .filter(system -> !Supplements.isSupplement(system))
                .toList();
    }

    List<ValueSet> valueSets() {
        return all(ValueSet.class).toList();
    }

    List<ConceptMap> conceptMaps() {
        return all(ConceptMap.class).toList();
    }

    Supplements supplements() {
        return Supplements.of(all(CodeSystem.class).toList());
    }

    private <R extends Resource> Stream<R> all(Class<R> type) {
        return sent.stream().filter(type::isInstance).map(type::cast);
    }
}
