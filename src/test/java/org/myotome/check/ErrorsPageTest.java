package org.myotome.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.PlacedIssue;
import org.myotome.intake.csv.TableCheck;
import org.myotome.intake.mapping.Senders;
import org.myotome.intake.storing.Rehearsal;

/** {@code docs/errors.md} has every error id, and every id is met by an example. */
class ErrorsPageTest {

    private static final Path PAGE = Path.of("docs", "errors.md");

    /** FHIRPath that a person would have to read: functions and operators that prose has not. */
    private static final Pattern FHIRPATH =
            Pattern.compile("\\.(exists|empty|where|all|count|matches|select|not)\\(|\\bimplies\\b|%\\w+|\\$this");

    private static FhirSamples fhir;
    private static IntakeSamples intake;

    @BeforeAll
    static void checkTheExamples() throws IOException {
        fhir = new FhirSamples();
        intake = new IntakeSamples();
    }

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        String page = new ErrorsPage(fhir, intake).write();
        if (Boolean.getBoolean("myotome.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/errors.md is stale: mvn -q test -Dtest=ErrorsPageTest -Dmyotome.update=true")
                .isEqualTo(page);
    }

    @Test
    void everyInvariantOfAProfileIsARule() {
        Set<String> keys = Run.JUDGE.guide().all(StructureDefinition.class).stream()
                .flatMap(profile -> profile.getDifferential().getElement().stream())
                .flatMap(element -> element.getConstraint().stream())
                .map(constraint -> constraint.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ids("validation-rule")).containsAll(keys);
        assertThat(keys).allMatch(key -> key.startsWith("myo-"));
    }

    @Test
    void everyRuleOfTheIntakeIsACode() {
        assertThat(ids("intake-rule"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(IntakeRule.values()).map(IntakeRule::code).toList());
    }

    /** Those that ErrorsPageIT meets need a server. */
    @Test
    void everyRuleIsMetByAnExample() {
        Set<String> unmet = new TreeSet<>(ids("validation-rule"));
        unmet.removeAll(fhir.found().keySet());
        assertThat(unmet).isEqualTo(ErrorsPageIT.OF_FHIR);
        Set<String> unread = new TreeSet<>(ids("intake-rule"));
        unread.removeAll(intake.rules());
        unread.removeAll(rules(tables(transaction -> {
                    throw new IllegalStateException("a failure");
                })
                .check(bytes("2026-03-01T09:30:00+01:00,left,elbow-flexion,mrc-0-5,4,T,"))));
        unread.removeAll(rules(tables(transaction -> {}).check(bytes("x,".repeat(2000)))));
        assertThat(unread).isEqualTo(ErrorsPageIT.OF_INTAKE);
    }

    private static TableCheck tables(Consumer<Bundle> gate) {
        Senders senders = new Senders(Run.JUDGE.fhir(), Run.JUDGE.guide(), Path.of("none"));
        return new TableCheck(
                new Rehearsal(List.of(), senders, gate), Map.of("sender", "EXAMPLE-TABLE"), Optional.empty());
    }

    private static byte[] bytes(String row) {
        return ("patient,datetime,side,movement,scale,value,tester,position\nSYN-1," + row + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> rules(List<PlacedIssue> issues) {
        return issues.stream().map(placed -> placed.issue().rule()).toList();
    }

    @Test
    void everyRuleHasAWrongAndARightExampleOrAWordAboutIt() {
        List<String> bare = Stream.concat(
                        FhirSamples.rules("validation-rule").stream()
                                .filter(rule -> fhir.pair(rule)
                                        .flatMap(ErrorSample.Pair::right)
                                        .isEmpty()),
                        FhirSamples.rules("intake-rule").stream()
                                .filter(rule -> intake.pair(rule.getCode())
                                        .flatMap(ErrorSample.Pair::right)
                                        .isEmpty()))
                .map(ConceptDefinitionComponent::getCode)
                .filter(id -> !ErrorsPage.WITHOUT_FILE.containsKey(id))
                .toList();
        assertThat(bare).isEmpty();
    }

    /** Whoever is refused reads words, not the expression that was evaluated. */
    @Test
    void noRemarkQuotesFhirPath() {
        assertThat(fhir.found().values().stream()
                        .flatMap(List::stream)
                        .map(found ->
                                found.remark().rule() + ": " + found.remark().message() + "\n"
                                        + String.join("\n", found.remark().lesson()))
                        .filter(words -> FHIRPATH.matcher(words).find())
                        .distinct())
                .isEmpty();
    }

    private static List<String> ids(String system) {
        return FhirSamples.rules(system).stream()
                .map(ConceptDefinitionComponent::getCode)
                .toList();
    }
}
