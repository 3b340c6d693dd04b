package org.myotome.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.guide.Guide;
import org.myotome.guide.GuideException;

/** The rules say what they are meant to say, in every combination of answers. */
class TriageTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Guide GUIDE = Guide.load(FHIR);
    private static final Triage TRIAGE = new Triage(FHIR, GUIDE);
    private static final Pattern LINK_ID = Pattern.compile("linkId = '([^']+)'");
    private static final List<String> COURSES = Stream.concat(codes("weakness-course"), Stream.of("over-a-few-days"))
            .toList();
    private static final List<String> RED_FLAGS = codes("weakness-red-flag").toList();
    private static final Set<String> EMERGENCY_COURSES = Set.of("sudden", "spreading", "over-a-few-days");
    private static final String[] NOTHING = {};

    static List<TriageRule> rules() {
        return TRIAGE.rules();
    }

    static List<String> redFlags() {
        return RED_FLAGS;
    }

    @Test
    void theTestSeesEveryCode() {
        assertThat(COURSES).hasSize(6);
        assertThat(RED_FLAGS).hasSizeGreaterThan(15);
        assertThat(rules()).hasSizeGreaterThan(RED_FLAGS.size());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleNamesTheQuestionsOfItsExpression(TriageRule rule) {
        var named = LINK_ID.matcher(rule.expression())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(rule.questions()).isEqualTo(named);
        assertThat(rule.source()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("redFlags")
    void eachRedFlagIsAnEmergencyByARuleOfItsOwn(String redFlag) {
        var mild = new Answers()
                .course("gradual")
                .redFlag(redFlag)
                .days(1)
                .interferes(false)
                .response();
        assertThat(level(mild)).isEqualTo("emergency");
        assertThat(fired(mild)).containsExactly("red-flag-" + redFlag);
        assertThat(fired(without("red-flag", mild))).isEmpty();
    }

    @Test
    void eachCourseThatIsAnEmergencyHasARuleOfItsOwn() {
        for (var course : COURSES) {
            var response = new Answers().course(course).response();
            assertThat(fired(response)).isEqualTo(EMERGENCY_COURSES.contains(course) ? List.of(course) : List.of());
        }
    }

    @Test
    void aFewDaysAreThree() {
        assertThat(fired(new Answers().days(3).response())).isEmpty();
        assertThat(fired(new Answers().days(4).response())).containsExactly("lasts-more-than-a-few-days");
    }

    @Test
    void interferenceWithTheRoutineCallsForAProvider() {
        assertThat(fired(new Answers().interferes(false).response())).isEmpty();
        assertThat(fired(new Answers().interferes(true).response()))
                .containsExactly("interferes-with-the-usual-routine");
    }

    @Test
    void everyRuleFiresSomewhere() {
        var fired =
                new TreeSet<String>(fired(new Answers().symptom("only-tired").response()));
        combinations().forEach(response -> fired.addAll(fired(response)));
        assertThat(fired)
                .containsExactlyInAnyOrderElementsOf(
                        rules().stream().map(TriageRule::code).toList());
    }

    /** All courses, alone and with the next one, with each red flag, none and no answer, days and interference. */
    @Test
    void everyCombinationGetsItsLevelOrTheQuestionsThatAreMissing() {
        assertThat(combinations()).hasSizeGreaterThan(3000).allSatisfy(response -> {
            var result = TRIAGE.judge(response);
            assertThat(result.missing().stream()
                            .map(QuestionnaireItemComponent::getLinkId)
                            .toList())
                    .isEqualTo(expectedMissing(response));
            if (result.missing().isEmpty()) {
                assertThat(level(response)).isEqualTo(expectedLevel(response));
            }
        });
    }

    @Test
    void theAnswersThatFiredARuleAreNamed() {
        var response = new Answers()
                .course("gradual")
                .redFlag("face-droop", "double-vision")
                .response();
        assertThat(TRIAGE.judge(response).fired())
                .flatExtracting(FiredRule::answers)
                .extracting(answer -> answer.linkId() + " "
                        + answer.value().castToCoding(answer.value()).getCode())
                .containsExactlyInAnyOrder("red-flag face-droop", "red-flag double-vision");
    }

    @Test
    void onlyTiredIsARemarkAndTheRulesApplyAllTheSame() {
        var tired = new Answers().symptom("only-tired").course("sudden").response();
        assertThat(level(tired)).isEqualTo("emergency");
        assertThat(fired(tired)).containsExactly("sudden", "only-tired");
    }

    @Test
    void aReasonWhyThereIsNoAnswerIsNoAnswer() {
        var unknown = new BooleanType();
        unknown.addExtension("http://hl7.org/fhir/StructureDefinition/data-absent-reason", new StringType("unknown"));
        var response =
                new Answers().course("gradual").redFlag("none-of-these").days(1).response();
        response.addItem().setLinkId("interferes").addAnswer().setValue(unknown);
        assertThat(TRIAGE.judge(response).missing())
                .extracting(QuestionnaireItemComponent::getLinkId)
                .containsExactly("interferes");
    }

    @Test
    void brokenRulesStopTheStart() {
        assertRefused("expression", "item.where(", "face-droop is not FHIRPath");
        assertRefused("question", "mood", "looks at a question that is not asked: mood");
        assertRefused("level", "panic", "level panic is not in triage-level");
    }

    private static void assertRefused(String property, String value, String reason) {
        var guide = Guide.load(FHIR);
        concept(guide, "red-flag-face-droop").getProperty().stream()
                .filter(one -> one.getCode().equals(property))
                .forEach(one -> one.setValue(new StringType(value)));
        assertThatThrownBy(() -> new Triage(FHIR, guide))
                .isInstanceOf(GuideException.class)
                .hasMessageStartingWith("CodeSystem-triage-rule.json: ")
                .hasMessageContaining(reason);
    }

    private static ConceptDefinitionComponent concept(Guide guide, String code) {
        return guide.find(CodeSystem.class, Triage.RULES).orElseThrow().getConcept().stream()
                .filter(concept -> concept.getCode().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static List<QuestionnaireResponse> combinations() {
        List<String[]> courses = new ArrayList<>();
        courses.add(NOTHING);
        for (int i = 0; i < COURSES.size(); i++) {
            courses.add(new String[] {COURSES.get(i)});
            courses.add(new String[] {COURSES.get(i), COURSES.get((i + 1) % COURSES.size())});
        }
        List<String[]> flags = new ArrayList<>(List.of(NOTHING, new String[] {"none-of-these"}));
        RED_FLAGS.forEach(flag -> flags.add(new String[] {flag}));
        List<QuestionnaireResponse> all = new ArrayList<>();
        for (var course : courses) {
            for (var flag : flags) {
                for (Integer days : Arrays.asList(null, 0, 3, 4, 400)) {
                    for (Boolean interferes : Arrays.asList(null, true, false)) {
                        all.add(combination(course, flag, days, interferes));
                    }
                }
            }
        }
        return all;
    }

    private static QuestionnaireResponse combination(
            String[] course, String[] flag, @Nullable Integer days, @Nullable Boolean interferes) {
        return new Answers()
                .course(course)
                .redFlag(flag)
                .days(days)
                .interferes(interferes)
                .response();
    }

    /** Written down a second time, without FHIRPath. */
    private static String expectedLevel(QuestionnaireResponse response) {
        var given = given(response);
        if (given.stream().anyMatch(EMERGENCY_COURSES::contains)
                || given.stream().anyMatch(RED_FLAGS::contains)) {
            return "emergency";
        }
        return given.contains("true") || given.contains("4") || given.contains("400") ? "see-a-provider" : "self-care";
    }

    private static List<String> expectedMissing(QuestionnaireResponse response) {
        var questions = switch (expectedLevel(response)) {
            case "emergency" -> List.<String>of();
            case "see-a-provider" -> List.of("course", "red-flag");
            default -> List.of("course", "red-flag", "days", "interferes");
        };
        return questions.stream()
                .filter(question -> response.getItem().stream()
                        .noneMatch(item -> item.getLinkId().equals(question)))
                .toList();
    }

    private static Set<String> given(QuestionnaireResponse response) {
        return response.getItem().stream()
                .flatMap(item -> item.getAnswer().stream())
                .map(answer -> answer.hasValueCoding()
                        ? answer.getValueCoding().getCode()
                        : answer.getValue().primitiveValue())
                .collect(Collectors.toSet());
    }

    private static QuestionnaireResponse without(String linkId, QuestionnaireResponse response) {
        var copy = response.copy();
        copy.getItem().removeIf(item -> item.getLinkId().equals(linkId));
        return copy;
    }

    private static String level(QuestionnaireResponse response) {
        return TRIAGE.judge(response).level().orElseThrow().code();
    }

    private static List<String> fired(QuestionnaireResponse response) {
        return TRIAGE.judge(response).fired().stream()
                .map(fired -> fired.rule().code())
                .toList();
    }

    private static Stream<String> codes(String system) {
        return GUIDE.find(CodeSystem.class, Guide.BASE + "/CodeSystem/" + system).orElseThrow().getConcept().stream()
                .map(ConceptDefinitionComponent::getCode);
    }
}
