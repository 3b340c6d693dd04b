package org.myotome.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.myotome.guide.Guide;

/**
 * What the transaction itself found, after the gate had seen that a resource is there: somebody, perhaps at another node, has
 * deleted it since. Said in the words of the gate.
 */
final class GoneReference {

    private static final Pattern MESSAGE =
            Pattern.compile("(?:HAPI-\\d+: )?Resource (\\w+/[\\w.-]+) not found, specified in path: (\\S+)");

    private GoneReference() {}

    /** @param message of the storage */
    static Optional<OperationOutcome> in(@Nullable String message) {
        Matcher gone = MESSAGE.matcher(String.valueOf(message));
        return gone.matches() ? Optional.of(outcome(gone.group(1), gone.group(2))) : Optional.empty();
    }

    private static OperationOutcome outcome(String reference, String path) {
        OperationOutcome outcome = new OperationOutcome();
        var issue = outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.NOTFOUND)
                .setDiagnostics(
                        "Sent: " + reference + "\nAllowed: a reference to a resource that is stored\n"
                                + "Fix: It was deleted a moment ago, perhaps at another node. Store it again, or refer to another one.");
        issue.addExpression(path);
        issue.getDetails()
                .setText("The reference " + reference + " leads to no resource on this server.")
                .addCoding()
                .setSystem(Guide.BASE + "/CodeSystem/validation-rule")
                .setCode("reference-not-found");
        return outcome;
    }
}
