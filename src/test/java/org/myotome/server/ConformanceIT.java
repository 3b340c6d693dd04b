package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** The artefacts are there for everybody to read and for nobody to change. */
class ConformanceIT {

    private final RunningServer server = RunningServer.shared();

    static Stream<Path> artefacts() throws IOException {
        try (Stream<Path> profiles = Files.list(Path.of("profiles"));
                Stream<Path> terminology = Files.list(Path.of("terminology"))) {
            return Stream.concat(profiles, terminology)
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("artefacts")
    void everyArtefactCanBeReadAndFoundByItsUrl(Path file) throws IOException {
        JsonNode artefact = Answer.read(Files.readString(file));
        String reference = artefact.path("resourceType").asText() + "/"
                + artefact.path("id").asText();
        Answer read = server.get("/" + reference);
        assertThat(read.status()).isEqualTo(200);
        for (String element : List.of(
                "url",
                "version",
                "description",
                "concept",
                "compose",
                "group",
                "expression",
                "differential",
                "item",
                "parameter")) {
            assertThat(read.json().path(element)).as(element).isEqualTo(artefact.path(element));
        }
        assertThat(server.get("/" + artefact.path("resourceType").asText() + "?url="
                                + artefact.path("url").asText())
                        .references())
                .containsExactly(reference);
        assertThat(server.get("/" + reference, "If-None-Match", read.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CodeSystem/mrc-muscle-grade",
                "ValueSet/mrc-below-3",
                "ConceptMap/muscle-to-site",
                "StructureDefinition/mrc-sum-score",
                "SearchParameter/body-site"
            })
    void noArtefactIsChangedThroughRest(String reference) {
        Answer before = server.get("/" + reference);
        String type = reference.split("/")[0];
        ObjectNode changed = (ObjectNode) before.json();
        changed.put("description", "changed by a client");
        ObjectNode another = changed.deepCopy();
        another.remove("id");
        List<Answer> refusals = List.of(
                server.put("/" + reference, changed.toString()),
                server.post("/" + type, another.toString()),
                server.delete("/" + reference),
                server.put("/" + type + "?url=" + changed.path("url").asText(), another.toString()),
                server.patch(
                        "/" + reference,
                        "[{\"op\": \"remove\", \"path\": \"/description\"}]",
                        "application/json-patch+json"),
                server.post("", BundleOf.transaction().put(changed, reference).toString()),
                server.post("", BundleOf.transaction().post(another).toString()),
                server.post("", BundleOf.transaction().delete(reference).toString()));
        assertThat(refusals).extracting(Answer::status).containsOnly(405);
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal.refusal().code()).isEqualTo("not-supported");
            assertThat(refusal.refusal().diagnostics()).contains(type, "read-only");
        });
        assertThat(server.get("/" + reference).body()).isEqualTo(before.body());
    }

    @Test
    void aTransactionThatTouchesAnArtefactStoresNothing() {
        JsonNode changed = server.get("/ValueSet/mrc-below-3").json();
        String person = Bedside.person("Patient");
        String identifier = Answer.read(person).at("/identifier/0/value").asText();
        Answer refused = server.post(
                "",
                BundleOf.transaction()
                        .post(Answer.read(person))
                        .put(changed, "ValueSet/mrc-below-3")
                        .toString());
        assertThat(refused.status()).isEqualTo(405);
        assertThat(server.count("/Patient?identifier=" + identifier)).isZero();
        Answer batch = server.post(
                "",
                BundleOf.batch()
                        .post(Answer.read(person))
                        .put(changed, "ValueSet/mrc-below-3")
                        .toString());
        assertThat(server.count("/Patient?identifier=" + identifier)).isEqualTo(batch.status() == 200 ? 1 : 0);
        assertThat(batch.body()).contains("read-only");
    }
}
