package org.myotome.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.myotome.guide.Guide;

/**
 * Why something in a message is refused, or is mentioned. The codes are those of CodeSystem {@code intake-rule}, which explains
 * each; the numbers are those of HL7 table 0357 (Message Error Condition Codes) for a refusal in an ERR segment.
 */
public enum IntakeRule {
    /** The bytes are no message of the format, or no text in the character set that it names. */
    MALFORMED("100"),
    /** A segment, field or column that must be there is not. */
    REQUIRED_MISSING("101"),
    /** A date, a number or a code has not the form that its type asks for. */
    WRONG_FORM("102"),
    /** A type of message that is not read here. */
    MESSAGE_TYPE_UNSUPPORTED("200"),
    VERSION_UNSUPPORTED("203"),
    /** A message for training or debugging, where only those of production are read. */
    PROCESSING_UNSUPPORTED("202"),
    CHARACTER_SET_UNSUPPORTED("207"),
    TOO_LARGE("207"),
    /** The same control id came before with other contents. */
    CONTROL_ID_REUSED("205"),
    /** No map names this sender. */
    SENDER_UNKNOWN("103"),
    /** The sender's map does not have this code. */
    LOCAL_CODE_UNMAPPED("103"),
    /** The sender's map says that the item is no strength: it is left out. */
    ITEM_NOT_STRENGTH("0"),
    /** It was tested in the future, by the clock of this server: it is taken in all the same. */
    TIME_AHEAD("0"),
    /** A part of the message that is not read here; the rest is. */
    LEFT_OUT("0"),
    SIDE_MISSING("101"),
    SIDE_UNREADABLE("103"),
    SIDE_CONTRADICTS("103"),
    SCALE_MISSING("101"),
    SCALE_CONTRADICTS("103"),
    /** What stands for the grade is none of the scale, or could be several. */
    GRADE_UNREADABLE("103"),
    /** A movement or code that is known, but not one that can be graded so. */
    NOT_GRADED_SO("103"),
    POSITION_UNREADABLE("103"),
    METHOD_UNREADABLE("103"),
    PATIENT_AMBIGUOUS("204"),
    /** A correction or deletion of something that never came. */
    NOTHING_TO_CHANGE("204"),
    /** Another value for the same movement, side, time, method and tester is stored. */
    STORED_OTHERWISE("205"),
    /** The same was said twice in one message, in different ways. */
    SAID_TWICE("205"),
    /** The server failed; the message may be right. */
    INTERNAL("207");

    /** The code system that explains the codes. */
    public static final String SYSTEM = Guide.BASE + "/CodeSystem/intake-rule";

    private final String condition;

    IntakeRule(String condition) {
        this.condition = condition;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of HL7 table 0357. */
    public String condition() {
        return condition;
    }

    public static Optional<IntakeRule> ofCode(String code) {
        return Arrays.stream(values()).filter(rule -> rule.code().equals(code)).findFirst();
    }
}
