package org.myotome.strength;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody wrote where a grade is meant, in the form in which CodeSystem {@code grade-text} lists it. Folding only
 * evens out how a text was typed: it never guesses what was meant, and whether it is a grade says the map alone. Every
 * fold is named here, because a wider one (NFKC, say) would turn the character for four fifths into {@code 4/5}.
 *
 * @param folded lower case, ASCII signs, single spaces, and none around a sign
 */
public record GradeText(String folded) {

    /** Spaces on one line. Lines are never joined: a 4 above a minus sign is no 4-minus. */
    private static final Pattern SPACES = Pattern.compile("[ \\t\\u00A0\\u2007\\u2009\\u202F\\u3000]+");

    private static final Pattern SPACES_AT_A_SIGN = Pattern.compile(" ?([-+/()*]) ?");

    /** The last full-width form and its distance from ASCII (Unicode block Halfwidth and Fullwidth Forms). */
    private static final char FULL_WIDTH_END = '\uFF5E';

    private static final int FULL_WIDTH_OFFSET = 0xFEE0;
    private static final char FULL_WIDTH_START = '\uFF01';

    public GradeText {
        folded = fold(folded);
    }

    public static GradeText of(String written) {
        return new GradeText(written);
    }

    private static String fold(String written) {
        StringBuilder signs = new StringBuilder(written.length());
        written.chars().map(GradeText::fold).forEach(sign -> signs.append((char) sign));
        String spaced = SPACES.matcher(signs).replaceAll(" ").strip();
        return SPACES_AT_A_SIGN.matcher(spaced).replaceAll("$1").toLowerCase(Locale.ROOT);
    }

    /** Minus signs as they come from typesetting and word processors: hyphen, non-breaking hyphen, en dash, minus. */
    private static int fold(int sign) {
        return switch (sign) {
            case '\u2010', '\u2011', '\u2013', '\u2212' -> '-';
            default -> sign >= FULL_WIDTH_START && sign <= FULL_WIDTH_END ? sign - FULL_WIDTH_OFFSET : sign;
        };
    }
}
