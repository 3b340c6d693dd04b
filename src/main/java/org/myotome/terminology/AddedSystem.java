package org.myotome.terminology;

import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.myotome.AddedTerminology;
import org.myotome.RequestProblem;

/** A code system that users have added, in the database. */
record AddedSystem(AddedTerminology added, CodeSystem source) implements TerminologySystem {

    /** More concepts than this are not listed: the answer would take too long and too much memory. */
    private static final int LISTED = 20_000;

    @Override
    public Optional<ConceptDefinitionComponent> find(String code) {
        return added.find(source, code);
    }

    @Override
    public Stream<ConceptDefinitionComponent> concepts() {
        var count = added.count(source);
        if (count > LISTED) {
            throw RequestProblem.unprocessable(canonical() + " has " + count + " concepts, of which at most " + LISTED
                    + " can be gone through. List the codes in the value set, or ask for one code with $lookup or "
                    + "$validate-code, which any filter allows.");
        }
        return added.concepts(source).stream();
    }

    @Override
    public boolean isBelow(String code, String ancestor) {
        return added.isBelow(source, code, ancestor);
    }

    @Override
    public Stream<ConceptDefinitionComponent> parents(String code) {
        return added.parents(source, code).stream();
    }

    @Override
    public Stream<ConceptDefinitionComponent> children(String code) {
        return added.children(source, code).stream();
    }

    @Override
    public String allowed() {
        return "It has " + added.count(source)
                + " codes. Check the code for a typing error, or add a newer release with " + "upload-terminology.";
    }
}
