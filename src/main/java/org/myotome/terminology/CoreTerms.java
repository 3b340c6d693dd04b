package org.myotome.terminology;

import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The code systems and value sets of FHIR itself, such as {@code http://hl7.org/fhir/administrative-gender}, which value sets of
 * users draw on. HAPI carries them. Those of {@code terminology.hl7.org} have releases of their own, which HAPI's copy is behind,
 * so that they stay what they were: not held unless sent along or uploaded.
 */
record CoreTerms(Optional<IValidationSupport> definitions) {

    static final CoreTerms NONE = new CoreTerms(Optional.empty());

    private static final String FHIR = "http://hl7.org/fhir/";

    static CoreTerms of(IValidationSupport definitions) {
        return new CoreTerms(Optional.of(definitions));
    }

    Optional<CodeSystem> codeSystem(String url) {
        return ofFhir(url).map(known -> known.fetchCodeSystem(url)).flatMap(found -> as(CodeSystem.class, found));
    }

    Optional<ValueSet> valueSet(String url) {
        return ofFhir(url).map(known -> known.fetchValueSet(url)).flatMap(found -> as(ValueSet.class, found));
    }

    private Optional<IValidationSupport> ofFhir(String url) {
        return definitions.filter(any -> url.startsWith(FHIR));
    }

    private static <R> Optional<R> as(Class<R> type, IBaseResource found) {
        return type.isInstance(found) ? Optional.of(type.cast(found)) : Optional.empty();
    }
}
