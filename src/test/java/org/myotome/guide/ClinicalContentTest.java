package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.guide.Seed.Section;
import org.myotome.guide.Seed.Statement;

/** {@code docs/clinical-content.md} says what the artefacts say, and each statement of the seed has its place in them. */
class ClinicalContentTest {

    private static final Path PAGE = Path.of("docs/clinical-content.md");
    private static final Seed SEED = Seed.load();

    /** FHIR's and HL7's own codes say nothing about weakness; muscles and nerves with MDC codes have tests of their own. */
    private static final Set<String> NOT_CLINICAL = Set.of("bodysite:muscle-mdc", "nerve-mdc");

    @Test
    void pageIsWhatTheArtefactsSay() throws IOException {
        String page = ClinicalContent.write(SEED);
        if (Boolean.getBoolean("myotome.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .describedAs("%s is stale. Write it again with: %s", PAGE, ClinicalContentWords.UPDATE)
                .isEqualTo(page);
    }

    @Test
    void everyStatementLivesInFilesThatExist() {
        for (Section section : SEED.sections()) {
            assertThat(section.statements()).allSatisfy(statement -> {
                assertThat(statement.origin()).isIn("seed", "reconstructed");
                List<String> files = new ArrayList<>(section.where());
                files.addAll(statement.where());
                statement.concepts().keySet().forEach(system -> files.add("CodeSystem-" + system));
                statement.codes().forEach(set -> files.add("ValueSet-" + set));
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(ClinicalContent.file(file)).exists());
            });
        }
    }

    @Test
    void everyConceptStandsUnderAStatement() {
        List<String> all = ArtefactFiles.artefacts("CodeSystem").stream()
                .map(system -> system.path("id").asText())
                .filter(id -> !SEED.notClinical().containsKey(id))
                .flatMap(id ->
                        Terms.codes(Terms.read(CodeSystem.class, id)).stream().map(code -> id + " " + code))
                .toList();
        assertThat(Seed.concepts(SEED.statements())).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyConceptIsShownInATable() {
        assertThat(SEED.sections().stream().flatMap(section -> section.tables().stream()))
                .doesNotHaveDuplicates()
                .containsAll(SEED.statements()
                        .flatMap(statement -> statement.concepts().keySet().stream())
                        .filter(system -> !system.equals("grade-text"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "Cause group: muscle or connective tissue, muscle-or-connective-tissue",
        "Cause group: muscle cell, muscle-cell",
        "Cause group: nervous system, nervous-system",
        "Cause group: chronic disease, chronic",
    })
    void everyCauseOfAGroupStandsUnderAStatementOfTheGroup(String title, String group) {
        CodeSystem causes = Terms.read(CodeSystem.class, "cause-of-weakness");
        Stream<Statement> statements = SEED.sections().stream()
                .filter(section -> section.title().equals(title))
                .flatMap(section -> section.statements().stream());
        assertThat(Seed.concepts(statements).stream().filter(concept -> concept.startsWith("cause-of-weakness ")))
                .containsExactlyInAnyOrderElementsOf(causes.getConcept().stream()
                        .filter(cause -> Terms.values(cause, "group").contains(group))
                        .map(cause -> "cause-of-weakness " + cause.getCode())
                        .toList());
    }

    /** Nobody may take what was put together from other pages for the words of the seed. */
    @ParameterizedTest
    @CsvSource({"weakness-symptom", "weakness-red-flag"})
    void originOfAStatementIsThatOfItsConcepts(String id) {
        CodeSystem system = Terms.read(CodeSystem.class, id);
        assertThat(SEED.statements().filter(statement -> statement.concepts().containsKey(id)))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.codes(id))
                        .allSatisfy(code -> assertThat(Terms.values(Terms.concept(system, code), "origin"))
                                .containsExactly(statement.origin())));
    }

    @Test
    void everyVerifiedClinicalCodeIsUsedOrThereIsAReason() {
        List<CodeList.Row> unused = unusedRows();
        assertThat(unused).allSatisfy(row -> assertThat(SEED.unused()).anyMatch(reason -> reason.explains(row)));
        assertThat(SEED.unused()).allSatisfy(reason -> assertThat(unused).anyMatch(reason::explains));
    }

    private static List<CodeList.Row> unusedRows() {
        List<String> used = ArtefactFiles.artefacts().values().stream()
                .flatMap(artefact -> CodeFinder.in(artefact).stream())
                .map(found -> found.system() + "|" + found.code())
                .distinct()
                .toList();
        return CodeList.read("codes.csv").stream()
                .filter(CodeList.Row::isVerified)
                .filter(row -> !NOT_CLINICAL.contains(row.use()) && !row.use().matches("(fhir|v2|cde):.*"))
                .filter(row -> !used.contains(row.system() + "|" + row.code()))
                .toList();
    }
}
