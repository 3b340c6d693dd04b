package org.myotome.intake.storing;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.Place;
import org.myotome.intake.Statement;

/** What the gate says of the resources, told of the places in the message that they came from. */
final class GateFindings {

    private static final Pattern ENTRY = Pattern.compile("^Bundle\\.entry\\[(\\d+)\\]\\.?(?:resource)?(.*)$");
    private static final Pattern REMEDY = Pattern.compile("(?s)^Sent: (.*)\nAllowed: (.*)\nFix: (.*)$");

    private GateFindings() {}

    /** @param statements those at fault; none if a finding is about something else */
    record Refusal(List<IntakeIssue> issues, Map<Statement, List<IntakeIssue>> statements, boolean ofStatementsOnly) {}

    static Refusal of(UnprocessableEntityException refusal, Bundle entries, Origins origins) {
        List<IntakeIssue> issues = new ArrayList<>();
        Map<Statement, List<IntakeIssue>> statements = new LinkedHashMap<>();
        boolean statementsOnly = true;
        List<OperationOutcomeIssueComponent> found =
                refusal.getOperationOutcome() instanceof OperationOutcome outcome ? outcome.getIssue() : List.of();
        for (OperationOutcomeIssueComponent issue : found) {
            Optional<Statement> origin = origin(issue, entries, origins);
            IntakeIssue told = issue(issue, origin);
            issues.add(told);
            if (origin.isPresent() && told.refuses()) {
                statements
                        .computeIfAbsent(origin.get(), any -> new ArrayList<>())
                        .add(told);
            }
            statementsOnly &= origin.isPresent() || !told.refuses();
        }
        return new Refusal(issues, statements, statementsOnly && !statements.isEmpty());
    }

    private static Optional<Statement> origin(OperationOutcomeIssueComponent issue, Bundle entries, Origins origins) {
        Matcher entry = ENTRY.matcher(expression(issue));
        return entry.matches()
                ? origins.of(entries.getEntry()
                                .get(Integer.parseInt(entry.group(1)))
                                .getRequest()
                                .getUrl())
                        .map(Origins.Origin::statement)
                : Optional.empty();
    }

    private static String expression(OperationOutcomeIssueComponent issue) {
        return issue.hasExpression() ? issue.getExpression().get(0).getValue() : "";
    }

    private static IntakeIssue issue(OperationOutcomeIssueComponent issue, Optional<Statement> origin) {
        Matcher remedy = REMEDY.matcher(String.valueOf(issue.getDiagnostics()));
        boolean taught = remedy.matches();
        Coding rule = issue.getDetails().getCodingFirstRep();
        Place place = origin.map(Statement::place).orElseGet(() -> Place.of(expression(issue)));
        return new IntakeIssue(
                issue.getSeverity(),
                rule.getSystem(),
                rule.getCode(),
                place,
                issue.getDetails().getText() + " ("
                        + expression(issue).replaceFirst("^Bundle\\.entry\\[\\d+\\]\\.resource", "Resource") + ")",
                taught ? remedy.group(1) : "what the message became",
                taught ? remedy.group(2) : "what the profile allows",
                taught ? remedy.group(3) : "Mend the message, or the map of the sender.",
                Optional.empty());
    }
}
