package org.myotome;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the examples in {@code profiles/examples} refer to and what is no example itself, under the ids that they name. */
public final class ExampleSurroundings {

    private final RunningServer server;
    private final Bedside bedside;

    private ExampleSurroundings(RunningServer server) {
        this.server = server;
        this.bedside = new Bedside(server, "Patient/example", "Practitioner/example");
    }

    public static void storeOn(RunningServer server) {
        ExampleSurroundings surroundings = new ExampleSurroundings(server);
        surroundings.storePeopleAndThings();
        surroundings.storeGrades();
        surroundings.storeWhatTheOtherScoresAreMadeOf();
        surroundings.storeExamples();
    }

    private void storePeopleAndThings() {
        for (String id : List.of("Patient/example", "Patient/other", "Practitioner/example", "Specimen/biopsy")) {
            store(id, "{\"resourceType\": \"%s\"}".formatted(id.split("/")[0]));
        }
        store("Group/ward-3", "{\"resourceType\": \"Group\", \"type\": \"person\", \"actual\": true}");
        store(
                "QuestionnaireResponse/fatigue",
                "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\"}");
        store("Device/dynamometer", "{\"resourceType\": \"Device\"}");
        for (String cause : List.of("Condition/stroke", "Condition/guillain-barre-syndrome")) {
            store(
                    cause,
                    "{\"resourceType\": \"Condition\", \"subject\": {\"reference\": \"Patient/example\"}, \"code\": {\"text\": \"%s\"}}"
                            .formatted(cause));
        }
    }

    private void storeGrades() {
        for (ObjectNode grade : bedside.twelve("4")) {
            boolean left = grade.at("/bodySite/coding/0/code").asText().matches("80768000|32153003");
            String movement = grade.at("/code/coding/0/code").asText();
            store("Observation/" + (left ? "left-" : "right-") + movement, grade.toString());
        }
    }

    /** Motor values of 4 and manual tests of 8. */
    private void storeWhatTheOtherScoresAreMadeOf() {
        for (boolean upper : List.of(true, false)) {
            List<ObjectNode> values = bedside.motorValues(upper, "4");
            for (int i = 0; i < values.size(); i++) {
                String muscle = values.get(i).at("/code/coding/0/code").asText();
                store(
                        "Observation/" + (i % 2 == 0 ? "left-" : "right-") + muscle,
                        values.get(i).toString());
            }
        }
        for (ObjectNode grade : bedside.manualTests(false, 8)) {
            String movement = grade.at("/code/coding/0/code").asText();
            store("Observation/" + (movement.startsWith("neck") ? "" : "right-") + movement + "-mmt", grade.toString());
        }
    }

    private void storeExamples() {
        for (String grade : List.of(
                "left-biceps-4-minus",
                "right-knee-extension-5",
                "right-ankle-dorsiflexion-not-testable-pain",
                "sum-score-48")) {
            store("Observation/" + grade, RunningServer.example("valid/" + grade + ".json"));
        }
        store("Condition/weakness-of-guillain-barre", RunningServer.example("valid/weakness-of-guillain-barre.json"));
    }

    private void store(String reference, String json) {
        ObjectNode resource = (ObjectNode) Answer.read(json);
        resource.put("id", reference.split("/")[1]);
        Answer stored = server.put("/" + reference, resource.toString());
        if (stored.status() != 200 && stored.status() != 201) {
            throw new AssertionError(reference + " was not stored: " + stored.body());
        }
    }
}
