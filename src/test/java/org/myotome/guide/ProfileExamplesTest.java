package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folder and the name of an example say what the HL7 validator must find in it. An invalid one is named
 * {@code <expected>--<why>.json}, where expected is the key of an invariant or the path of the element to be mended, or both
 * joined by {@code +} where one fault breaks two rules; nothing else may be reported. What only the gate refuses must be faultless here.
 */
class ProfileExamplesTest {

    private static final Path EXAMPLES = Path.of("profiles", "examples");
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Guide GUIDE = Guide.load(FHIR);
    private static final FhirValidator VALIDATOR = validator();
    private static final Map<Path, List<SingleValidationMessage>> FOUND = new ConcurrentHashMap<>();

    /** Warnings that a valid example may give: a claimed profile of another publisher is not here to be checked. */
    private static final List<String> ACCEPTED = List.of("Validation_VAL_Profile_Unknown");

    /** A wrong name is a warning to the validator, whichever name it is; only the gate sees that it is another code's. */
    private static final String ACCEPTED_IN_CONTRADICTIONS = "Terminology_PassThrough_TX_Message";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"valid", "exams", "gate"})
    void isValid(Path example) {
        var contradicts =
                example.getFileName().toString().matches("(display-contradicts|display-unknown|misused-code)--.*");
        assertThat(found(example))
                .filteredOn(message -> message.getSeverity() != ResultSeverityEnum.INFORMATION)
                .filteredOn(message -> !ACCEPTED.contains(message.getMessageId()))
                .filteredOn(message -> !contradicts || !ACCEPTED_IN_CONTRADICTIONS.equals(message.getMessageId()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void isRefusedForTheReasonInItsName(Path example) {
        var expected = example.getFileName().toString().split("--")[0];
        assertThat(errors(example)).isNotEmpty().allMatch(error -> ProfileDemand.isAbout(expected, error), expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"valid", "invalid", "exams", "gate"})
    void isMarkedAsTestData(Path example) {
        assertThat(parse(example).getMeta().getSecurity()).anyMatch(label -> "HTEST".equals(label.getCode()));
    }

    @Test
    void whateverAProfileAsksForIsBrokenByAnExample() {
        assertThat(GUIDE.all(StructureDefinition.class).stream().flatMap(ProfileDemand::of))
                .isNotEmpty()
                .filteredOn(demand -> invalid()
                        .filter(example -> claims(example, demand.profile()))
                        .flatMap(example -> errors(example).stream())
                        .noneMatch(demand.brokenBy()))
                .extracting(demand -> demand.profile() + " " + demand.what())
                .isEmpty();
    }

    @Test
    void whateverAProfileMentionsIsFilledByAValidExample() {
        for (var profile : GUIDE.all(StructureDefinition.class)) {
            assertThat(profile.getDifferential().getElement())
                    .filteredOn(element -> !"0".equals(element.getMax()))
                    .extracting(element -> ProfileDemand.where(profile, element))
                    .allMatch(
                            path -> valid().filter(example -> claims(example, profile.getUrl()))
                                    .anyMatch(example ->
                                            !evaluate(example, path, Base.class).isEmpty()),
                            "is filled in a valid example of " + profile.getUrl());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "body-site, left-biceps-4-minus, 80768000",
        "body-site, neck-flexion-3, 45048000",
        "interpretation, right-knee-extension-5, N",
        "interpretation, sum-score-47, 36-to-47",
        "grade-order, left-biceps-4-minus, 3.67",
        "grade-order, right-shoulder-abduction-0, 0",
        "grade-order, sum-score-48, ",
        "grade-order, right-ankle-dorsiflexion-not-testable-pain, ",
        "course, red-flag-spreading, spreading",
        "course, no-weakness-found, ",
    })
    void searchParameterFinds(String parameter, String example, String value) {
        var expression = GUIDE.find(SearchParameter.class, Guide.BASE + "/SearchParameter/" + parameter)
                .orElseThrow()
                .getExpression();
        var hits = evaluate(EXAMPLES.resolve("valid/" + example + ".json"), expression, Type.class);
        assertThat(hits)
                .hasSize(value == null ? 0 : 1)
                .allMatch(hit -> first(hit).equals(value));
    }

    private static boolean claims(Path example, String profile) {
        return read(example).contains("\"url\": \"" + profile + "\"") || claimsInMeta(example, profile);
    }

    private static boolean claimsInMeta(Path example, String profile) {
        return parse(example).getMeta().getProfile().stream().anyMatch(claimed -> {
            var known = GUIDE.find(StructureDefinition.class, claimed.getValue());
            while (known.isPresent() && !known.get().getUrl().equals(profile)) {
                known = GUIDE.find(StructureDefinition.class, known.get().getBaseDefinition());
            }
            return known.isPresent();
        });
    }

    private static String first(Type hit) {
        return hit instanceof CodeableConcept concept
                ? concept.getCodingFirstRep().getCode()
                : hit.primitiveValue();
    }

    private static List<SingleValidationMessage> errors(Path example) {
        return found(example).stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .toList();
    }

    private static List<SingleValidationMessage> found(Path example) {
        return FOUND.computeIfAbsent(
                example, path -> VALIDATOR.validateWithResult(read(path)).getMessages());
    }

    private static <T extends IBase> List<T> evaluate(Path example, String expression, Class<T> type) {
        return FHIR.newFhirPath().evaluate(parse(example), expression, type);
    }

    private static Resource parse(Path example) {
        return (Resource) FHIR.newJsonParser().parseResource(read(example));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FhirValidator validator() {
        var module = new FhirInstanceValidator(GUIDE.validationSupport());
        module.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        module.setErrorForUnknownProfiles(false);
        return FHIR.newValidator().registerValidatorModule(module);
    }

    static Stream<Path> valid() {
        return files("valid");
    }

    static Stream<Path> invalid() {
        return files("invalid");
    }

    static Stream<Path> exams() {
        return files("exams");
    }

    static Stream<Path> gate() {
        return files("gate");
    }

    private static Stream<Path> files(String folder) {
        try (var files = Files.list(EXAMPLES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
