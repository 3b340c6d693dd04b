package org.myotome.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.myotome.bench.Vocabulary.Grade;
import org.myotome.bench.Vocabulary.TestedSide;

/**
 * What the clients send: random patients, movements, sides, grades and times out of a seed. No two messages are alike. One
 * instance serves one thread.
 */
final class Messages {

    /** Grades that each patient has after the load. */
    static final int GRADES_EACH = 100;

    /** Resources in an exam: twelve grades, the sum score and the panel. */
    static final int EXAM = 14;

    /** Grades in an exam. */
    static final int SCORED = 12;

    static final String TESTER = "Practitioner/bench";

    private static final Instant FIRST = Instant.parse("2021-01-01T00:00:00Z");
    private static final long SECONDS = Duration.ofDays(5 * 365).toSeconds();
    private static final String CATEGORY = "\"category\":[{\"coding\":[{\"system\":"
            + "\"http://terminology.hl7.org/CodeSystem/observation-category\",\"code\":\"exam\",\"display\":\"Exam\"}]}]";

    private static final String SCORE_CODE = Vocabulary.coding("strength-measure", "mrc-sum-score");
    private static final String EXAM_CODE = Vocabulary.coding("strength-measure", "strength-exam");

    private final Vocabulary vocabulary;
    private final int patients;
    private final SplittableRandom random;
    private final List<TestedSide> scored;
    private final List<Grade> whole;

    /**
     * @param patients how many there are; one of them is drawn for each message
     */
    Messages(Vocabulary vocabulary, int patients, long seed) {
        this.vocabulary = vocabulary;
        this.patients = patients;
        this.random = new SplittableRandom(seed);
        this.scored = vocabulary.sides().stream().filter(TestedSide::inSumScore).toList();
        this.whole = vocabulary.grades().stream()
                .filter(grade -> grade.points() >= 0)
                .toList();
    }

    static String patientId(int number) {
        return "Patient/bench-" + number;
    }

    /** The tester whom every message names. */
    static String tester() {
        return "{\"resourceType\":\"Practitioner\",\"id\":\"bench\",\"name\":[{\"family\":\"Synthetic\"}]}";
    }

    String anyPatient() {
        return patientId(random.nextInt(patients));
    }

    /** Finds a random movement on a random side. */
    String anySide() {
        return any(vocabulary.sides()).search();
    }

    /** A grade of a random patient. */
    String grade() {
        return grade(anyPatient(), any(vocabulary.sides()), any(vocabulary.grades()), anyTime());
    }

    /** The same with what people read. */
    String narratedGrade() {
        String grade = grade();
        return grade.substring(0, grade.length() - 1) + ",\"text\":{\"status\":\"generated\",\"div\":"
                + "\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p>Strength of <b>one</b> movement</p></div>\"}}";
    }

    /** A transaction that stores that many grades of a patient. */
    String gradesOf(String patient, int grades) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < grades; i++) {
            String grade = grade(patient, any(vocabulary.sides()), any(vocabulary.grades()), anyTime());
            entries.add(entry(anyUuid(), grade, "POST", "Observation"));
        }
        return transaction(entries);
    }

    /** A transaction with an exam of a random patient: the twelve grades of the sum score, the score and the panel. */
    String exam() {
        return examOf(anyPatient());
    }

    String examOf(String patient) {
        String time = anyTime();
        List<String> entries = new ArrayList<>();
        List<String> members = new ArrayList<>();
        int points = 0;
        for (TestedSide side : scored) {
            Grade grade = any(whole);
            points += grade.points();
            members.add(anyUuid());
            String json = grade(patient, side, grade, time);
            entries.add(entry(members.get(members.size() - 1), json, "POST", "Observation"));
        }
        String score = anyUuid();
        String value = "\"valueQuantity\":{\"value\":" + points
                + ",\"unit\":\"score\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"{score}\"}";
        String sum = observation("mrc-sum-score", patient, time, SCORE_CODE) + "," + value + ",\"derivedFrom\":["
                + references(members) + "]}";
        entries.add(entry(score, sum, "POST", "Observation"));
        members.add(score);
        String panel = observation("strength-exam", patient, time, EXAM_CODE) + ",\"hasMember\":[" + references(members)
                + "]}";
        entries.add(entry(anyUuid(), panel, "POST", "Observation"));
        return transaction(entries);
    }

    static String patient(int number) {
        return "{\"resourceType\":\"Patient\",\"id\":\"bench-" + number + "\",\"identifier\":[{\"system\":"
                + "\"https://example.org/mrn\",\"value\":\"B" + number
                + "\"}],\"name\":[{\"family\":\"Synthetic\",\"given\":[\"Patient\"]}],\"gender\":\""
                + (number % 2 == 0 ? "female" : "male") + "\",\"birthDate\":\"" + (1930 + number % 80) + "-05-17\"}";
    }

    private static String grade(String patient, TestedSide side, Grade grade, String time) {
        return observation("mrc-muscle-strength", patient, time, side.movement())
                + ",\"valueCodeableConcept\":{\"coding\":[" + grade.value()
                + "]},\"bodySite\":{\"coding\":[" + side.site()
                + "]},\"method\":{\"coding\":[" + grade.method() + "]}}";
    }

    private static String observation(String profile, String patient, String time, String code) {
        return "{\"resourceType\":\"Observation\",\"meta\":{\"profile\":[\"" + Vocabulary.BASE + "/StructureDefinition/"
                + profile + "\"]},\"status\":\"final\"," + CATEGORY + ",\"code\":{\"coding\":[" + code
                + "]},\"subject\":{\"reference\":\"" + patient + "\"},\"effectiveDateTime\":\"" + time
                + "\",\"performer\":[{\"reference\":\"" + TESTER + "\"}]";
    }

    private static String references(List<String> targets) {
        return targets.stream()
                .map(target -> "{\"reference\":\"" + target + "\"}")
                .collect(Collectors.joining(","));
    }

    private static String transaction(List<String> entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static String entry(String fullUrl, String resource, String method, String url) {
        return "{\"fullUrl\":\"" + fullUrl + "\",\"resource\":" + resource + ",\"request\":{\"method\":\"" + method
                + "\",\"url\":\"" + url + "\"}}";
    }

    private String anyUuid() {
        return "urn:uuid:" + new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    private String anyTime() {
        return FIRST.plusSeconds(random.nextLong(SECONDS)).toString();
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
