package org.myotome.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.myotome.intake.csv.TableCheck;

/**
 * What to validate, and how to tell of it.
 *
 * @param inputs files, directories, and {@code -}
 * @param output a file; the standard output without
 * @param settings of tables
 */
record ValidateOptions(
        List<String> inputs,
        ReportFormat format,
        Optional<Path> output,
        Optional<InputFormat> input,
        List<String> profiles,
        Color color,
        Path senders,
        Optional<Path> mapping,
        Map<String, String> settings) {

    static final String USAGE = """
            Usage: validate [options] FILE|DIRECTORY|- ...
            Judges files as the server would judge them before it stores them. It needs no server and no database, and stores
            nothing. Each finding says where it is, what was sent, what is allowed, and how to mend it (docs/errors.md).

              FILE         FHIR R4 as JSON, XML or NDJSON, messages of HL7 v2, or a table of grades as CSV
              DIRECTORY    all *.json, *.xml, *.ndjson, *.hl7 and *.csv in it and below it, in the order of their names
              -            the standard input

              --format     text      for people (default)
                           outcome   a Bundle with a FHIR OperationOutcome for each resource
                           ndjson    the same, an OperationOutcome in each line
                           sarif     SARIF 2.1.0, which code hosts show beside the lines
                           junit     JUnit XML, which every CI server shows
              --output     the file to write the report to (default: the standard output)
              --input      json, xml, ndjson, hl7 or csv: what the files are, whatever their names say
              --profile    a profile to check resources against beside those that they claim or that fit; may be repeated
              --color      auto, always or never (default: auto, which colours on a terminal unless NO_COLOR is set)

            Of HL7 v2 and tables:
              --senders    the folder of the maps that say what the codes of senders mean (default: ./senders)
              --sender     of tables: the system that they come from, such as ICU or ICU|GENERAL; a mapping may name it
              --mapping    of tables: a JSON file that says what the columns mean
              --scale, --patient-system, --time-zone, --date-time-format, --separator: of tables, as for the command import

            Exit status: 0 no errors; 1 errors, each told in the report; 2 wrong arguments, or a file that cannot be read.
            Warnings leave it 0. What only a server can know is not checked: whether a resource that is referred to outside of
            its file is stored there, and what it says.

            Examples:
              validate exam.json
              validate --format=sarif --output=myotome.sarif exams/
              curl -s https://example.org/fhir/Observation/1 | java -jar myotome.jar validate -
              validate --sender=ICU --scale=mrc-0-5 grades.csv
            """;

    enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    /**
     * Takes {@code --name value} and {@code --name=value}.
     *
     * @throws IllegalArgumentException says which argument is wrong
     */
    static ValidateOptions parse(List<String> arguments) {
        List<String> inputs = new ArrayList<>();
        List<String> profiles = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.removeFirst();
            if (argument.equals("-") || !argument.startsWith("-")) {
                inputs.add(argument);
                continue;
            }
            String[] option = argument.split("=", 2);
            String value = option.length == 2 ? option[1] : rest.isEmpty() ? "" : rest.removeFirst();
            if (!isKnown(option[0])) {
                throw new IllegalArgumentException("Unknown: " + option[0]);
            }
            if (value.isEmpty()) {
                throw new IllegalArgumentException("Without a value: " + option[0]);
            }
            if (option[0].equals("--profile")) {
                profiles.add(value);
            } else if (values.put(option[0].substring(2), value) != null) {
                throw new IllegalArgumentException("More than once: " + option[0]);
            }
        }
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("No file is named");
        }
        return of(inputs, profiles, values);
    }

    private static boolean isKnown(String option) {
        return option.matches("--(format|output|input|profile|color|senders|mapping)")
                || option.startsWith("--") && TableCheck.settings().contains(option.substring(2));
    }

    private static ValidateOptions of(List<String> inputs, List<String> profiles, Map<String, String> values) {
        Map<String, String> settings = new TreeMap<>(values);
        settings.keySet().retainAll(TableCheck.settings());
        return new ValidateOptions(
                List.copyOf(inputs),
                ReportFormat.ofWord(values.getOrDefault("format", "text")),
                Optional.ofNullable(values.get("output")).map(Path::of),
                Optional.ofNullable(values.get("input")).map(ValidateOptions::input),
                List.copyOf(profiles),
                color(values.getOrDefault("color", "auto")),
                Path.of(values.getOrDefault("senders", "senders")),
                Optional.ofNullable(values.get("mapping")).map(ValidateOptions::mapping),
                Map.copyOf(settings));
    }

    private static InputFormat input(String word) {
        return InputFormat.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--input is one of " + String.join(", ", InputFormat.words()) + ", not " + word));
    }

    private static Path mapping(String name) {
        if (!Files.isReadable(Path.of(name))) {
            throw new IllegalArgumentException("--mapping is no file that can be read: " + name);
        }
        return Path.of(name);
    }

    private static Color color(String word) {
        return switch (word) {
            case "auto" -> Color.AUTO;
            case "always" -> Color.ALWAYS;
            case "never" -> Color.NEVER;
            default -> throw new IllegalArgumentException("--color is one of auto, always, never, not " + word);
        };
    }
}
