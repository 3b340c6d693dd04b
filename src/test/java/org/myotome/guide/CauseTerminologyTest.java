package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.guide.CodeList.Row;

/** The causes of weakness are grouped, sourced and mapped to every verified code of the domain research, and to no other. */
class CauseTerminologyTest {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final List<String> MAPS =
            List.of("cause-to-snomed-ct", "cause-to-icd-10-cm", "cause-to-hpo", "cause-to-mondo");
    private static final CodeSystem CAUSES = Terms.read(CodeSystem.class, "cause-of-weakness");
    private static final List<Line> LINES =
            MAPS.stream().flatMap(CauseTerminologyTest::lines).toList();
    private static final Set<Row> FATIGUE = rows("finding:not-weakness");

    @Test
    void everyCauseHasAGroupAndASource() {
        assertThat(CAUSES.getConcept()).hasSizeGreaterThan(150).allSatisfy(cause -> {
            assertThat(Terms.values(cause, "group"))
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .isSubsetOf(Terms.codes(Terms.read(CodeSystem.class, "cause-group")));
            assertThat(Terms.values(cause, "lesion-level"))
                    .doesNotHaveDuplicates()
                    .isSubsetOf(Terms.codes(Terms.read(CodeSystem.class, "lesion-level")));
            assertThat(Terms.values(cause, "reversible")).hasSizeLessThan(2);
            assertThat(Terms.values(cause, "source")).isNotEmpty().allMatch(source -> source.length() > 8);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"muscle-or-connective-tissue", "muscle-cell", "nervous-system", "chronic"})
    void groupIsAValueSetOfItsOwn(String group) {
        assertThat(Terms.include("cause-" + group).getFilter())
                .singleElement()
                .satisfies(filter -> assertThat(filter.getProperty() + "=" + filter.getValue())
                        .isEqualTo("group=" + group));
        assertThat(CAUSES.getConcept())
                .anyMatch(cause -> Terms.values(cause, "group").contains(group));
    }

    /** domain.md 1.4: these fit two groups, so a group is no hierarchy. */
    @ParameterizedTest
    @CsvSource({
        "polymyositis, muscle-cell",
        "dermatomyositis, muscle-cell",
        "multiple-sclerosis, nervous-system",
        "hypothyroidism, muscle-cell",
        "hyperthyroidism, muscle-cell",
    })
    void groupsOverlap(String cause, String group) {
        assertThat(Terms.values(Terms.concept(CAUSES, cause), "group")).contains(group, "chronic");
    }

    @Test
    void everyLevelIsTheLevelOfACause() {
        assertThat(CAUSES.getConcept().stream().flatMap(cause -> Terms.values(cause, "lesion-level").stream()))
                .containsAll(Terms.codes(Terms.read(CodeSystem.class, "lesion-level")));
    }

    @Test
    void everyVerifiedCauseIsMapped() {
        Set<String> mapped = LINES.stream().map(Line::key).collect(Collectors.toSet());
        assertThat(verifiedCauses())
                .hasSizeGreaterThan(250)
                .extracting(CauseTerminologyTest::key)
                .isSubsetOf(mapped);
    }

    /** What is weak, unverified or rejected in the use of a cause never ships; CodesTest compares display and use. */
    @Test
    void noCodeWithoutAVerifiedRowIsMapped() {
        CodeList known = CodeList.load();
        assertThat(LINES)
                .allSatisfy(line -> assertThat(known.rows(line.system, line.target.getCode()))
                        .anyMatch(Row::isVerified));
        assertThat(LINES).extracting(Line::key).doesNotContain(ICD + "|G35.A", ICD + "|G35.D", SNOMED + "|155082001");
    }

    @Test
    void fatigueIsNoCause() {
        assertThat(FATIGUE).isNotEmpty().extracting(CauseTerminologyTest::key).allSatisfy(fatigue -> {
            assertThat(LINES).extracting(Line::key).doesNotContain(fatigue);
            assertThat(allowedCodes()).doesNotContain(fatigue);
        });
        assertThat(Terms.codes(CAUSES)).noneMatch(code -> code.contains("fatigue"));
    }

    /** The server finds a cause by codes that imply it; a code that only wider lines lead to would be found by none. */
    @Test
    void everyForeignCodeImpliesACause() {
        Set<String> implying =
                LINES.stream().filter(Line::implies).map(Line::key).collect(Collectors.toSet());
        assertThat(LINES).extracting(Line::key).isSubsetOf(implying);
    }

    @Test
    void codeMeansNoMoreThanOneCause() {
        assertThat(LINES.stream().filter(line -> line.target.getEquivalence() == ConceptMapEquivalence.EQUIVALENT))
                .extracting(Line::key)
                .doesNotHaveDuplicates();
    }

    @Test
    void lineThatIsNotEquivalentSaysWhy() {
        assertThat(LINES).allSatisfy(line -> {
            assertThat(line.target.getEquivalence())
                    .isIn(
                            ConceptMapEquivalence.EQUIVALENT,
                            ConceptMapEquivalence.WIDER,
                            ConceptMapEquivalence.NARROWER);
            assertThat(line.target.hasComment() || line.target.getEquivalence() == ConceptMapEquivalence.EQUIVALENT)
                    .describedAs("%s", line)
                    .isTrue();
            assertThat(Objects.requireNonNullElse(line.target.getComment(), "."))
                    .endsWith(".");
        });
    }

    /** A cause that names one member of a wide code must not be found by the code: G71.01 does not say Duchenne. */
    @ParameterizedTest
    @CsvSource({
        "duchenne-muscular-dystrophy, G71.01",
        "becker-muscular-dystrophy, G71.01",
        "statin-myopathy, G72.0",
        "steroid-myopathy, G72.0",
        "statin-associated-muscle-symptoms, T46.6X5A",
        "hypokalaemic-periodic-paralysis, G72.3",
        "thyrotoxic-myopathy, G73.7",
        "immune-mediated-necrotising-myopathy, G72.49",
        "hypophosphataemia, E83.39",
        "functional-weakness, F44.4",
    })
    void wideCodeDoesNotImplyItsMember(String cause, String code) {
        assertThat(lines("cause-to-icd-10-cm")
                        .filter(line -> line.cause.equals(cause)
                                && line.target.getCode().equals(code)))
                .singleElement()
                .matches(line -> !line.implies());
    }

    /** domain.md 3.4: the name of 129565002 drifted from myopathy to a disorder of skeletal or smooth muscle. */
    @Test
    void disorderOfMuscleIsNotCalledMyopathy() {
        assertThat(lines("cause-to-snomed-ct")
                        .filter(line -> line.target.getCode().equals("129565002"))
                        .filter(Line::implies))
                .extracting(line -> line.cause)
                .containsExactly("muscle-disorder");
    }

    /** MONDO takes 240104008 for every myotonic dystrophy; it is the congenital one. */
    @Test
    void congenitalMyotonicDystrophyIsOneKindOnly() {
        assertThat(lines("cause-to-snomed-ct")
                        .filter(line -> line.target.getCode().equals("240104008"))
                        .filter(line -> line.target.getEquivalence() == ConceptMapEquivalence.EQUIVALENT))
                .extracting(line -> line.cause)
                .containsExactly("congenital-myotonic-dystrophy");
    }

    @Test
    void everySplitCodeIsMappedAndFlaggedInEachLine() {
        assertThat(Terms.listed("split-code"))
                .containsExactly("G35", "G20")
                .allSatisfy(split -> assertThat(
                                LINES.stream().filter(line -> line.key().equals(ICD + "|" + split)))
                        .isNotEmpty()
                        .allMatch(line -> line.target.getComment().contains(split + " was split")));
    }

    @Test
    void codesThatMayStandAsCauseAreTheOwnAndTheMapped() {
        List<ConceptSetComponent> sets = Terms.read(ValueSet.class, "cause-of-weakness-code")
                .getCompose()
                .getInclude();
        assertThat(sets.get(0).getSystem()).isEqualTo(CAUSES.getUrl());
        assertThat(sets.get(0).hasConcept()).isFalse();
        assertThat(allowedCodes())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        LINES.stream().map(Line::key).distinct().toList());
    }

