package org.myotome.official;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myotome.OwnProcess;
import org.myotome.guide.ProfileDemand;

/** What Myotome publishes is right by HL7's own validator, and its examples are what their names say. */
@OwnProcess
class OfficialGuideIT {

    private static OfficialRun run;
    private static AllowedWarnings allowed;

    @BeforeAll
    static void validate() throws Exception {
        run = OfficialRun.shared();
        allowed = AllowedWarnings.read();
    }

    @Test
    void noArtefactHasAnError() {
        assertThat(run.artefacts()).hasSizeGreaterThan(150);
        assertThat(lines(run.artefacts(), OfficialIssue::refuses)).isEmpty();
    }

    @Test
    void everyWarningAboutAnArtefactHasItsReasonInTheDecisions() {
        List<String> unexplained = new ArrayList<>();
        run.artefacts()
                .forEach((name, issues) -> issues.stream()
                        .filter(OfficialIssue::warns)
                        .filter(issue -> !allowed.allow(name, issue))
                        .forEach(issue -> unexplained.add(name + ": " + issue)));
        assertThat(unexplained).isEmpty();
    }

    @Test
    void noReasonIsGivenForAWarningThatNeverComes() {
        Set<AllowedWarnings.Row> needed = new TreeSet<>(Comparator.comparing(Object::toString));
        run.artefacts()
                .forEach((name, issues) -> issues.stream()
                        .filter(OfficialIssue::warns)
                        .forEach(issue -> allowed.rows().stream()
                                .filter(row -> row.allows(name, issue))
                                .forEach(needed::add)));
        assertThat(allowed.rows()).allMatch(needed::contains);
    }

    @Test
    void everyValidExampleIsValid() {
        assertThat(lines(examples("valid"), OfficialIssue::refuses)).isEmpty();
        assertThat(lines(examples("exams"), OfficialIssue::refuses)).isEmpty();
    }

    /** The rules of the gate are beyond what a profile can say. */
    @Test
    void whatOnlyTheGateRefusesIsValidByTheProfiles() {
        assertThat(lines(examples("gate"), OfficialIssue::refuses)).isEmpty();
    }

    @Test
    void everyInvalidExampleFailsForTheReasonInItsName() {
        List<String> wrong = new ArrayList<>();
        examples("invalid").forEach((example, issues) -> {
            String expected = example.getFileName().toString().split("--")[0];
            List<OfficialIssue> errors =
                    issues.stream().filter(OfficialIssue::refuses).toList();
            if (errors.stream().noneMatch(error -> ProfileDemand.isAbout(expected, error.asMessage()))) {
                wrong.add(example + ": " + errors);
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static Map<Path, List<OfficialIssue>> examples(String folder) {
        Map<Path, List<OfficialIssue>> examples = new TreeMap<>(run.examples());
        examples.keySet().removeIf(example -> !example.startsWith(folder));
        assertThat(examples).as(folder).isNotEmpty();
        return examples;
    }

    private static List<String> lines(Map<?, List<OfficialIssue>> found, Predicate<OfficialIssue> which) {
        List<String> lines = new ArrayList<>();
        found.forEach((file, issues) -> issues.stream().filter(which).forEach(issue -> lines.add(file + ": " + issue)));
        return lines;
    }
}
