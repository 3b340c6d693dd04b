package org.myotome;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.jspecify.annotations.Nullable;

/**
 * Code systems that users have added, such as their LOINC or SNOMED CT: too large for memory, so {@code storage} answers
 * for them from the database.
 */
public interface AddedTerminology {

    /** What describes each of them: url, version, name, properties, but no concepts. */
    List<CodeSystem> systems();

    /**
     * One of them.
     *
     * @param version any, if null; then the one that was added last
     */
    Optional<CodeSystem> system(String url, @Nullable String version);

    /** A concept with its designations and properties, and without children. */
    Optional<ConceptDefinitionComponent> find(CodeSystem system, String code);

    /** Whether {@code code} lies below {@code ancestor}, at any depth. */
    boolean isBelow(CodeSystem system, String code, String ancestor);

    /** The concepts one step above. */
    List<ConceptDefinitionComponent> parents(CodeSystem system, String code);

    /** The concepts one step below. */
    List<ConceptDefinitionComponent> children(CodeSystem system, String code);

    /** How many concepts there are. */
    long count(CodeSystem system);

    /** Every concept, in the order of the codes. Meant for small systems: it reads them all. */
    List<ConceptDefinitionComponent> concepts(CodeSystem system);
}
