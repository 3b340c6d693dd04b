package org.myotome.validation;

/** The words of the HL7 validator without the Java of its objects. */
final class MessageWords {

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
}
