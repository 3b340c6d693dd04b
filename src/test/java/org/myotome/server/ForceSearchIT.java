package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** Grip strength is compared across units: a dynamometer's kilogram is a kilogram-force, whichever way it was sent. */
@StorageDependent
class ForceSearchIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final Map<String, String> NAMES = new TreeMap<>();
    private static Bedside bedside;

    /** 20 kgf is 196.133 N or 44.0925 lbf; 30 kgf is 294.1995 N or 66.1387 lbf (1 kgf = 9.80665 N, 1 lbf = 0.45359237 kgf). */
    @BeforeAll
    static void storeSome() {
        bedside = Bedside.on(SERVER);
        store("20-kg", grip("20", "kg"));
        store("20-kgf", grip("20", "kgf"));
        store("20-N", grip("196.133", "N"));
        store("20-lbf", grip("44.0925", "[lbf_av]"));
        store("30-kg", grip("30", "kg"));
        store("30-N", grip("294.2", "N"));
        store("30-lbf", grip("66.1387", "[lbf_av]"));
        store("weight-20-kg", grip("20", "kg").replace("http://loinc.org", "https://example.org/codes"));
        store("20-of-something", """
                {"resourceType": "Observation", "status": "final", "code": {"text": "A number"},
                 "subject": {"reference": "%s"}, "valueQuantity": {"value": 20}}""".formatted(bedside.patient()));
    }

    private static void store(String name, String json) {
        NAMES.put(SERVER.store(json), name);
    }

    private static String grip(String value, String unit) {
        return """
                {"resourceType": "Observation", "status": "final",
                 "category": [{"coding": [{
                   "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "exam"}]}],
                 "code": {"coding": [{"system": "http://loinc.org", "code": "83173-5"}]},
                 "subject": {"reference": "%s"}, "effectiveDateTime": "2026-11-20", "performer": [{"reference": "%s"}],
                 "valueQuantity": {"value": %s, "system": "%s", "code": "%s"}}""".formatted(bedside.patient(), bedside.tester(), value, UCUM, unit);
    }

    static Stream<Arguments> questions() {
        String weak = "20-kg 20-kgf 20-N 20-lbf";
        return Stream.of(
                arguments("lt27|" + UCUM + "|kg", weak + " weight-20-kg"),
                arguments("lt27|" + UCUM + "|kgf", weak),
                arguments("lt250|" + UCUM + "|N", weak),
                arguments("lt60|" + UCUM + "|[lbf_av]", weak),
                arguments("ge27|" + UCUM + "|kg", "30-kg 30-N 30-lbf"),
                arguments("ge250|" + UCUM + "|N", "30-kg 30-N 30-lbf"),
                arguments("20|" + UCUM + "|kg", "20-kg 20-kgf 20-N weight-20-kg"),
                arguments("ap20|" + UCUM + "|kg", weak + " weight-20-kg"),
                arguments("ap196|" + UCUM + "|N", weak),
                arguments("20", "20-kg 20-kgf weight-20-kg 20-of-something"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isAnswered(String value, String expected) {
        Answer found =
                SERVER.getAsPasted("/fhir/Observation?subject=" + bedside.patient() + "&value-quantity=" + value);
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.references().stream().map(NAMES::get).toList()).containsExactlyInAnyOrder(expected.split(" "));
    }
}
