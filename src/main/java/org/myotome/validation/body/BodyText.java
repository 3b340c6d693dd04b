package org.myotome.validation.body;

import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The limits that strings, numbers and nesting have in JSON and XML alike. */
final class BodyText {

    /**
     * How deep objects and arrays of JSON, or elements of XML, may stand in each other. A QuestionnaireResponse with 45 groups in
     * each other, more than anybody can fill in, still fits; nothing else in R4 nests so by design. Parsers and validator call
     * themselves for each level, and have no stack for thousands.
     */
    static final int DEEPEST = 100;

    static final String NESTING =
            "at most " + DEEPEST + " levels are read; send what is deeper as resources of its own";

    /**
     * How many resources one may contain. The validator looks for each reference in each of them: 20,000 kept a thread for
     * seven minutes. Contained is what has no identity of its own (R4, references), such as a device or a tester.
     */
    static final int MOST_CONTAINED = 100;

    static final String CONTAINING =
            "at most " + MOST_CONTAINED + " are read; send the others as resources of their own";

    /** R4 asks for 18 digits (datatypes, decimal); a hundred characters hold more than any instrument measures. */
    private static final int LONGEST_NUMBER = 100;

    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?[\\d.]+(?:[eE][+-]?\\d+)?\\s*");

    /** HAPI writes 1e99999999 out into a hundred million digits; no clinical value has an exponent of three digits. */
    private static final Pattern LONG_EXPONENT = Pattern.compile(".*[eE][+-]?\\d{3,}\\s*", Pattern.DOTALL);

    /** The elements of R4 that are a decimal, of which strings may turn into numbers. */
    static final Set<String> DECIMALS = Set.of("""
            add altitude amount answerDecimal backCurve conversionFactor cylinder defaultValueDecimal diameter
            duration durationMax fMeasure fScore factor factorOverride fixedDecimal from gtFP
            latitude level longitude lowerLimit maxValueDecimal minValueDecimal patternDecimal period periodMax
            points power precision probabilityDecimal queryFP queryTP recall relativeRisk score
            sensitivity sphere temperature to truthFN truthTP upperLimit value valueDecimal""".split("\\s+"));

    /** Whose {@code value} is a string, which may well look like a number (R4, Identifier and ContactPoint). */
    private static final Pattern NAMING =
            Pattern.compile(".*(identifier|telecom|contactPoint)", Pattern.CASE_INSENSITIVE);

    private BodyText() {}

    /** Refuses a NUL that stands in the body as it is. */
    static void checkRaw(String text) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw BodyPlace.of(text, nul)
                    .refuse("The body has a NUL character", "end the body before it, or leave it out");
        }
    }

    /** Refuses what only an escape such as \\u0000 or \\ud800 can bring into a string. */
    static void checkCharacters(String text, Supplier<BodyPlace> place) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw place.get()
                        .refuse("The string has a NUL character (\\u0000)", "leave it out, no string of FHIR has one");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    throw place.get()
                            .refuse(
                                    "The string has half a character (\\u" + Integer.toHexString(c)
                                            + ", a lone surrogate)",
                                    "send both halves, or the character itself in UTF-8");
                }
                i++;
            }
        }
    }

    /** Refuses a number that cannot be a measurement, and costs time or memory. */
    static void checkNumber(String number, Supplier<BodyPlace> place) {
        if (number.length() > LONGEST_NUMBER && NUMBER.matcher(number).matches()
                || number.length() <= LONGEST_NUMBER && isLong(number)) {
            throw place.get()
                    .refuse(
                            "The number has too many digits or an exponent of three digits or more",
                            "send at most " + LONGEST_NUMBER + " characters and an exponent of two digits");
        }
    }

    private static boolean isLong(String number) {
        return NUMBER.matcher(number).matches() && LONG_EXPONENT.matcher(number).matches();
    }

    /** Whether a string of this name may become a number. */
    static boolean isDecimal(String name, String parent) {
        return DECIMALS.contains(name)
                && !(name.equals("value") && NAMING.matcher(parent).matches());
    }
}
