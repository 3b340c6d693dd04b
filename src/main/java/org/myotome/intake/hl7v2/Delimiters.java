package org.myotome.intake.hl7v2;

import java.util.Optional;

/**
 * The characters that divide a message, as its MSH-1 and MSH-2 name them.
 *
 * @param encoding MSH-2 as it was sent: four characters, or five since version 2.7
 */
record Delimiters(char field, String encoding) {

    static final Delimiters USUAL = new Delimiters('|', "^~\\&");

    /** Empty if they could not be told from each other, or from text. */
    static Optional<Delimiters> of(char field, String encoding) {
        String all = field + encoding;
        boolean usable = (encoding.length() == 4 || encoding.length() == 5)
                && all.chars().distinct().count() == all.length()
                && all.chars().allMatch(Delimiters::isSign);
        return usable ? Optional.of(new Delimiters(field, encoding)) : Optional.empty();
    }

    private static boolean isSign(int character) {
        return character > ' ' && character < 0x7F && !Character.isLetterOrDigit(character);
    }

    char component() {
        return encoding.charAt(0);
    }

    char repetition() {
        return encoding.charAt(1);
    }

    private char escape() {
        return encoding.charAt(2);
    }

    char subcomponent() {
        return encoding.charAt(3);
    }

    /**
     * Text as it may stand in a field. HAPI's own Escape leaves what looks like a formatting command as it is, delimiters
     * inside it included, with which a sender could write fields of our answer. Line ends become spaces.
     */
    String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (char character : text.toCharArray()) {
            String letter = letterFor(character);
            if (!letter.isEmpty()) {
                escaped.append(escape()).append(letter).append(escape());
            } else {
                escaped.append(Character.isISOControl(character) ? ' ' : character);
            }
        }
        return escaped.toString();
    }

    private String letterFor(char character) {
        if (character == field) {
            return "F";
        }
        return switch (encoding.substring(0, 4).indexOf(character)) {
            case 0 -> "S";
            case 1 -> "R";
            case 2 -> "E";
            case 3 -> "T";
            default -> "";
        };
    }
}
