package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** What became of a resource, of a type, of everything. https://hl7.org/fhir/R4/http.html#history */
@StorageDependent
class HistoryIT {

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final String reference =
            server.store(bedside.grade("hip-flexion", Limb.LEFT_LEG, "2").toString());

    @Test
    void historyOfAResourceTellsEveryVersionFromTheNewest() {
        change();
        server.delete("/" + reference);
        Answer history = server.get("/" + reference + "/_history");
        assertThat(history.status()).isEqualTo(200);
        assertThat(history.json().path("type").asText()).isEqualTo("history");
        assertThat(methods(history)).containsExactly("DELETE", "PUT", "POST");
        assertThat(history.json().path("total").asInt()).isEqualTo(3);
        assertThat(history.json().at("/entry/0/resource").isMissingNode()).isTrue();
    }

    @Test
    void totalOfAHistoryIsNotRemembered() {
        assertThat(server.get("/" + reference + "/_history")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        change();
        assertThat(server.get("/" + reference + "/_history")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void historyOfATypeAndOfAllShowsWhatJustHappened() {
        change();
        for (String scope : List.of("/Observation/_history", "/_history")) {
            Answer history = server.get(scope + "?_count=1");
            assertThat(history.references()).as(scope).containsExactly(reference);
            assertThat(history.json().at("/entry/0/resource/meta/versionId").asText())
                    .isEqualTo("2");
            assertThat(history.next()).as(scope).isNotEmpty();
        }
    }

    @Test
    void historySinceAnInstantLeavesOutWhatWasBefore() {
        String since =
                server.get("/" + reference).json().at("/meta/lastUpdated").asText();
        String patient = server.store(Bedside.person("Patient"));
        assertThat(server.get("/Patient/_history?_since=" + since.replace("+", "%2B"))
                        .references())
                .containsExactly(patient);
    }

    @Test
    void pagesOfAHistoryLoseNothing() {
        for (int i = 0; i < 6; i++) {
            change();
        }
        List<String> versions = new ArrayList<>();
        Answer page = server.get("/" + reference + "/_history?_count=3");
        while (true) {
            page.json()
                    .path("entry")
                    .forEach(entry ->
                            versions.add(entry.at("/resource/meta/versionId").asText()));
            if (page.next().isEmpty()) {
                break;
            }
            page = server.get(page.next());
        }
        assertThat(versions).containsExactly("7", "6", "5", "4", "3", "2", "1");
    }

    @Test
    void historyOfAnUnknownResourceIsNotFound() {
        assertThat(server.get("/Observation/never-was/_history").status()).isEqualTo(404);
    }

    private void change() {
        ObjectNode changed = (ObjectNode) server.get("/" + reference).json();
        changed.withArray("note").addObject().put("text", "seen again");
        server.put("/" + reference, changed.toString());
    }

    private static List<String> methods(Answer history) {
        List<String> methods = new ArrayList<>();
        for (JsonNode entry : history.json().path("entry")) {
            methods.add(entry.at("/request/method").asText());
        }
        return methods;
    }
}
