package org.myotome.check;

import java.util.Optional;

/**
 * Counts of all that was checked.
 *
 * @param checked resources, messages and tables
 * @param elsewhere references that were not followed
 * @param example one of them
 */
record Totals(
        int files, long checked, long wrong, long errors, long warnings, long elsewhere, Optional<String> example) {

    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, Optional.empty());

    Totals plus(Checked one) {
        return new Totals(
                files,
                checked + 1,
                wrong + (one.hasErrors() ? 1 : 0),
                errors + one.remarks().stream().filter(Remark::isError).count(),
                warnings + one.remarks().stream().filter(Remark::isWarning).count(),
                elsewhere + one.elsewhere().size(),
                example.or(() -> one.elsewhere().stream().sorted().findFirst()));
    }

    Totals plusFile() {
        return new Totals(files + 1, checked, wrong, errors, warnings, elsewhere, example);
    }

    /** In a line for people. */
    String inWords() {
        String whole = count(files, "file") + (checked == files ? "" : ", " + count(checked, "resource or message"));
        return errors + warnings == 0
                ? whole + ": no errors"
                : whole + ": " + count(errors, "error") + ", " + count(warnings, "warning");
    }

    /** What only a server can check. */
    Optional<String> open() {
        return example.map(reference ->
                "Not checked: " + count(elsewhere, "reference") + " to what is not in the same file, such as "
                        + reference + ". A server refuses references to what it does not hold (reference-not-found).");
    }

    private static String count(long number, String noun) {
        String plural = noun.startsWith("resource") ? "resources and messages" : noun + "s";
        return number + " " + (number == 1 ? noun : plural);
    }
}
