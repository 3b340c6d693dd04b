package org.myotome.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.ValueSetCodes;

/**
 * Warns of a code that a later release split into more specific ones (ICD-10-CM G35, G20): it is accepted and kept, since
 * nobody but the sender knows which of them is meant. A search with {@code :in} and the ValueSet finds it again; a tag would
 * stay when the code is replaced.
 */
final class SplitCodeRule implements Rule {

    private static final String ID = "split-code";

    private final Rules rules;
    private final Set<Markers.Key> split;

    SplitCodeRule(Rules rules, ValueSetCodes valueSets) {
        this.rules = rules;
        this.split = Markers.keysOf(valueSets, ID);
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        List<Finding> findings = new ArrayList<>();
        surroundings.contents(resource).codings().forEach((path, coding) -> {
            if (split.contains(new Markers.Key(coding.getSystem(), coding.getCode()))) {
                findings.add(Finding.warning(
                        Rules.own(ID),
                        path,
                        rules.statement(ID),
                        new Finding.Remedy(
                                Elements.inShort(coding),
                                "a code of the current release; this one is accepted and kept",
                                rules.fix(ID))));
            }
        });
        return findings;
    }
}
