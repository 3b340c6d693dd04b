package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** A transaction is stored whole or not at all. https://hl7.org/fhir/R4/http.html#transaction */
@StorageDependent
class TransactionIT {

    private static final String PATIENT = "urn:uuid:3b1f6c1e-7b5e-4b7c-9d2a-2f4f0a4b6f01";
    private static final String GRADE = "urn:uuid:3b1f6c1e-7b5e-4b7c-9d2a-2f4f0a4b6f02";

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
    private final ObjectNode wrong = bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3");
    private final String own = "/Observation?subject=" + bedside.patient();

    @Test
    void entriesReferToEachOtherByFullUrl() {
        BundleOf transaction =
                BundleOf.transaction().post(bedside.exam(List.of(GRADE))).post(grade, GRADE);
        Answer stored = server.post("", transaction.toString());
        assertThat(stored.status()).isEqualTo(200);
        assertThat(stored.json().path("type").asText()).isEqualTo("transaction-response");
        String exam = location(stored, 0);
        assertThat(status(stored, 0)).startsWith("201");
        assertThat(server.get("/" + exam).json().at("/hasMember/0/reference").asText())
                .isEqualTo(location(stored, 1));
        assertThat(stored.json().at("/entry/0/response/etag").asText()).isEqualTo("W/\"1\"");
    }

