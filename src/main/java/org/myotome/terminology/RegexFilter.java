package org.myotome.terminology;

import com.google.re2j.Pattern;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.myotome.RequestProblem;

/**
 * The filter {@code regex} of a client's value set. RE2 needs time in proportion to the text whatever the pattern; what only
 * Java's patterns can (looking around, repeating what was found) is followed as well, with its steps counted.
 */
final class RegexFilter {

    private RegexFilter() {}

    /** Fails with 422 if it is no regular expression. */
    static Predicate<String> of(String regex) {
        try {
            var pattern = Pattern.compile(regex);
            return pattern::matches;
        } catch (com.google.re2j.PatternSyntaxException notOfRe2) {
            return counted(regex);
        }
    }

    private static Predicate<String> counted(String regex) {
        try {
            var pattern = java.util.regex.Pattern.compile(regex);
            var steps = new AtomicLong();
            return text -> pattern.matcher(new CountedText(text, steps)).matches();
        } catch (PatternSyntaxException e) {
            throw RequestProblem.unprocessable("Filter \"regex\" has the value \"" + regex
                    + "\", which is no regular expression: " + e.getDescription() + ".");
        }
    }

    /** A pattern can be written so that matching takes for ever; it reads a character at each step, which can be counted. */
    private record CountedText(String text, AtomicLong steps) implements CharSequence {

        private static final long MOST = 20_000_000;

        @Override
        public char charAt(int index) {
            if (steps.incrementAndGet() > MOST) {
                throw RequestProblem.tooCostly("Filter \"regex\" of the value set takes too long. Use a pattern "
                        + "without repetitions inside of repetitions, or list the codes.");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
