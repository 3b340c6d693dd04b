package org.myotome.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.myotome.check.ErrorSample.Pair;
import org.myotome.check.FhirSamples.Found;
import org.myotome.guide.Guide;

/** Writes {@code docs/errors.md} from the code systems of the rules and from what is said of the examples. */
final class ErrorsPage {

    private static final String HEAD = """
            # Errors, and how to mend them

            <!-- Written by ErrorsPageTest. Write it again with: mvn -q test -Dtest=ErrorsPageTest -Dmyotome.update=true -->

            Every error has a stable id. It stands in `issue.details.coding` of an OperationOutcome, in ERR-5 of an acknowledgement, in the
            column `rule` of a report of a table, and in brackets in what `java -jar myotome.jar validate` prints. With it come the place,
            what was sent, what is allowed, and how to mend it. The examples are cut to the elements that matter; the file has the rest.

            - [Rules for FHIR](#rules-for-fhir): the invariants `myo-…` and what no profile can check
            - [Rules for messages and tables](#rules-for-messages-and-tables): HL7 v2 and CSV
            - [Rules of FHIR itself](#rules-of-fhir-itself): the ids of HL7's validator that the examples meet

            """;

    /** Where an example cannot be a file. */
    static final Map<String, String> WITHOUT_FILE = Map.of(
            "grade-in-use",
            "Stored are twelve grades and a sum score of 48 that names them in `derivedFrom`. A `PUT` makes one of the grades 1: the score"
                    + " would no longer be their sum. Right: a transaction with the grade and the score of 45.",
            "too-large",
            "A row of more than 1 MB, such as one with a quotation mark that is never closed; a message beyond the limit of the listener.",
            "control-id-reused",
            "Two messages with `MSG-1` in MSH-10 and other grades. Right: the second with `MSG-2`; or the very same message again, which is"
                    + " answered as the first time.",
            "internal",
            "Any message: the fault is not in it. The log of the server says where it failed.");

    private final FhirSamples fhir;
    private final IntakeSamples intake;
    private final StringBuilder page = new StringBuilder(HEAD);

    ErrorsPage(FhirSamples fhir, IntakeSamples intake) {
        this.fhir = fhir;
        this.intake = intake;
    }

    String write() {
        line("## Rules for FHIR");
        line("");
        line("CodeSystem " + Guide.BASE + "/CodeSystem/validation-rule");
        line("");
        FhirSamples.rules("validation-rule").forEach(rule -> entry(rule, fhir.pair(rule)));
        line("## Rules for messages and tables");
        line("");
        line("CodeSystem " + Guide.BASE + "/CodeSystem/intake-rule");
        line("");
        FhirSamples.rules("intake-rule").forEach(rule -> entry(rule, intake.pair(rule.getCode())));
        ofFhir();
        return page.toString();
    }

    private void entry(ConceptDefinitionComponent rule, Optional<Pair> pair) {
        line("### " + rule.getCode());
        line("");
        line("**" + rule.getDisplay() + ".** " + rule.getDefinition());
        line("");
        line("Fix: " + rule.getPropertyFirstRep().getValue().primitiveValue());
        line("");
        if (WITHOUT_FILE.containsKey(rule.getCode())) {
            line(WITHOUT_FILE.get(rule.getCode()));
            line("");
        }
        pair.ifPresent(both -> {
            boolean wrong = both.wrong().said().stream().noneMatch(line -> line.startsWith("information: "));
            sample(wrong ? "Wrong" : "Example", both.wrong());
            both.right().filter(right -> wrong).ifPresent(right -> sample("Right", right));
        });
    }

    private void sample(String what, ErrorSample sample) {
        String name = sample.file().replaceFirst("^(profiles/examples|src/test/resources)/", "");
        line(what + " ([" + name + "](../" + sample.file() + ")):");
        line("");
        line("```" + (sample.language().equals("json") ? "json" : "text"));
        line(sample.text());
        line("```");
        line("");
        if (!sample.said().isEmpty()) {
            line("```text");
            sample.said().forEach(this::line);
            line("```");
            line("");
        }
    }

    private void ofFhir() {
        line("## Rules of FHIR itself");
        line("");
        line(
                "Ids of HL7's validator (`http://hl7.org/fhir/java-core-messageId`), and the keys of base FHIR's invariants. There are"
                        + " hundreds; these are the ones that the examples meet.");
        line("");
        line("| Id | What is said, for example | Fix | Example |");
        line("|---|---|---|---|");
        List<Map.Entry<String, List<Found>>> others =
                new ArrayList<>(fhir.found().entrySet());
        others.removeIf(rule -> rule.getValue().get(0).remark().system().startsWith(Guide.BASE));
        for (Map.Entry<String, List<Found>> rule : others) {
            Found one = rule.getValue().stream()
                    .min(Comparator.comparing(found -> found.remark().message().length()))
                    .orElseThrow();
            String file = one.file().toString();
            List<String> lesson = one.remark().lesson();
            line("| `" + rule.getKey() + "` | " + cell(one.remark().message()) + " | "
                    + cell(lesson.get(lesson.size() - 1).replaceFirst("^Fix: ", "")) + " | ["
                    + one.file().getFileName() + "](../" + file + ") |");
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private void line(String line) {
        page.append(line).append('\n');
    }
}
