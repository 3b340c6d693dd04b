package org.myotome.validation;

import java.util.List;
import java.util.Locale;
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

    private static final Pattern PROFILE = Pattern.compile("(https?://[^\\s|#'\"()]+/StructureDefinition/[\\w.-]*\\w)");

    private static final Pattern TYPE =
            Pattern.compile("definition allows for the type \\W*(\\w+)\\W* but found type (\\w+)$");

    private static final Pattern CHOICE = Pattern.compile("^(.*\\.(\\w+))\\.ofType\\(\\w+\\)$");

    private MessageWords() {}

    /** The url of the profile that a message names: what it allows is what is meant. */
    static List<String> profile(String message) {
        return Optional.of(PROFILE.matcher(message)).filter(Matcher::find).stream()
                .map(profile -> profile.group(1))
                .toList();
    }

    /**
     * What to do about a value of another type: the name under which the right one is sent, as it stands in JSON.
     *
     * @param where FHIRPath of the value
     */
    static Optional<String> retyped(String message, String where) {
        Matcher type = TYPE.matcher(message);
        Matcher choice = CHOICE.matcher(where);
        if (!type.find() || !choice.matches()) {
            return Optional.empty();
        }
        String name = choice.group(2);
        String words = type.group(1).equals("CodeableConcept")
                ? ", with one of the allowed codes, for example {\"coding\": [{\"system\": …, \"code\": …}]}."
                : ".";
        return Optional.of(
                "Send " + name + capital(type.group(1)) + " instead of " + name + capital(type.group(2)) + words);
    }

    private static String capital(String type) {
        return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    }

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
