package org.myotome.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/** Every literal reference leads to a resource that is stored, or that comes in the same transaction. */
final class ReferenceRule implements Rule {

    private static final String ID = "reference-not-found";

    private final Rules rules;

    ReferenceRule(Rules rules) {
        this.rules = rules;
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        Map<String, String> references = new LinkedHashMap<>();
        surroundings.contents(resource).references().forEach((path, reference) -> {
            if (reference.hasReference()) {
                references.put(path, reference.getReference());
            }
        });
        Set<String> dangling = surroundings.dangling(references.values());
        return references.entrySet().stream()
                .filter(reference -> dangling.contains(reference.getValue()))
                .map(reference -> finding(reference.getKey(), reference.getValue()))
                .toList();
    }

    private Finding finding(String path, String reference) {
        return Finding.error(
                IssueType.NOTFOUND,
                Rules.own(ID),
                path,
                "The reference " + reference + " leads to no resource on this server.",
                new Finding.Remedy(
                        reference,
                        "a relative reference such as Patient/123 to a stored resource, or the fullUrl of an entry of the "
                                + "same transaction",
                        rules.fix(ID)));
    }
}
