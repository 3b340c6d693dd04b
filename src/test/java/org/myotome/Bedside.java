package org.myotome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A made-up patient and a tester, both stored on a server, and what the tester would send about the patient. Every test has a
 * patient of its own and searches by that patient, so that tests do not see each other.
 *
 * @param patient the reference, such as {@code Patient/12}
 * @param tester the reference, such as {@code Practitioner/13}
 */
public record Bedside(RunningServer server, String patient, String tester) {

    /** The six movements of the MRC sum score, arms first. */
    public static final List<String> SCORE_MOVEMENTS = List.of(
            "shoulder-abduction",
            "elbow-flexion",
            "wrist-extension",
            "hip-flexion",
            "knee-extension",
            "ankle-dorsiflexion");

    public static final List<String> UPPER_KEY_MUSCLES = List.of("c5", "c6", "c7", "c8", "t1");
    public static final List<String> LOWER_KEY_MUSCLES = List.of("l2", "l3", "l4", "l5", "s1");

    /** The movements of the MMT8 score that have a side. */
    public static final List<String> MMT8_MOVEMENTS = List.of(
            "shoulder-abduction",
            "elbow-flexion",
            "wrist-extension",
            "hip-extension",
            "hip-abduction",
            "knee-extension",
            "ankle-dorsiflexion");

    private static final String BASE = "https://w3id.org/myotome";

    public static Bedside on(RunningServer server) {
        return new Bedside(server, server.store(person("Patient")), server.store(person("Practitioner")));
    }

    /** A person whom nobody else in the tests is. */
    public static String person(String type) {
        return """
                {"resourceType": "%s", "identifier": [{"system": "https://example.org/id", "value": "%s"}],
                 "name": [{"family": "Synthetic"}], %s}""".formatted(type, UUID.randomUUID(), LABEL);
    }

    private static final String LABEL =
            "\"meta\": {\"security\": [{\"system\": \"http://terminology.hl7.org/CodeSystem/v3-ActReason\", \"code\": \"HTEST\"}]}";

    /** A grade as a plain sender sends it: without profile, ordinal and displays. */
    public ObjectNode grade(String movement, Limb limb, String grade) {
        ObjectNode observation = observation("tested-movement", movement);
        observation.set("valueCodeableConcept", concept(BASE + "/CodeSystem/mrc-muscle-grade", grade));
        observation.set("bodySite", concept("http://snomed.info/sct", limb.code));
        observation.set(
                "method",
                concept(BASE + "/CodeSystem/strength-method", grade.matches("\\d") ? "mrc-0-5" : "mrc-expanded"));
        return observation;
    }

    /** A key muscle of the international standards for spinal cord injury, such as {@code c5}. */
    public ObjectNode motorValue(String muscle, Limb limb, String value) {
        return onScale("isncsci-key-muscle", muscle, limb, "isncsci-motor-value", value, "isncsci");
    }

    /** A manual muscle test from 0 to 10. */
    public ObjectNode manualTest(String movement, Limb limb, int points) {
        return onScale("tested-movement", movement, limb, "mmt-grade", "mmt-" + points, "mmt-0-10");
    }

    private ObjectNode onScale(String items, String item, Limb limb, String scale, String value, String method) {
        ObjectNode observation = observation(items, item);
        observation.set("valueCodeableConcept", concept(BASE + "/CodeSystem/" + scale, value));
        observation.set("bodySite", concept("http://snomed.info/sct", limb.code));
        observation.set("method", concept(BASE + "/CodeSystem/strength-method", method));
        return observation;
    }

    /** A movement that could not be tested. */
    public ObjectNode notTested(String movement, Limb limb) {
        ObjectNode observation = grade(movement, limb, "0");
        observation.remove("valueCodeableConcept");
        observation.set(
                "dataAbsentReason",
                concept("http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-performed"));
        return observation;
    }

    public ObjectNode sumScore(int points, List<String> grades) {
        return score("mrc-sum-score", points, grades);
    }