    /** https://hl7.org/fhir/R4/bundle.html#bundle-unique: fullUrl may be left out in batches and transactions. */
    @Test
    void entriesNeedNoFullUrl() {
        ObjectNode changed =
                (ObjectNode) server.get("/" + server.store(grade.toString())).json();
        BundleOf transaction = BundleOf.transaction()
                .post(grade)
                .put(changed, "Observation/" + changed.path("id").asText());
        Answer stored = server.post("", transaction.withoutFullUrls().toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        assertThat(server.count(own)).isEqualTo(2);
    }

    /** What an interface engine sends that knows no ids of the server, and sends again after a lost answer. */
    @Test
    void conditionalUpdatesReferToOtherEntriesAndCanBeSentAgain() {
        String sender = "urn:uuid:" + UUID.randomUUID();
        ObjectNode exam = identified(bedside.exam(List.of(GRADE)), sender, "exam");
        ObjectNode own = identified(grade, sender, "grade");
        ObjectNode person = identified((ObjectNode) Answer.read(Bedside.person("Patient")), sender, "patient");
        exam.putObject("subject").put("reference", PATIENT);
        own.putObject("subject").put("reference", PATIENT);
        BundleOf transaction = BundleOf.transaction()
                .add(exam, "urn:uuid:" + UUID.randomUUID(), "PUT", "Observation?identifier=" + sender + "|exam")
                .add(own, GRADE, "PUT", "Observation?identifier=" + sender + "|grade")
                .add(person, PATIENT, "PUT", "Patient?identifier=" + sender + "|patient");

        Answer first = server.post("", transaction.toString());
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(List.of(status(first, 0), status(first, 1), status(first, 2)))
                .containsOnly("201 Created");
        own.put("status", "amended");
        Answer again = server.post("", transaction.toString());
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(List.of(status(again, 0), status(again, 1), status(again, 2)))
                .containsOnly("200 OK");

        assertThat(server.count("/Observation?subject:Patient.identifier=" + sender + "%7Cpatient"))
                .isEqualTo(2);
        JsonNode stored = server.get("/" + location(again, 1)).json();
        assertThat(stored.path("status").asText()).isEqualTo("amended");
        assertThat(stored.at("/subject/reference").asText()).isEqualTo(location(again, 2));

        own.putObject("subject").put("reference", "urn:uuid:" + UUID.randomUUID());
        Answer refused = server.post("", transaction.toString());
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("reference-not-found");
    }

    private static ObjectNode identified(ObjectNode resource, String system, String value) {
        resource.putArray("identifier").addObject().put("system", system).put("value", value);
        return resource;
    }

    @Test
    void everyVerbWorksInATransaction() {
        String changed = server.store(grade.toString());
        String deleted = server.store(grade.toString());
        ObjectNode change = (ObjectNode) server.get("/" + changed).json();
        change.put("status", "amended");
        Answer done = server.post(
                "",
                BundleOf.transaction()
                        .post(bedside.grade("hip-flexion", Limb.LEFT_LEG, "4"))
                        .put(change, changed)
                        .delete(deleted)
                        .get(changed)
                        .get("Observation?subject=" + bedside.patient() + "&_summary=count")
                        .toString());
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(List.of(status(done, 0), status(done, 1), status(done, 3)))
                .containsExactly("201 Created", "200 OK", "200 OK");
        assertThat(done.json().at("/entry/3/resource/status").asText()).isEqualTo("amended");
        assertThat(done.json().at("/entry/4/resource/total").asInt()).isEqualTo(2);
        assertThat(server.get("/" + deleted).status()).isEqualTo(410);
        assertThat(server.count(own)).isEqualTo(2);
    }

    @Test
    void conditionalReferencesAreResolved() {
        String identifier = server.get("/" + bedside.patient())
                .json()
                .at("/identifier/0/value")
                .asText();
        grade.withObject("/subject").put("reference", "Patient?identifier=https://example.org/id|" + identifier);
        Answer stored = server.post("", BundleOf.transaction().post(grade).toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        assertThat(server.get("/" + location(stored, 0))
                        .json()
                        .at("/subject/reference")
                        .asText())
                .isEqualTo(bedside.patient());
    }

    @Test
    void aConditionalReferenceThatFindsNothingIsRefusedByName() {
        grade.withObject("/subject").put("reference", "Patient?identifier=https://example.org/id|nobody-has-this");
        Answer refused = server.post("", BundleOf.transaction().post(grade).toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("reference-not-found");
        assertThat(refused.body()).contains("nobody-has-this");
        assertThat(server.count("/Observation?subject.identifier=nobody-has-this"))
                .isZero();
    }

    @Test
    void entriesAreCreatedOnlyIfTheConditionFindsNothing() {
        ObjectNode patient = (ObjectNode) server.get("/" + bedside.patient()).json();
        patient.remove(List.of("id", "meta"));
        grade.withObject("/subject").put("reference", PATIENT);
        BundleOf transaction = BundleOf.transaction().post(patient, PATIENT);
        transaction
                .lastRequest()
                .put(
                        "ifNoneExist",
                        "identifier=" + patient.at("/identifier/0/value").asText());
        Answer stored = server.post("", transaction.post(grade).toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        assertThat(status(stored, 0)).isEqualTo("200 OK");
        assertThat(server.count(own)).isEqualTo(1);
    }

    @Test
    void nothingIsStoredFromARefusedTransaction() {
        int before = server.count("/Observation");
        Answer refused = server.post(
                "",
                BundleOf.transaction()
                        .post(grade)
                        .post(wrong)
                        .post(bedside.grade("hip-flexion", Limb.LEFT_LEG, "6"))
                        .toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues()).allMatch(Answer.Issue::teaches);
        assertThat(refused.issues().stream()
                        .filter(Answer.Issue::refuses)
                        .map(Answer.Issue::path)
                        .map(path -> path.replaceAll("(entry\\[\\d]).*", "$1"))
                        .distinct())
                .containsExactlyInAnyOrder("Bundle.entry[1]", "Bundle.entry[2]");
        assertThat(server.count("/Observation")).isEqualTo(before);
    }

    @Test
    void nothingIsStoredFromATransactionThatTheStoreRefuses() {
        ObjectNode outdated =
                (ObjectNode) server.get("/" + server.store(grade.toString())).json();
        BundleOf transaction = BundleOf.transaction().post(grade);
        transaction.put(outdated, "Observation/" + outdated.path("id").asText());
        transaction.lastRequest().put("ifMatch", "W/\"9\"");
        Answer refused = server.post("", transaction.toString());
        assertThat(refused.status()).isIn(409, 412);
        assertThat(refused.issues().get(0).code()).isEqualTo("conflict");
        assertThat(server.count(own)).isEqualTo(1);
    }

    @Test
    void aTransactionThatTakesAwayWhatItRefersToIsRefused() {
        String member = server.store(grade.toString());
        Answer refused = server.post(
                "",
                BundleOf.transaction()
                        .post(bedside.exam(List.of(member)))
                        .delete(member)
                        .toString());
        assertThat(refused.status()).isIn(409, 422);
        assertThat(refused.body()).contains(member);
        assertThat(server.count(own)).isEqualTo(1);
    }

    @Test
    void xmlTransactionsWork() {
        String xml = """
                <Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/><entry>
                  <resource><Patient><active value="true"/></Patient></resource>
                  <request><method value="POST"/><url value="Patient"/></request></entry></Bundle>""";
        Answer stored = server.post("", xml, "Content-Type", "application/fhir+xml", "Accept", "application/fhir+xml");
        assertThat(stored.status()).isEqualTo(200);
        assertThat(stored.body()).startsWith("<Bundle").contains("201 Created");
    }

    static String location(Answer bundle, int entry) {
        return response(bundle, entry).path("location").asText().replaceAll("/_history/\\d+$", "");
    }

    static String status(Answer bundle, int entry) {
        return response(bundle, entry).path("status").asText();
    }

    private static JsonNode response(Answer bundle, int entry) {
        return bundle.json().path("entry").path(entry).path("response");
    }
}