    private static List<String> allowedCodes() {
        return Terms.read(ValueSet.class, "cause-of-weakness-code").getCompose().getInclude().stream()
                .flatMap(set -> set.getConcept().stream().map(concept -> set.getSystem() + "|" + concept.getCode()))
                .toList();
    }

    private static Set<Row> verifiedCauses() {
        Set<String> fatigue = FATIGUE.stream().map(CauseTerminologyTest::key).collect(Collectors.toSet());
        return rows("cause:").stream()
                .filter(Row::isVerified)
                .filter(row -> !fatigue.contains(key(row)))
                .collect(Collectors.toSet());
    }

    private static Set<Row> rows(String use) {
        return CodeList.read("codes.csv").stream()
                .filter(row -> row.use().startsWith(use))
                .collect(Collectors.toSet());
    }

    private static String key(Row row) {
        return row.system() + "|" + row.code();
    }

    private static Stream<Line> lines(String map) {
        Set<String> causes = CAUSES.getConcept().stream()
                .map(ConceptDefinitionComponent::getCode)
                .collect(Collectors.toSet());
        return Terms.read(ConceptMap.class, map).getGroup().stream().flatMap(group -> {
            assertThat(group.getSource()).isEqualTo(CAUSES.getUrl());
            return group.getElement().stream().flatMap(element -> {
                assertThat(causes).contains(element.getCode());
                return element.getTarget().stream()
                        .map(target -> new Line(element.getCode(), group.getTarget(), target));
            });
        });
    }

    /** One line of a map: the target is equivalent to, narrower or wider than the cause. */
    private record Line(String cause, String system, TargetElementComponent target) {

        String key() {
            return system + "|" + target.getCode();
        }

        boolean implies() {
            return target.getEquivalence() != ConceptMapEquivalence.WIDER;
        }
    }
}
