package org.myotome.guide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;

/** The sources of concepts and codes, numbered in the order in which a page names them first. */
final class SourceList {

    /** What a definition may end with: "Source: x." or "(x)."; a full stop within a name is followed by no capital. */
    private static final Pattern SAID = Pattern.compile("Source: (.*?)\\.(?= [A-Z]|$)");

    private static final Pattern BRACKETS = Pattern.compile("\\(([^()]*)\\)\\.$");

    /** Only the movements use letters, which their property root-source explains. */
    private static final Pattern LETTERS = Pattern.compile("Sources of the roots: (.*)\\.$");

    /** Several sources in one text; what stands in brackets is a remark. */
    private static final Pattern SEVERAL = Pattern.compile("; (?![^(]*\\))");

    /** A remark of the code list on a file; a remark that begins with a digit is its version. */
    private static final Pattern REMARK = Pattern.compile("( [(\\[][^()\\[\\]0-9][^()\\[\\]]*[)\\]]| ! .*)$");

    private static final String SEED =
            "Cleveland Clinic, Muscle weakness, https://my.clevelandclinic.org/health/symptoms/muscle-weakness";

    private final List<String> sources = new ArrayList<>();

    /** The sources of a concept: its properties, or else what its definition ends with. */
    static List<String> of(CodeSystem system, ConceptDefinitionComponent concept) {
        List<String> properties = Terms.values(concept, "source").stream()
                .flatMap(source -> Arrays.stream(SEVERAL.split(source)))
                .toList();
        if (!properties.isEmpty()) {
            return properties;
        }
        Matcher letters = LETTERS.matcher(concept.getDefinition());
        if (letters.find()) {
            return letters(system, letters.group(1));
        }
        return Stream.of(SAID, BRACKETS)
                .map(pattern -> pattern.matcher(concept.getDefinition()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .stream()
                .flatMap(source -> Arrays.stream(SEVERAL.split(source)))
                .toList();
    }

    private static List<String> letters(CodeSystem movements, String said) {
        String key = movements.getProperty().stream()
                .filter(property -> property.getCode().equals("root-source"))
                .findFirst()
                .orElseThrow()
                .getDescription();
        return Pattern.compile("\\b([A-L]): ([^;]+?)(;|\\.$)")
                .matcher(key)
                .results()
                .filter(letter -> said.matches(".*\\b" + letter.group(1) + "\\b.*"))
                .map(letter -> letter.group(2))
                .toList();
    }

    /** The files of a row of the code list, without what the research noted in brackets behind them. */
    static List<String> of(CodeList.Row row) {
        return Stream.of(row.source().split(" \\+ (VSAC )?"))
                .map(source -> REMARK.matcher(source).replaceFirst(""))
                .map(source -> source.replaceFirst("^pages corpus ", "").replaceFirst(", UCUM$", ""))
                .toList();
    }

    /** The numbers of some sources, such as {@code [3, 17]}. */
    String cite(List<String> cited) {
        return cited.stream()
                .map(SourceList::plain)
                .distinct()
                .map(this::number)
                .map(String::valueOf)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), numbers -> numbers.isEmpty() ? "own" : "[" + numbers + "]"));
    }

    /** The same page is the same source, whatever was remarked on it. */
    private static String plain(String source) {
        return source.matches("(?i).*cleveland ?clinic.*, Muscle weakness.*")
                ? SEED
                : source.replaceFirst("(https?://\\S+) \\(.*\\)$", "$1");
    }

    private int number(String source) {
        if (!sources.contains(source)) {
            sources.add(source);
        }
        return sources.indexOf(source) + 1;
    }

    List<String> all() {
        return List.copyOf(sources);
    }
}