    /** @param code of CodeSystem {@code strength-measure} */
    public ObjectNode score(String code, int points, List<String> grades) {
        ObjectNode score = observation("strength-measure", code);
        score.set("valueQuantity", Answer.read("""
                {"value": %d, "unit": "score", "system": "http://unitsofmeasure.org", "code": "{score}"}""".formatted(points)));
        score.set("derivedFrom", references(grades));
        return score;
    }

    public ObjectNode exam(List<String> members) {
        ObjectNode exam = observation("strength-measure", "strength-exam");
        exam.set("hasMember", references(members));
        return exam;
    }

    /** The twelve movements of a sum score, each with this grade. */
    public List<ObjectNode> twelve(String grade) {
        List<ObjectNode> grades = new ArrayList<>();
        for (String movement : SCORE_MOVEMENTS) {
            boolean arm = SCORE_MOVEMENTS.indexOf(movement) < 3;
            grades.add(grade(movement, arm ? Limb.LEFT_ARM : Limb.LEFT_LEG, grade));
            grades.add(grade(movement, arm ? Limb.RIGHT_ARM : Limb.RIGHT_LEG, grade));
        }
        return grades;
    }

    /** Five key muscles on both sides, each with this value. */
    public List<ObjectNode> motorValues(boolean upper, String value) {
        List<ObjectNode> values = new ArrayList<>();
        for (String muscle : upper ? UPPER_KEY_MUSCLES : LOWER_KEY_MUSCLES) {
            values.add(motorValue(muscle, upper ? Limb.LEFT_ARM : Limb.LEFT_LEG, value));
            values.add(motorValue(muscle, upper ? Limb.RIGHT_ARM : Limb.RIGHT_LEG, value));
        }
        return values;
    }

    /** The eight movements of the MMT8 score, the neck last, each with this grade. */
    public List<ObjectNode> manualTests(boolean left, int points) {
        List<ObjectNode> grades = new ArrayList<>();
        for (String movement : MMT8_MOVEMENTS) {
            boolean arm = movement.matches("(shoulder|elbow|wrist).*");
            Limb limb = left ? (arm ? Limb.LEFT_ARM : Limb.LEFT_LEG) : (arm ? Limb.RIGHT_ARM : Limb.RIGHT_LEG);
            grades.add(manualTest(movement, limb, points));
        }
        grades.add(manualTest("neck-flexion", Limb.NECK, points));
        return grades;
    }

    /** Stores each, and returns their references. */
    public List<String> store(List<ObjectNode> observations) {
        return observations.stream().map(one -> server.store(one.toString())).toList();
    }

    private ObjectNode observation(String system, String code) {
        return (ObjectNode) Answer.read("""
                {"resourceType": "Observation", %s, "status": "final",
                 "category": [{"coding": [
                   {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "exam"}]}],
                 "code": {"coding": [{"system": "%s/CodeSystem/%s", "code": "%s"}]},
                 "subject": {"reference": "%s"}, "effectiveDateTime": "2026-11-20T09:30:00+01:00",
                 "performer": [{"reference": "%s"}]}""".formatted(LABEL, BASE, system, code, patient, tester));
    }

    private static JsonNode concept(String system, String code) {
        return Answer.read("{\"coding\": [{\"system\": \"%s\", \"code\": \"%s\"}]}".formatted(system, code));
    }

    private static JsonNode references(List<String> targets) {
        return Answer.read("["
                + String.join(
                        ", ",
                        targets.stream()
                                .map("{\"reference\": \"%s\"}"::formatted)
                                .toList()) + "]");
    }

    /** The limb, with its side, at which a movement is tested. */
    public enum Limb {
        LEFT_ARM("80768000"),
        RIGHT_ARM("6921000"),
        LEFT_LEG("32153003"),
        RIGHT_LEG("62175007"),
        NECK("45048000");

        private final String code;

        Limb(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
