package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;
import org.myotome.storage.create.StoredCreates;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is plainly created is in the database as if HAPI had stored it: each example is stored by both ways, and whatever table
 * has rows of it, the rows are the same.
 */
@StorageDependent
class PlainCreateIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final JdbcTemplate DATABASE = RunningServer.sharedDatabase();

    /** A request that HAPI answers, for it is not plain; the resource is stored the same. */
    private static final String[] BY_HAPI = {"Prefer", "return=OperationOutcome"};

    /** Which row it is, which resource and when; and the check sum, which differs where an empty meta is left out. */
    private static final Set<String> OWN = Set.of(
            "HASH_SHA256",
            "SP_ID",
            "PID",
            "RES_ID",
            "FHIR_ID",
            "SRC_RESOURCE_ID",
            "RES_PUBLISHED",
            "RES_UPDATED",
            "SP_UPDATED");

    private static final Map<String, String> TABLES = tables();

    @BeforeAll
    static void storeWhatTheExamplesReferTo() {
        GateExamplesIT.storeWhatTheExamplesReferTo();
    }

    static Stream<Path> validExamples() {
        return GateExamplesIT.valid();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validExamples")
    void anExampleHasTheRowsThatHapiWrites(Path file) {
        assertSameRows(GateExamplesIT.storable(file).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"resourceType": "Patient", "meta": {"source": "urn:ward#7", "tag": [{"system": "urn:t", "code": "x"}]},
                 "identifier": [{"system": "urn:mrn", "value": "1", "type": {"coding": [{"system": "urn:k", "code": "MR"}]}}],
                 "name": [{"family": "M\u00fcller", "given": ["Zo\u00eb", "A"]}], "birthDate": "1950-02",
                 "telecom": [{"system": "phone", "value": "1"}], "address": [{"city": "Berne", "postalCode": "3000"}]}""", """
                {"resourceType": "Encounter", "status": "finished", "class": {"code": "AMB"},
                 "subject": {"reference": "Patient/example"}, "period": {"start": "2026-01-01", "end": "2026-01-03"},
                 "participant": [{"individual": {"reference": "Practitioner/example"}},
                                 {"individual": {"reference": "Practitioner/example"}}]}""", """
                {"resourceType": "Organization", "name": "Ward", "text": {"status": "generated",
                 "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Ward</div>"}}""", """
                {"resourceType": "Device", "url": "https://example.org/d", "patient": {"reference": "Patient/example"}}""", """
                {"resourceType": "Condition", "meta": {"profile": ["https://example.org/p"]}, "onsetAge": {"value": 5,
                 "unit": "a", "system": "http://unitsofmeasure.org", "code": "a"},
                 "subject": {"reference": "Patient/example", "identifier": {"system": "urn:mrn", "value": "1"}}}"""})
    void aResourceHasTheRowsThatHapiWrites(String resource) {
        assertSameRows(resource);
    }

    private static void assertSameRows(String resource) {
        String type = Answer.read(resource).path("resourceType").asText();
        Answer plain = SERVER.post("/" + type, resource);
        Answer byHapi = SERVER.post("/" + type, resource, BY_HAPI);
        assertThat(plain.status()).as(plain.body()).isEqualTo(201);
        assertThat(byHapi.status()).as(byHapi.body()).isEqualTo(201);
        assertThat(isPlain(plain)).as("by way of plain creates").isEqualTo(StoredCreates.isFor(type));
        assertThat(isPlain(byHapi)).isFalse();
        assertThat(rows(row(plain))).isEqualTo(rows(row(byHapi)));
        assertThat(DATABASE.queryForList("select SP_SYSTEM from HFJ_SPIDX_TOKEN where RES_ID = ?", row(byHapi)))
                .allMatch(row -> row.get("SP_SYSTEM") == null);
        assertThat(value("HASH_SHA256", "HFJ_RESOURCE", row(plain)))
                .isEqualTo(Hashing.sha256()
                        .hashUnencodedChars(value("RES_TEXT_VC", "HFJ_RES_VER", row(plain)))
                        .toString());
    }

    private static String value(String column, String table, long resource) {
        return DATABASE.queryForObject(
                "select " + column + " from " + table + " where RES_ID = ?", String.class, resource);
    }

    /** HAPI does not know how long its answer is. */
    private static boolean isPlain(Answer answer) {
        return answer.headers().firstValue("Content-Length").isPresent();
    }

    private static long row(Answer created) {
        String version = created.header("Content-Location");
        return Long.parseLong(version.replaceFirst("/_history/1$", "").replaceFirst(".*/", ""));
    }

    /** HAPI knows by its check sum whether an update changes anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"meta\": {\"source\": \"urn:ward\"},",
                "\"meta\": {\"profile\": [\"https://example.org/z\", \"https://example.org/a\"]},"
            })
    void anUpdateThatChangesNothingMakesNoVersion(String meta) {
        String patient = "{\"resourceType\": \"Patient\", %s %s \"gender\": \"other\"}";
        String id = SERVER.post("/Patient", patient.formatted(meta, "")).id();
        Answer updated = SERVER.put("/Patient/" + id, patient.formatted(meta, "\"id\": \"" + id + "\","));
        assertThat(updated.header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void aTransactionHasTheRowsThatHapiWrites() {
        String exam = transaction("");
        // HAPI answers where a client says what it prefers.
        List<Long> plain = stored(SERVER.post("", exam));
        List<Long> byHapi = stored(SERVER.post("", exam, "Prefer", "return=minimal"));
        for (int i = 0; i < plain.size(); i++) {
            assertThat(rows(plain, i)).isEqualTo(rows(byHapi, i));
        }
    }

    @Test
    void aTransactionIsStoredWholeOrNotAtAll() {
        int before = SERVER.count("/Observation?subject=Patient/example");
        Answer refused = SERVER.post("", transaction("{\"reference\": \"Observation/nowhere\"}, "));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(SERVER.count("/Observation?subject=Patient/example")).isEqualTo(before);
    }

    @Test
    void whatIsDeletedIsReferredToNoMore() {
        String patient = newPatient();
        assertThat(SERVER.post("/Observation", observation(patient)).status()).isEqualTo(201);
        String other = newPatient();
        assertThat(SERVER.delete("/" + other).status()).isEqualTo(200);
        assertThat(SERVER.post("/Observation", observation(other)).status()).isEqualTo(422);
    }

    /** The gate remembers that a patient is there; that another server has deleted it since, the database knows. */
    @Test
    void whatAnotherServerDeletesIsReferredToNoMore() {
        String patient = newPatient();
        assertThat(SERVER.post("/Observation", observation(patient)).status()).isEqualTo(201);
        DATABASE.update(
                "update HFJ_RESOURCE set RES_DELETED_AT = RES_UPDATED where RES_TYPE = 'Patient' and FHIR_ID = ?",
                patient.substring("Patient/".length()));
        int before = DATABASE.queryForObject("select count(*) from HFJ_RESOURCE", Integer.class);
        Answer refused = SERVER.post("/Observation", observation(patient));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("reference-not-found");
        assertThat(refused.body()).contains(patient, "Observation.subject");
        assertThat(DATABASE.queryForObject("select count(*) from HFJ_RESOURCE", Integer.class))
                .isEqualTo(before);
    }

    private static String newPatient() {
        return "Patient/"
                + SERVER.post("/Patient", "{\"resourceType\": \"Patient\", \"gender\": \"other\"}")
                        .id();
    }

    private static String observation(String patient) {
        return "{\"resourceType\": \"Observation\", \"status\": \"final\", \"code\": {\"text\": \"any\"},"
                + " \"subject\": {\"reference\": \"" + patient + "\"}}";
    }

    private static String transaction(String firstMember) {
        String part = "urn:uuid:0c3d2f0e-1111-4222-8333-444455556666";
        return """
                {"resourceType": "Bundle", "type": "transaction", "entry": [
                 {"fullUrl": "%s", "request": {"method": "POST", "url": "Observation"}, "resource":
                  {"resourceType": "Observation", "status": "final", "code": {"text": "part"},
                   "subject": {"reference": "Patient/example"}}},
                 {"request": {"method": "POST", "url": "Observation"}, "resource":
                  {"resourceType": "Observation", "status": "final", "code": {"text": "whole"},
                   "subject": {"reference": "Patient/example"}, "hasMember": [%s{"reference": "%s"}]}}]}""".formatted(part, firstMember, part);
    }

    private static List<Long> stored(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<Long> rows = new ArrayList<>();
        answer.json().path("entry").forEach(entry -> {
            assertThat(entry.at("/response/status").asText()).isEqualTo("201 Created");
            assertThat(entry.at("/response/etag").asText()).isEqualTo("W/\"1\"");
            rows.add(Long.valueOf(entry.at("/response/location").asText().split("/")[1]));
        });
        return rows;
    }

    /** The rows of one of them, in which the others have their places for names. */
    private static String rows(List<Long> resources, int place) {
        String rows = rows(resources.get(place)).toString();
        for (int i = 0; i < resources.size(); i++) {
            rows = rows.replaceAll("(?i)(/|TARGET_RESOURCE_ID=)" + resources.get(i) + "\\b", "$1entry" + i);
        }
        return rows;
    }

    /** By their tables, in no order. */
    private static Map<String, List<String>> rows(long resource) {
        Map<String, List<String>> rows = new TreeMap<>();
        TABLES.forEach((table, column) -> {
            List<String> found =
                    DATABASE.queryForList("select * from " + table + " where " + column + " = ?", resource).stream()
                            .map(row -> {
                                row.keySet().removeAll(OWN);
                                return row.toString().replace("\"meta\":{},", "");
                            })
                            .sorted()
                            .toList();
            if (!found.isEmpty()) {
                rows.put(table, found);
            }
        });
        return rows;
    }

    /** Every table with rows of resources, and the column that names the resource. */
    private static Map<String, String> tables() {
        Map<String, String> tables = new TreeMap<>();
        DATABASE.query(
                "select upper(TABLE_NAME), upper(COLUMN_NAME) from INFORMATION_SCHEMA.COLUMNS"
                        + " where upper(COLUMN_NAME) in ('RES_ID', 'SRC_RESOURCE_ID') and upper(TABLE_SCHEMA) = 'PUBLIC'"
                        + " and upper(DATA_TYPE) = 'BIGINT'",
                row -> {
                    tables.put(row.getString(1), row.getString(2));
                });
        assertThat(tables).containsKeys("HFJ_RESOURCE", "HFJ_RES_VER", "HFJ_SPIDX_TOKEN", "HFJ_RES_LINK");
        return tables;
    }
}
