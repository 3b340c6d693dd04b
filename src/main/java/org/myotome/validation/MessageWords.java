package org.myotome.validation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of the HL7 validator without the Java of its objects, and what they tell. */
final class MessageWords {

    /** Around the words of an invariant stand its key and where it is defined. */
    private static final String FAILED = "^Constraint failed: [^:]+: '?(.*?)'?(?: \\(defined in [^)]*\\))?$";

    private static final Pattern CHOICES =
            Pattern.compile("^Unable to find a profile match for .* among choices: (.*)$");

    private static final Pattern DISPLAY =
            Pattern.compile("^Concept Display \"[^\"]*\" does not match expected \"([^\"]*)\"");

    private MessageWords() {}

    static String plain(String message) {
        return message.replaceAll("CanonicalType\\[([^\\]]*)]", "$1")
                .replaceFirst("(?s)\\s*Issues: \\[ValidationMessage\\[.*$", "")
                .replaceFirst("\\s*\\(error message = .*\\)$", "")
                .replaceFirst("\\s*Terminology Error: Unknown code 'null'.*$", "")
                .replace(", and display 'null'", "")
                .replace("The code 'null' in the system 'null'", "An answer without a code")
                .replaceAll("#null\\b", " without a code");
    }

    static String invariant(String message) {
        return message.replaceFirst(FAILED, "$1");
    }

    /** The display that a wrong one should have been. */
    static Optional<String> expectedDisplay(String message) {
        return Optional.of(DISPLAY.matcher(message)).filter(Matcher::find).map(display -> display.group(1));
    }

    /** The urls of the profiles of which a target matches none; empty if a message is about something else. */
    static List<String> choices(String message) {
        Matcher choices = CHOICES.matcher(message);
        return choices.matches() ? List.of(choices.group(1).split(",\\s*")) : List.of();
    }

    /** The same in words. */
    static Optional<String> profiles(String message) {
        return Optional.of(choices(message))
                .filter(choices -> !choices.isEmpty())
                .map(choices -> "a resource of " + String.join(" or ", choices));
    }
}
