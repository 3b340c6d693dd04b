package org.myotome.demo;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * Nobody: a number, a year of birth, and exams.
 *
 * @param number from 1
 * @param onset day 0 of the course
 * @param exams oldest first
 */
record SyntheticPatient(
        int number,
        Illness illness,
        boolean female,
        LocalDate birthDate,
        LocalDate onset,
        Story story,
        List<Exam> exams) {

    /** The exam that found the most weakness, the earliest of several. */
    Exam worstExam() {
        return exams.stream().max(Comparator.comparingInt(Exam::loss)).orElseThrow();
    }

    Exam lastExam() {
        return exams.get(exams.size() - 1);
    }

    /** Whether the weakness is gone; an illness that lasts may only rest. */
    boolean isResolved() {
        return !illness.lasts() && lastExam().weak().isEmpty();
    }

    /** Takes turns among the ways to code, so that each course has all of them. */
    int turn() {
        return (number - 1) / Illness.values().length;
    }

    static String id(int number) {
        return "demo-" + sixDigits(number);
    }

    String id() {
        return id(number);
    }

    /** The medical record number, which no hospital gives. */
    String recordNumber() {
        return "DEMO-" + sixDigits(number);
    }

    String givenName() {
        return "Patient " + sixDigits(number);
    }

    private static String sixDigits(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }
}
