package org.myotome.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.myotome.check.ErrorSample.Pair;

/** What the intake says of its golden cases, and of the few files of {@code src/test/resources/errors}. */
final class IntakeSamples {

    private static final Path CASES = Path.of("src", "test", "resources", "intake");
    private static final Path OWN = Path.of("src", "test", "resources", "errors", "intake-rule");

    /** By rule: the golden case that shows it best, and one that is right. */
    private static final Map<String, List<String>> GOLDEN = Map.ofEntries(
            Map.entry("required-missing", List.of("tester-missing-refused", "tester-from-obx-16")),
            Map.entry("wrong-form", List.of("impossible-date-refused", "tester-from-obx-16")),
            Map.entry("local-code-unmapped", List.of("unknown-local-code-refused", "tester-from-obx-16")),
            Map.entry("left-out", List.of("specimen-is-left-out", "tester-from-obx-16")),
            Map.entry("side-missing", List.of("side-missing-refused", "side-from-sub-id")),
            Map.entry("side-unreadable", List.of("both-sides-at-once-refused", "repeating-value-right-and-left")),
            Map.entry(
                    "side-contradicts", List.of("side-of-site-contradicts-item-refused", "side-from-observation-site")),
            Map.entry("scale-missing", List.of("csv-a-row-without-a-scale-refused", "csv-grade-four-in-six-forms")),
            Map.entry("scale-contradicts", List.of("rasch-scale-for-an-mrc-item-refused", "method-names-the-scale")),
            Map.entry("grade-unreadable", List.of("decimals-refused", "texts-that-mean-four-plus")),
            Map.entry("not-graded-so", List.of("nihss-row-is-no-grade", "item-code-names-movement-and-side")),
            Map.entry("patient-ambiguous", List.of("", "two-patients-in-one-message")),
            Map.entry("nothing-to-change", List.of("deletion-of-nothing-refused", "correction-replaces-the-grade")),
            Map.entry(
                    "stored-otherwise",
                    List.of("final-differs-without-correction-refused", "correction-replaces-the-grade")),
            Map.entry(
                    "said-twice",
                    List.of("repeating-value-of-one-side-twice-refused", "repeating-value-right-and-left")));

    private final Map<String, List<Case>> found = new LinkedHashMap<>();

    /** A case in which a rule is told, at a place of its message. */
    private record Case(Path message, String where, List<String> said) {}

    IntakeSamples() throws IOException {
        for (Path folder : folders(CASES)) {
            Path expected = folder.resolve("expected.json");
            if (Files.exists(expected)) {
                Path hl7 = folder.resolve("message.hl7");
                golden(Files.exists(hl7) ? hl7 : folder.resolve("message.csv"), JsonCut.read(expected));
            }
        }
        for (Path folder : folders(OWN)) {
            check(wrong(folder));
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Path wrong(Path folder) {
        Path hl7 = folder.resolve("wrong.hl7");
        return Files.exists(hl7) ? hl7 : folder.resolve("wrong.csv");
    }

    /** What the server answered, which GoldenIT holds it to. */
    private void golden(Path message, JsonNode expected) {
        for (JsonNode outcome : expected.findParents("issue")) {
            for (JsonNode issue : outcome.path("issue")) {
                List<String> said = new ArrayList<>();
                said.add(issue.path("severity").asText() + ": "
                        + issue.at("/details/text").asText());
                said.add("At: " + issue.at("/location/0").asText());
                issue.path("diagnostics").asText().lines().forEach(said::add);
                add(
                        issue.at("/details/coding/0/code").asText(),
                        new Case(message, issue.at("/location/0").asText(), said));
            }
        }
    }

    private void check(Path file) throws IOException {
        FileCheck check = Run.JUDGE.files(ValidateOptions.parse(List.of("--sender=EXAMPLE-TABLE", file.toString())));
        check.check(
                Input.of(file, Optional.empty()),
                Files.newInputStream(file),
                (checked, read) -> checked.remarks()
                        .forEach(remark ->
                                add(remark.rule(), new Case(file, remark.where(), ErrorSample.said(remark)))));
    }

    private void add(String rule, Case one) {
        found.computeIfAbsent(rule, any -> new ArrayList<>()).add(one);
    }

    /** The rules that were met. */
    Set<String> rules() {
        return found.keySet();
    }

    Optional<Pair> pair(String rule) {
        List<String> names = GOLDEN.getOrDefault(rule, List.of("", "tester-from-obx-16"));
        Optional<Case> best = found.getOrDefault(rule, List.of()).stream()
                .filter(one ->
                        names.get(0).isEmpty() || one.message().getParent().endsWith(names.get(0)))
                .findFirst();
        return best.map(one -> {
            Path own = one.message()
                    .resolveSibling(one.message().getFileName().toString().replace("wrong", "right"));
            boolean isOwn = one.message().startsWith(OWN);
            Path right = isOwn
                    ? own
                    : CASES.resolve(names.get(1)).resolve(one.message().getFileName());
            ErrorSample wrong = sample(one.message(), one.where(), one.said());
            return new Pair(
                    wrong, Files.exists(right) ? Optional.of(sample(right, one.where(), List.of())) : Optional.empty());
        });
    }

    private static ErrorSample sample(Path file, String where, List<String> said) {
        String language = file.toString().endsWith(".csv") ? "csv" : "hl7";
        return new ErrorSample(language, file.toString(), cut(language, lines(file), where), said);
    }

    /** Of a table the header and the row, of a message the segment. */
    private static String cut(String language, List<String> lines, String where) {
        if (language.equals("csv")) {
            String number = where.replaceFirst("^line (\\d+).*$", "$1");
            int line = number.matches("\\d+") ? Integer.parseInt(number) : 2;
            return line <= 1 || line > lines.size() ? lines.get(0) : lines.get(0) + "\n" + lines.get(line - 1);
        }
        String name = where.replaceFirst("^([A-Z0-9]{3}).*$", "$1");
        List<String> same = lines.stream().filter(line -> line.startsWith(name)).toList();
        String sequence = where.replaceFirst("^[A-Z0-9]{3}\\[(\\d+)].*$", "$1");
        int index = sequence.matches("\\d+") ? Integer.parseInt(sequence) : 1;
        return same.isEmpty() ? lines.get(0) : same.get(Math.min(index, same.size()) - 1);
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .replaceFirst("^\uFEFF", "")
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
