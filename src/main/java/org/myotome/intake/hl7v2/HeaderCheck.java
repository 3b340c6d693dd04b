package org.myotome.intake.hl7v2;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;

/** Says what is wrong with a header, and with the bytes for which it speaks. */
final class HeaderCheck {

    private static final Set<String> ACKNOWLEDGEMENTS = Set.of("AL", "NE", "ER", "SU");
    private static final int SHOWN = 60;

    private final Set<String> processingIds;

    HeaderCheck(Set<String> processingIds) {
        this.processingIds = Set.copyOf(processingIds);
    }

    List<IntakeIssue> of(IntakeMessage message) {
        if (Hl7File.isBatch(message.content())) {
            return List.of(batch());
        }
        Charset charset = Charset.forName(message.charset());
        Hl7Header header = Hl7Header.of(message.content(), charset);
        if (!header.readable()) {
            return List.of(unreadable(message.content()));
        }
        List<IntakeIssue> issues = new ArrayList<>();
        characters(message, header, charset).ifPresent(issues::add);
        fields(header, issues);
        return issues;
    }

    private static IntakeIssue batch() {
        return IntakeIssue.error(
                IntakeRule.MESSAGE_TYPE_UNSUPPORTED,
                Place.of("the first segment, or a second MSH"),
                "This is a batch: here each message comes by itself.",
                "several messages in one frame",
                "one MSH in a frame",
                "Send each message in a frame of its own, or the batch to POST /intake/hl7v2.");
    }

    private static IntakeIssue unreadable(byte[] content) {
        boolean mark = content.length > 2 && content[0] == (byte) 0xEF && content[1] == (byte) 0xBB;
        return IntakeIssue.error(
                IntakeRule.MALFORMED,
                new Hl7Place("MSH", 1, 0, 1, 0),
                "This does not begin as an HL7 v2 message does.",
                mark ? "a byte order mark before MSH" : "no MSH segment with usable delimiters",
                "MSH, the field separator, and four or five encoding characters, such as MSH|^~\\&|",
                mark ? "Save the file as UTF-8 without a byte order mark." : "Begin the message with its MSH segment.");
    }

    private static Optional<IntakeIssue> characters(IntakeMessage message, Hl7Header header, Charset charset) {
        String named = header.field(18);
        Optional<Charset> own = CharacterSets.named(named);
        if (!named.isBlank() && own.isEmpty() || !header.field(20).isBlank()) {
            return Optional.of(unreadSet(header));
        }
        if (own.isPresent() && !own.get().equals(charset) && !StrictText.isAscii(message.content())) {
            return Optional.of(IntakeIssue.error(
                    IntakeRule.CHARACTER_SET_UNSUPPORTED,
                    msh(18),
                    "MSH-18 and the charset of the Content-Type name different character sets.",
                    shown(named) + " and " + charset.name(),
                    "the same in both, or one of them left out",
                    "Name the one in which the message is written."));
        }
        OptionalInt bad = StrictText.firstBad(message.content(), charset);
        return bad.isPresent() ? Optional.of(badByte(message.content(), bad.getAsInt(), charset)) : Optional.empty();
    }

    private static IntakeIssue unreadSet(Hl7Header header) {
        boolean scheme = !header.field(20).isBlank();
        return IntakeIssue.error(
                IntakeRule.CHARACTER_SET_UNSUPPORTED,
                msh(scheme ? 20 : 18),
                scheme
                        ? "A message that changes its character set by escape sequences is not read."
                        : "This character set is not read.",
                shown(header.field(scheme ? 20 : 18)),
                scheme ? "nothing" : "one of " + CharacterSets.ALLOWED,
                "Send the message in UNICODE UTF-8, and say so in MSH-18.");
    }

    private static IntakeIssue badByte(byte[] content, int offset, Charset charset) {
        return IntakeIssue.error(
                IntakeRule.MALFORMED,
                Place.of("byte " + offset + ", counted from 0"),
                "Here the bytes are no text in " + charset.name() + ".",
                "%02X".formatted(content[offset]),
                "printable characters of " + charset.name() + ", tab and line ends",
                "Put the character set in which the message is written into MSH-18, one of " + CharacterSets.ALLOWED
                        + ".");
    }

    private void fields(Hl7Header header, List<IntakeIssue> issues) {
        name(header, 3, header.component(3, 1), "the sending application, whose codes these are", issues);
        if (!Hl7Header.isName(header.component(4, 1))) {
            issues.add(notAName(4, header.component(4, 1)));
        }
        name(header, 10, header.field(10).strip(), "a control id, by which the message is known again", issues);
        oneOf(header, 11, IntakeRule.PROCESSING_UNSUPPORTED, new TreeSet<>(processingIds), issues);
        oneOf(header, 12, IntakeRule.VERSION_UNSUPPORTED, Hl7Versions.READ, issues);
        for (int field : new int[] {15, 16}) {
            if (!header.field(field).isBlank()) {
                oneOf(
                        header,
                        field,
                        IntakeRule.WRONG_FORM,
                        ACKNOWLEDGEMENTS.stream().sorted().toList(),
                        issues);
            }
        }
    }

    private static void name(Hl7Header header, int field, String name, String what, List<IntakeIssue> issues) {
        if (name.isEmpty()) {
            issues.add(missing(field, what));
        } else if (!Hl7Header.isName(name)) {
            issues.add(notAName(field, name));
        }
    }

    private static void oneOf(
            Hl7Header header, int field, IntakeRule rule, Iterable<String> allowed, List<IntakeIssue> issues) {
        String value = header.component(field, 1);
        String list = String.join(", ", allowed);
        if (value.isEmpty()) {
            issues.add(missing(field, "one of " + list));
            return;
        }
        for (String each : allowed) {
            if (each.equals(value)) {
                return;
            }
        }
        String fix = field == 11
                ? "Send P, or have myotome.intake.hl7v2.processing-ids name it where no real patients are."
                : "Send one of them in MSH-" + field + ".";
        issues.add(IntakeIssue.error(
                rule, msh(field), "MSH-" + field + " is none that is read.", shown(value), list, fix));
    }

    private static IntakeIssue missing(int field, String what) {
        return IntakeIssue.error(
                IntakeRule.REQUIRED_MISSING,
                msh(field),
                "MSH-" + field + " is missing.",
                "nothing",
                what,
                "Fill MSH-" + field + " in every message.");
    }

    private static IntakeIssue notAName(int field, String value) {
        return IntakeIssue.error(
                IntakeRule.WRONG_FORM,
                msh(field),
                "MSH-" + field + " cannot be used as a name.",
                shown(value),
                "at most " + Hl7Header.LONGEST_NAME + " characters, no vertical bar",
                "Send a shorter or plainer name in MSH-" + field + ".");
    }

    private static Hl7Place msh(int field) {
        return new Hl7Place("MSH", 1, field, 1, 0);
    }

    private static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }
}
