package org.myotome.intake.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;

/** The ERR segments of an answer. */
final class ErrorSegments {

    /** A message of a thousand wrong segments has one cause, not a thousand. */
    static final int MOST = 50;

    /** The local code system of Myotome's rules, in the form that HL7 table 0396 gives such names. */
    static final String OWN_SYSTEM = "99MYO";

    private static final Map<String, String> CONDITIONS = Map.ofEntries(
            Map.entry("0", "Message accepted"),
            Map.entry("100", "Segment sequence error"),
            Map.entry("101", "Required field missing"),
            Map.entry("102", "Data type error"),
            Map.entry("103", "Table value not found"),
            Map.entry("104", "Value too long"),
            Map.entry("200", "Unsupported message type"),
            Map.entry("201", "Unsupported event code"),
            Map.entry("202", "Unsupported processing id"),
            Map.entry("203", "Unsupported version id"),
            Map.entry("204", "Unknown key identifier"),
            Map.entry("205", "Duplicate key identifier"),
            Map.entry("206", "Application record locked"),
            Map.entry("207", "Application internal error"));

    private final Delimiters delimiters;
    private final List<IntakeIssue> issues;
    private final String messageId;

    ErrorSegments(Delimiters delimiters, IntakeOutcome outcome) {
        this.delimiters = delimiters;
        this.issues = outcome.issues();
        this.messageId = outcome.messageId();
    }

    /** Since version 2.5: a segment for each. */
    List<String> each() {
        List<String> segments = new ArrayList<>();
        issues.stream().limit(MOST).map(this::segment).forEach(segments::add);
        if (issues.size() > MOST) {
            segments.add(more());
        }
        return segments;
    }

    /** Before version 2.5: one segment with a repetition for each, and only for errors, which it means there. */
    List<String> asOne() {
        String errors = issues.stream()
                .filter(IntakeIssue::refuses)
                .limit(MOST)
                .map(this::codeAndLocation)
                .collect(Collectors.joining(String.valueOf(delimiters.repetition())));
        return errors.isEmpty() ? List.of() : List.of(join(delimiters.field(), "ERR", errors));
    }

    private String segment(IntakeIssue issue) {
        return Acknowledgement.segment(
                delimiters,
                "ERR",
                "",
                location(issue.place()),
                code(condition(issue), CONDITIONS.get(condition(issue)), "HL70357"),
                severity(issue),
                code(issue.rule(), issue.message(), OWN_SYSTEM),
                delimiters.escaped(issue.sent()),
                delimiters.escaped(issue.place().shown()),
                delimiters.escaped(issue.inWords()));
    }

    private String more() {
        IntakeIssue next = issues.get(MOST);
        return Acknowledgement.segment(
                delimiters,
                "ERR",
                "",
                "",
                code(condition(next), CONDITIONS.get(condition(next)), "HL70357"),
                severity(next),
                code(next.rule(), next.message(), OWN_SYSTEM),
                "",
                "",
                delimiters.escaped("There are " + (issues.size() - MOST) + " more: GET /intake/messages/" + messageId
                        + " lists all."));
    }

    private String codeAndLocation(IntakeIssue issue) {
        String condition = condition(issue);
        String code = join(
                delimiters.subcomponent(),
                condition,
                CONDITIONS.get(condition),
                "HL70357",
                delimiters.escaped(issue.rule()),
                delimiters.escaped(issue.inWords()),
                OWN_SYSTEM);
        if (issue.place() instanceof Hl7Place place) {
            String field = place.field() == 0 ? "" : String.valueOf(place.field());
            return join(
                    delimiters.component(),
                    delimiters.escaped(place.segment()),
                    String.valueOf(place.sequence()),
                    field,
                    code);
        }
        return join(delimiters.component(), "", "", "", code);
    }

    private String location(Place place) {
        if (!(place instanceof Hl7Place at)) {
            return "";
        }
        String segment = join(delimiters.component(), delimiters.escaped(at.segment()), String.valueOf(at.sequence()));
        if (at.field() == 0) {
            return segment;
        }
        String field =
                join(delimiters.component(), segment, String.valueOf(at.field()), String.valueOf(at.repetition()));
        return at.component() == 0 ? field : join(delimiters.component(), field, String.valueOf(at.component()));
    }

    private String code(String code, String text, String system) {
        return join(delimiters.component(), delimiters.escaped(code), delimiters.escaped(text), system);
    }

    /** Rules of the gate have no condition of their own in the table; 207 is its catchall. */
    private static String condition(IntakeIssue issue) {
        return IntakeRule.ofCode(issue.rule()).map(IntakeRule::condition).orElse(IntakeRule.INTERNAL.condition());
    }

    private static String severity(IntakeIssue issue) {
        if (issue.refuses()) {
            return "E";
        }
        return issue.severity() == IssueSeverity.WARNING ? "W" : "I";
    }

    private static String join(char divider, String... parts) {
        return String.join(String.valueOf(divider), parts);
    }
}
