package org.myotome.demo;

import java.time.LocalDate;
import java.util.List;

/**
 * Nobody: a number, a year of birth, and exams.
 *
 * @param number from 1
 * @param exams oldest first
 */
record SyntheticPatient(int number, Illness illness, boolean female, LocalDate birthDate, List<Exam> exams) {

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
