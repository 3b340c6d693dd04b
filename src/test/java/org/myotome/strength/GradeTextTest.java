package org.myotome.strength;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.guide.Guide;

/** Folding and ConceptMap grade-text-to-mrc together read exactly the texts of the normaliser table, domain.md §5.3. */
class GradeTextTest {

    private static final Guide GUIDE = Guide.load(FhirContext.forR4Cached());

    /** Text to grade; without a grade where the text is refused. */
    private static final Map<String, Optional<String>> READINGS = readings();

    /** What a grade may look like, said a second time and in another way than by the list. */
    private static final String GRAMMAR = "(m|mrc ?|grade )?([0-5]|4[-+]|4\\([-+]\\))(/5)?|4/5[-+]|(i{1,3}|iv|v)(/v)?";

    @ParameterizedTest
    @CsvSource({
        "4/5, 4",
        "4 / 5, 4",
        "' 4/5 ', 4",
        "IV/V, 4",
        "iv/v, 4",
        "III, 3",
        "M4, 4",
        "MRC 4, 4",
        "mrc  4, 4",
        "grade 4, 4",
        "GRADE 0, 0",
        "0/5, 0",
        "5, 5",
        "4+, 4-plus",
        "4 +, 4-plus",
        "4+/5, 4-plus",
        "4(+), 4-plus",
        "4 ( + ), 4-plus",
        "4/5+, 4-plus",
        "4-, 4-minus",
        "4\u2212, 4-minus",
        "4\u2013, 4-minus",
        "4\u2011, 4-minus",
        "4\u2010/5, 4-minus",
        "4-/5, 4-minus",
        "4\u2212 / 5, 4-minus",
        "4(-), 4-minus",
        "MRC\u00A04\u2212, 4-minus",
        "\u00A04/5\u202F, 4",
        "\uFF14\uFF0F\uFF15, 4",
        "\uFF14\uFF0B, 4-plus",
    })
    void isTheGrade(String written, String grade) {
        assertThat(grade(written)).contains(grade);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4-5",
                "4 - 5",
                "4\u20135",
                "3-4",
                "2-3",
                "3\u2212 4",
                "5-",
                "5\u2212",
                "5-/5",
                "3+",
                "2-",
                "0*",
                "1*",
                "2*",
                "3*",
                "4*",
                "4**",
                "NT",
                "nt*",
                "5*",
                "10",
                "8/10",
                "4/10",
                "0/10",
                "10/10",
                "MMT 8",
                "mmt 10",
                "6",
                "4.5",
                "4.33",
                "4,5",
                "+4",
                "4++",
                "N/A",
                "n / a",
                "unable",
                "Full resistance",
                "Some  resistance",
                "r3",
                "UN",
                "normal",
                "-"
            })
    void isRefusedWithItsReason(String written) {
        assertThat(READINGS).containsKey(GradeText.of(written).folded());
        assertThat(grade(written)).isEmpty();
    }

    /** Not listed at all: lines that must not be joined, signs that are no minus, numbers in disguise, whole sentences. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "4\n5", "4\n-", "4\u2014", "\u2158", "\u2074", "4\u207B", "\u2463", "I V", "mrc", "4/5 5/5",
                "4/5 left", "04", "4/6", "5/4", "-4/5", "4/5/5", "4e0", "M", "grade", "\u0664", "4\u0000", "IV+"
            })
    void isNotListed(String written) {
        assertThat(READINGS).doesNotContainKey(GradeText.of(written).folded());
    }

    @Test
    void everyListedTextIsFolded() {
        assertThat(READINGS)
                .isNotEmpty()
                .allSatisfy(
                        (text, grade) -> assertThat(GradeText.of(text).folded()).isEqualTo(text));
    }

    @Test
    void everyDisplayFoldsToItsText() {
        assertThat(texts().getConcept())
                .allSatisfy(text ->
                        assertThat(GradeText.of(text.getDisplay()).folded()).isEqualTo(text.getCode()));
    }

    @Test
    void everyListedTextIsEitherAGradeOrRefused() {
        assertThat(READINGS.keySet())
                .isEqualTo(texts().getConcept().stream()
                        .map(ConceptDefinitionComponent::getCode)
                        .collect(Collectors.toSet()));
        assertThat(READINGS)
                .allSatisfy(
                        (text, grade) -> assertThat(grade.isPresent()).as(text).isEqualTo(text.matches(GRAMMAR)));
        assertThat(READINGS.values())
                .allSatisfy(
                        grade -> assertThat(grade.map(MrcGrade::ofCode)).isNotEqualTo(Optional.of(Optional.empty())));
    }

    /** The first figure that was written is the figure of the grade; a sign is never dropped and never made up. */
    @Test
    void gradeSaysNoMoreThanItsText() {
        READINGS.forEach((text, grade) -> grade.ifPresent(code -> {
            assertThat(text.matches(".*[0-9].*") ? text.replaceAll("^[^0-9]*([0-9]).*$", "$1") : roman(text))
                    .as(text)
                    .isEqualTo(code.substring(0, 1));
            assertThat(code.endsWith("-plus")).isEqualTo(text.contains("+"));
            assertThat(code.endsWith("-minus")).isEqualTo(text.contains("-"));
        }));
    }

    /** Seeded, so that a failure can be repeated. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverIsWrittenFoldsOnceAndOnlyListedTextsAreGrades(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            String written = seed % 2 == 0 ? arbitrary(random) : gradeLike(random);
            String folded = GradeText.of(written).folded();
            assertThat(GradeText.of(folded).folded()).isEqualTo(folded);
            if (grade(written).isPresent()) {
                assertThat(plain(written)).matches(GRAMMAR);
            }
        }
    }

    @Test
    void longTextIsFoldedInTime() {
        assertThat(GradeText.of(" -".repeat(1_000_000)).folded()).hasSize(1_000_000);
    }

    private static String roman(String text) {
        return String.valueOf(java.util.List.of("i", "ii", "iii", "iv", "v").indexOf(text.replace("/v", "")) + 1);
    }

    private static Optional<String> grade(String written) {
        return READINGS.getOrDefault(GradeText.of(written).folded(), Optional.empty());
    }

    /** By another way than folding: everything that Unicode holds for the same, and no spaces but one after a word. */
    private static String plain(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFKC)
                .replaceAll("[\\u2010-\\u2013\\u2212]", "-")
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([-+/()]) ?", "$1");
    }

    private static String arbitrary(Random random) {
        return random.ints(random.nextInt(12), 0, 0x10000)
                .collect(StringBuilder::new, (text, sign) -> text.append((char) sign), StringBuilder::append)
                .toString();
    }

    private static String gradeLike(Random random) {
        String signs = "0123456789 +-/()*.,ivxmrcgadeNT\u2212\u2013\u2014\u00A0\uFF14\uFF0D\n\t\u2158\u2074\u207A";
        return IntStream.range(0, random.nextInt(6))
                .mapToObj(any -> String.valueOf(signs.charAt(random.nextInt(signs.length()))))
                .collect(Collectors.joining());
    }

    private static CodeSystem texts() {
        return GUIDE.find(CodeSystem.class, Guide.BASE + "/CodeSystem/grade-text")
                .orElseThrow();
    }

    private static Map<String, Optional<String>> readings() {
        Map<String, Optional<String>> readings = new HashMap<>();
        GUIDE.find(ConceptMap.class, Guide.BASE + "/ConceptMap/grade-text-to-mrc")
                .orElseThrow()
                .getGroupFirstRep()
                .getElement()
                .forEach(element -> readings.put(
                        element.getCode(),
                        Optional.ofNullable(element.getTargetFirstRep().getCode())));
        return readings;
    }
}
