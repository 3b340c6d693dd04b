package org.myotome.terminology;

import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;

/** A code system whose content is held here, be it in memory or in the database. */
interface TerminologySystem {

    /** What describes it. Of a system in the database it has no concepts. */
    CodeSystem source();

    /**
     * A code as it is written there. If the system says that case does not matter, another case finds it too, and the
     * concept has the code in the right one.
     */
    Optional<ConceptDefinitionComponent> find(String code);

    /**
     * Every concept, parents before their children.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException if there are too many to list
     */
    Stream<ConceptDefinitionComponent> concepts();

    /** Whether {@code code} lies below {@code ancestor}, at any depth. A code does not lie below itself. */
    boolean isBelow(String code, String ancestor);

    /** The concepts one step above. */
    Stream<ConceptDefinitionComponent> parents(String code);

    /** The concepts one step below. */
    Stream<ConceptDefinitionComponent> children(String code);

    default String url() {
        return source().getUrl();
    }

    default @Nullable String version() {
        return source().getVersion();
    }

    /** How it is named in messages and in {@code used-codesystem}: {@code url|version}, or the url alone. */
    default String canonical() {
        return source().hasVersion() ? url() + "|" + version() : url();
    }

    /** As {@link #find}, but an unknown code is 404. */
    default ConceptDefinitionComponent required(String code) {
        return find(code)
                .orElseThrow(() -> RequestProblem.notFound("Code \"" + code + "\" is not in " + url()
                        + (source().hasVersion() ? " version " + version() : "") + ". " + allowed()));
    }

    /** What a client can do who sent a code that there is not. */
    String allowed();
}
