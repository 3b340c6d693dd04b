package org.myotome.intake.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;

/**
 * The answer to a message: MSH, MSA, and ERR for what is to be said. In it are only what the message says and what became of
 * it, so that the same message gets the same answer.
 *
 * <p>A sender that asks for both acknowledgements gets the accept acknowledgement, once, when all is stored. The application
 * acknowledgement would be a message of its own, which this server does not send; a second answer at once would be taken for
 * that to the next message.
 */
final class Acknowledgement {

    static final String OWN_NAME = "MYOTOME";

    private static final Set<String> NEVER_ANSWERED = Set.of("ACK", "MCF");
    private static final int CONTROL_ID_LENGTH = 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").withZone(ZoneOffset.UTC);

    private final IntakeMessage message;
    private final IntakeOutcome outcome;
    private final Hl7Header header;
    private final String version;

    private Acknowledgement(IntakeMessage message, IntakeOutcome outcome) {
        this.message = message;
        this.outcome = outcome;
        header = Hl7Header.of(message.content(), Charset.forName(message.charset()));
        version = Hl7Versions.isRead(header.version()) ? header.version() : Hl7Versions.OF_ANSWERS;
    }

    /** Empty if the sender wants no answer, or sent an acknowledgement itself: two such systems would never end. */
    static String of(IntakeMessage message, IntakeOutcome outcome) {
        Acknowledgement answer = new Acknowledgement(message, outcome);
        String code = answer.code();
        return code.isEmpty() || NEVER_ANSWERED.contains(answer.header.component(9, 1)) ? "" : answer.text(code);
    }

    private String code() {
        AckCode code = AckCode.of(outcome);
        if (!header.isEnhanced()) {
            return "A" + code.letter();
        }
        if (isWanted(header.field(15).strip(), code)) {
            return "C" + code.letter();
        }
        return isWanted(header.field(16).strip(), code) ? "A" + code.letter() : "";
    }

    /** @param condition of HL7 table 0155; one that is not in it is refused, which the sender should hear */
    private static boolean isWanted(String condition, AckCode code) {
        return switch (condition) {
            case "", "NE" -> false;
            case "SU" -> code == AckCode.ACCEPT;
            case "ER" -> code != AckCode.ACCEPT;
            default -> true;
        };
    }

    private String text(String code) {
        List<String> rest = new ArrayList<>();
        boolean before25 = Hl7Versions.isBefore25(version);
        boolean inWords = before25 || !Hl7Versions.isRead(header.version());
        rest.add(segment("MSA", code, header.delimiters().escaped(message.controlId()), inWords ? summary() : ""));
        ErrorSegments errors = new ErrorSegments(header.delimiters(), outcome);
        rest.addAll(before25 ? errors.asOne() : errors.each());
        String body = String.join("\r", rest) + "\r";
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(body);
        return msh(code, ascii) + "\r" + body;
    }

    private String msh(String code, boolean ascii) {
        String never = header.isEnhanced() ? "NE" : "";
        return segment(
                "MSH",
                header.delimiters().encoding(),
                named(5),
                header.field(6),
                header.field(3),
                header.field(4),
                time(message.received()),
                "",
                type(),
                Digest.of(message.sender().id() + "|" + message.controlId() + "|" + code)
                        .substring(0, CONTROL_ID_LENGTH),
                header.component(11, 1).isEmpty() ? "P" : header.field(11),
                version,
                "",
                "",
                never,
                never,
                "",
                characterSet(ascii));
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private String named(int field) {
        return header.field(field).isEmpty() ? OWN_NAME : header.field(field);
    }

    /** MSH-9.3 exists since 2.3.1. */
    private String type() {
        String event = header.type().replaceFirst("^[^^]*\\^?", "");
        if (event.isEmpty()) {
            return "ACK";
        }
        char divider = header.delimiters().component();
        return "ACK" + divider + event + (version.equals("2.3") ? "" : divider + "ACK");
    }

    private String characterSet(boolean ascii) {
        String sent = header.field(18);
        if (CharacterSets.named(sent).isPresent()) {
            return sent;
        }
        return ascii ? "" : CharacterSets.nameOf(Charset.forName(message.charset()));
    }

    private String summary() {
        List<IntakeIssue> issues = outcome.issues();
        String more = issues.size() > 1 ? " (And " + (issues.size() - 1) + " more.)" : "";
        return issues.isEmpty() ? "" : header.delimiters().escaped(issues.get(0).inWords() + more);
    }

    private String segment(String... fields) {
        return segment(header.delimiters(), fields);
    }

    /** Without the delimiters of empty fields at the end. */
    static String segment(Delimiters delimiters, String... fields) {
        int length = fields.length;
        while (length > 1 && fields[length - 1].isEmpty()) {
            length--;
        }
        return String.join(String.valueOf(delimiters.field()), List.of(fields).subList(0, length));
    }
}
