package org.myotome.intake.csv;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.myotome.intake.IntakeRefusal;

/**
 * What a request asks for, apart from its body.
 *
 * @param all whether the report tells of rows of which there is nothing to say but that they were stored
 * @param csv whether the report is a table
 */
record CsvRequest(TableSettings settings, boolean atomic, boolean dryRun, boolean all, boolean csv) {

    private static final List<String> SWITCHES = List.of("mapping", "atomic", "dry-run", "report");

    /** @throws RequestRefusal if it asks for what there is not */
    static CsvRequest of(HttpServletRequest http, MappingFiles mappings) {
        checkContent(http);
        Map<String, String> parameters = parameters(http);
        Map<Setting, String> words = new EnumMap<>(Setting.class);
        parameters.forEach((name, value) -> Setting.ofParameter(name).ifPresent(setting -> words.put(setting, value)));
        Mapping mapping;
        TableSettings settings;
        try {
            mapping = Optional.ofNullable(parameters.get("mapping"))
                    .map(mappings::find)
                    .orElse(Mapping.NONE);
            settings = TableSettings.of(mapping.with(words));
        } catch (IntakeRefusal refusal) {
            throw new RequestRefusal(400, refusal.issues());
        }
        boolean atomic = isTrue(parameters, "atomic");
        boolean dryRun = isTrue(parameters, "dry-run");
        if (atomic && dryRun) {
            throw new RequestRefusal(
                    400,
                    "parameters atomic and dry-run",
                    "A dry run stores nothing, in whole or in part.",
                    "atomic=true and dry-run=true",
                    "one of them",
                    "Leave out atomic: a dry run tells of all that would be refused.");
        }
        return new CsvRequest(
                settings,
                atomic,
                dryRun,
                choice(parameters, "report", "problems", "all").equals("all"),
                wantsCsv(http));
    }

    private static void checkContent(HttpServletRequest http) {
        String type = Objects.requireNonNullElse(http.getContentType(), "nothing");
        if (!type.split(";")[0].strip().equalsIgnoreCase("text/csv")) {
            throw new RequestRefusal(
                    415,
                    "header Content-Type",
                    "Only tables are read here.",
                    type,
                    "text/csv",
                    "Send the table as it is, with Content-Type: text/csv.");
        }
        String charset = Objects.requireNonNullElse(http.getCharacterEncoding(), "UTF-8");
        if (!charset.matches("(?i)utf-?8|us-ascii")) {
            throw new RequestRefusal(
                    415,
                    "header Content-Type",
                    "Tables are read as UTF-8.",
                    charset,
                    "UTF-8",
                    "Save the table as UTF-8.");
        }
        String encoding = Objects.requireNonNullElse(http.getHeader("Content-Encoding"), "identity");
        if (!encoding.equalsIgnoreCase("identity") && !encoding.equalsIgnoreCase("gzip")) {
            throw new RequestRefusal(
                    415,
                    "header Content-Encoding",
                    "The body is packed in a way that is not unpacked here.",
                    encoding,
                    "gzip, or no such header",
                    "Pack the table with gzip, or send it as it is.");
        }
    }

    static boolean isZipped(HttpServletRequest http) {
        return "gzip".equalsIgnoreCase(http.getHeader("Content-Encoding"));
    }

    private static Map<String, String> parameters(HttpServletRequest http) {
        Map<String, String> parameters = new HashMap<>();
        List<String> known = Stream.concat(Stream.of(Setting.values()).map(Setting::parameter), SWITCHES.stream())
                .toList();
        http.getParameterMap().forEach((name, values) -> {
            if (!known.contains(name) || values.length > 1) {
                throw new RequestRefusal(
                        400,
                        "parameter " + name,
                        values.length > 1 ? "The parameter is there more than once." : "There is no such parameter.",
                        name,
                        String.join(", ", new TreeSet<>(known)) + ", each once",
                        "Mend the URL; a sign that means something in a URL must be escaped in it.");
            }
            parameters.put(name, values[0]);
        });
        return parameters;
    }

    private static boolean isTrue(Map<String, String> parameters, String name) {
        return choice(parameters, name, "false", "true").equals("true");
    }

    private static String choice(Map<String, String> parameters, String name, String usual, String other) {
        String value = parameters.getOrDefault(name, usual);
        if (!value.equals(usual) && !value.equals(other)) {
            throw new RequestRefusal(
                    400,
                    "parameter " + name,
                    "The parameter has another value than it may have.",
                    value,
                    other + ", or " + usual + ", which is the default",
                    "Write one of them.");
        }
        return value;
    }

    private static boolean wantsCsv(HttpServletRequest http) {
        String accept = Objects.requireNonNullElse(http.getHeader("Accept"), "*/*");
        if (accept.contains("text/csv") || accept.contains("json") || accept.contains("*")) {
            return accept.contains("text/csv");
        }
        throw new RequestRefusal(
                406,
                "header Accept",
                "The report is not written in this form.",
                accept,
                "application/x-ndjson or text/csv",
                "Ask for one of them.");
    }

    ReportForm form(Trial trial) {
        return csv ? new CsvLines(trial) : new JsonLines(trial);
    }
}
