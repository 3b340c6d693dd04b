package org.myotome.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;

/** What a client reads of an error of HAPI: its words without what belongs inside, and an issue type for each status. */
final class ErrorWords {

    /** HAPI begins its messages with numbers, which are stable where the words are not. */
    private static final Pattern HAPI_MESSAGE = Pattern.compile("^(HAPI-\\d+): (.*)$", Pattern.DOTALL);

    /** A Java class, a table of HAPI, or a database driver that speaks. */
    private static final Pattern INTERNALS = Pattern.compile(
            "\\b(java|jakarta|org|ca|com)\\.[a-z]+\\.[a-z.]*[A-Z]|\\b(HFJ|TRM|BT2|NPM|MPI)_[A-Z_]+|SQLException|JDBC");

    /** How HAPI's parsers say where they are. */
    private static final Pattern PLACE =
            Pattern.compile("\\b\\w+Exception at \\[\\[row,col \\{unknown-source\\}\\]: \\[(\\d+),(\\d+)\\]\\]");

    /** Of a conditional reference, or of ifNoneExist: what was searched, and how many it found. */
    private static final Pattern MATCH_URL =
            Pattern.compile("^Invalid match URL \"(([A-Za-z]+)\\?.*)\" - (No|Multiple) resources match this search");

    private ErrorWords() {}

    static OperationOutcome of(int status, @Nullable String message) {
        Matcher hapi = HAPI_MESSAGE.matcher(String.valueOf(message));
        String words = (hapi.matches() ? hapi.group(2) : String.valueOf(message)).replaceAll("HAPI-\\d+: ", "");
        words = PLACE.matcher(words).replaceAll("line $1, column $2");
        boolean internal = status == 500 || INTERNALS.matcher(words).find();
        OperationOutcome outcome = new OperationOutcome();
        var issue = outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(type(status))
                .setDiagnostics(internal ? "The request could not be carried out. Nothing of it was stored." : words);
        explainSearch(words, issue);
        if (hapi.matches()) {
            issue.getDetails().addCoding().setCode(hapi.group(1));
        }
        return outcome;
    }

    private static void explainSearch(String words, OperationOutcomeIssueComponent issue) {
        Matcher search = MATCH_URL.matcher(words);
        if (search.find()) {
            boolean none = search.group(3).equals("No");
            String type = search.group(2);
            issue.getDetails()
                    .setText(
                            none
                                    ? "A conditional reference finds nothing."
                                    : "A search for one resource finds several.");
            issue.setDiagnostics("Sent: " + search.group(1) + "\nAllowed: a search that finds exactly one stored "
                    + type
                    + "\nFix: "
                    + (none
                            ? "Correct the search, or send the " + type + " too and refer to the fullUrl of its entry."
                            : "Search by what only one has, an identifier with its system, or refer to the id, such as "
                                    + type + "/123."));
        }
    }

    static IssueType type(int status) {
        return switch (status) {
            case 401, 403 -> IssueType.SECURITY;
            case 404 -> IssueType.NOTFOUND;
            case 405, 501 -> IssueType.NOTSUPPORTED;
            case 409, 412 -> IssueType.CONFLICT;
            case 410 -> IssueType.DELETED;
            case 413 -> IssueType.TOOLONG;
            case 500 -> IssueType.EXCEPTION;
            default -> IssueType.PROCESSING;
        };
    }
}
