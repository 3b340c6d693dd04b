package org.myotome.terminology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;

/**
 * What was found out about one coding.
 *
 * @param coding         with the system that was inferred, if it was
 * @param system         empty if it is not held
 * @param known          what the value set, or else the code system, says of the code
 * @param accepted       whether it is in the value set, or else in the code system
 * @param undecided      whether the value set needs something that is not held here to say which codes are in it
 * @param unknownSystems those that would be needed and are not held, as {@code url} or {@code url|version}
 */
record CodingVerdict(
        Coding coding,
        Optional<TerminologySystem> system,
        Optional<ExpansionMember> known,
        boolean accepted,
        boolean undecided,
        List<TerminologyIssue> issues,
        Set<String> unknownSystems) {}
