package org.myotome.intake.csv;

import java.util.Optional;
import java.util.regex.Pattern;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;

/**
 * What spreadsheets make of grades and numbers when they save them as text. What was there before cannot be told any more, so
 * all of it is refused, with what to do in the spreadsheet.
 */
final class Spreadsheet {

    /** A formula that only keeps a text a text: {@code ="4-"}; and the apostrophe that does the same. Names may have one. */
    private static final Pattern GUARD = Pattern.compile("=.*|'[-+=\\d].*", Pattern.DOTALL);

    private static final Pattern ERROR = Pattern.compile("#(?:NAME\\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!|#+)");

    /** A long number of which digits are lost: {@code 1.23457E+11}. */
    private static final Pattern ROUNDED = Pattern.compile("[+-]?\\d(?:[.,]\\d+)?E\\+\\d+");

    /** As Excel writes 4-5 in English, French, German, Italian, Portuguese, Spanish and Dutch. */
    private static final String MONTH =
            "(?:jan|f[eé]v|feb|m[aä]r|mrz|mrt|a[pvb]r|ma[iyjg]|mei|jui?n|jui?l|giu|lug|aug|ago|ao[uû]"
                    + "|sep|set|o[ckut]t|nov|d[eé][czi]|ene|gen)\\p{L}{0,2}\\.?";

    private static final Pattern DATE = Pattern.compile(
            "\\d{1,4}[-./ ]{1,2}" + MONTH + "(?:[-./ ]{1,2}\\d{2,4})?|" + MONTH + "[-./ ]{1,2}\\d{1,4}"
                    + "|\\d{1,2}([-./])\\d{1,2}\\1\\d{2,4}|\\d{4}-\\d{1,2}-\\d{1,2}(?:[T ].*)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** As Excel counts the days of 2009 to 2036. */
    private static final Pattern DAY_NUMBER = Pattern.compile("4\\d{4}");

    private Spreadsheet() {}

    /** What is wrong with any cell. */
    static Optional<IntakeIssue> inCell(String cell, Place place) {
        if (GUARD.matcher(cell).matches()) {
            return issue(
                    IntakeRule.WRONG_FORM,
                    place,
                    "A spreadsheet has made a formula of the text, or guards it from being one.",
                    cell,
                    "the text alone",
                    "Format the column as text in the spreadsheet, remove = and ' before the text, and save it as CSV again.");
        }
        if (ERROR.matcher(cell).matches()) {
            return issue(
                    IntakeRule.WRONG_FORM,
                    place,
                    "A spreadsheet has put an error, or a column that was too narrow, in place of the text.",
                    cell,
                    "what was meant",
                    "Mend the cell in the spreadsheet, with the column formatted as text, and save it as CSV again.");
        }
        return Optional.empty();
    }

    /** What is wrong with a number by which somebody or something is known. */
    static Optional<IntakeIssue> inNumber(String cell, Place place) {
        return ROUNDED.matcher(cell).matches()
                ? issue(
                        IntakeRule.WRONG_FORM,
                        place,
                        "A spreadsheet has rounded the number: others would have the same.",
                        cell,
                        "the number with all its digits",
                        "Import the column as text in the spreadsheet from where it came, and save it as CSV again.")
                : Optional.empty();
    }

    /** What is wrong with a grade. */
    static Optional<IntakeIssue> inGrade(String cell, Place place) {
        return DATE.matcher(cell).matches() || DAY_NUMBER.matcher(cell).matches()
                ? issue(
                        IntakeRule.GRADE_UNREADABLE,
                        place,
                        "A spreadsheet has made a date of the grade, as Excel does of 4-5 and 4/5.",
                        cell,
                        "a grade of the scale",
                        "Format the column as text in the spreadsheet before the grades are typed or imported, type it again,"
                                + " and save it as CSV again.")
                : Optional.empty();
    }

    private static Optional<IntakeIssue> issue(
            IntakeRule rule, Place place, String message, String sent, String allowed, String fix) {
        return Optional.of(IntakeIssue.error(rule, place, message, sent, allowed, fix));
    }
}
