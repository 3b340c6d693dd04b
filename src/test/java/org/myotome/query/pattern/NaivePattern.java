package org.myotome.query.pattern;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A distribution and its rule, in plain words of the page.
 *
 * @param name as the code calls it, such as {@code single-root left C7}
 * @param rule whether it is compatible with an exam
 * @param best the exam as it would be if all that was not tested had come out as suits the distribution best
 */
record NaivePattern(String name, Predicate<NaiveExam> rule, UnaryOperator<NaiveExam> best) {

    boolean isCompatible(NaiveExam exam) {
        return rule.test(exam);
    }

    /** Whether what was not tested could still make it compatible. */
    boolean isOpen(NaiveExam exam) {
        return !rule.test(exam) && rule.test(best.apply(exam));
    }
}
