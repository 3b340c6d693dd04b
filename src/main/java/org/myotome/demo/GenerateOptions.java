package org.myotome.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What to generate.
 *
 * @param patients 1 to 9,999,999
 * @param out a file, or {@code -} for the standard output
 */
record GenerateOptions(int patients, long seed, String out) {

    static final String USAGE = """
            Usage: generate [--patients N] [--seed N] [--out FILE]
            Writes synthetic patients with their strength exams as NDJSON, one FHIR resource on a line.
              --patients  how many, 1 to 9999999 (default 60)
              --seed      which ones: the same seed writes the same bytes (default 42)
              --out       the file to write, or - for the standard output (default -)
            """;

    private static final int MOST_PATIENTS = 9_999_999;

    /**
     * Takes {@code --name value} and {@code --name=value}.
     *
     * @throws IllegalArgumentException says which argument is wrong
     */
    static GenerateOptions parse(List<String> arguments) {
        GenerateOptions options = new GenerateOptions(60, 42, "-");
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String[] option = rest.removeFirst().split("=", 2);
            if (option.length == 1 && rest.isEmpty()) {
                throw new IllegalArgumentException("Unknown, or without a value: " + option[0]);
            }
            options = options.with(option[0], option.length == 2 ? option[1] : rest.removeFirst());
        }
        return options;
    }

    private GenerateOptions with(String name, String value) {
        return switch (name) {
            case "--patients" -> new GenerateOptions((int) number(name, value, 1, MOST_PATIENTS), seed, out);
            case "--seed" -> new GenerateOptions(patients, number(name, value, Long.MIN_VALUE, Long.MAX_VALUE), out);
            case "--out" -> new GenerateOptions(patients, seed, file(value));
            default -> throw new IllegalArgumentException("Unknown: " + name);
        };
    }

    private static String file(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("--out names no file");
        }
        return value;
    }

    private static long number(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, as for a number that is out of range.
        }
        throw new IllegalArgumentException(
                name + " is a whole number from " + least + " to " + most + ", not " + value);
    }
}
