package org.myotome.query.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.query.score.ScoreParts.all;
import static org.myotome.query.score.ScoreParts.coding;
import static org.myotome.query.score.ScoreParts.one;
import static org.myotome.query.score.ScoreParts.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

class StrengthTrendIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String LOWER_LIMB = "https://w3id.org/myotome/ValueSet/lower-limb-movement";

    private final Bedside bedside = Bedside.on(SERVER);

    private static JsonNode answered(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode trend(String query) {
        return answered(SERVER.get("/" + bedside.patient() + "/$strength-trend" + query));
    }

    private static String kneeAt(Bedside bedside, String time, String grade) {
        return SERVER.store(bedside.grade("knee-extension", Limb.LEFT_LEG, grade)
                .put("effectiveDateTime", time)
                .toString());
    }

    private String kneeAt(String time, String grade) {
        return kneeAt(bedside, time, grade);
    }

    /** The changes in short, such as {@code loss 2}. */
    private static List<String> changes(JsonNode answer) {
        return all(answer, "series").stream()
                .flatMap(series -> all(series, "change").stream())
                .map(change -> one(change, "direction").path("valueCode").asText() + " "
                        + one(change, "grades").path("valueInteger").asInt())
                .toList();
    }

    @Test
    void showsThePointsAndTheLossBetweenThem() {
        String first = kneeAt("2026-03-01T10:00:00+01:00", "5");
        String second = kneeAt("2026-03-08T10:00:00+01:00", "4-plus");
        String third = kneeAt("2026-03-23T22:00:00+01:00", "2");
        String panel = SERVER.store(bedside.exam(List.of(third))
                .put("effectiveDateTime", "2026-03-23T22:00:00+01:00")
                .toString());

        JsonNode series = one(trend(""), "series");
        assertThat(coding(series, "code")).isEqualTo("knee-extension");
        assertThat(one(series, "side").path("valueCode").asText()).isEqualTo("left");
        assertThat(one(series, "scale").path("valueUri").asText()).endsWith("/CodeSystem/mrc-muscle-grade");
        List<JsonNode> points = all(series, "point");
        assertThat(points.stream().map(point -> reference(point, "observation")))
                .containsExactly(first, second, third);
        assertThat(points.stream().map(point -> coding(point, "grade"))).containsExactly("5", "4-plus", "2");
        assertThat(one(points.get(0), "start").path("valueInstant").asText()).startsWith("2026-03-01T09:00:00");
        assertThat(reference(points.get(2), "exam")).isEqualTo(panel);

        JsonNode change = all(series, "change").get(1);
        assertThat(one(change, "direction").path("valueCode").asText()).isEqualTo("loss");
        assertThat(one(change, "grades").path("valueInteger").asInt()).isEqualTo(2);
        assertThat(one(change, "days").path("valueDecimal").asDouble()).isEqualTo(15.5);
        assertThat(one(change, "per-30-days").path("valueDecimal").asDouble()).isEqualTo(3.87);
        assertThat(reference(one(change, "from"), "observation")).isEqualTo(second);
        assertThat(reference(one(change, "to"), "observation")).isEqualTo(third);
        assertThat(reference(one(change, "to"), "exam")).isEqualTo(panel);
        assertThat(changes(trend(""))).containsExactly("loss 1", "loss 2");
    }

    @Test
    void showsOnlyWhatIsAskedFor() {
        kneeAt("2026-02-28", "5");
        kneeAt("2026-03-01", "3");
        kneeAt("2026-03-15T23:30:00-02:00", "4");
        kneeAt("2026-04-30", "1");
        SERVER.store(bedside.grade("elbow-flexion", Limb.RIGHT_ARM, "5").toString());
        assertThat(all(trend(""), "series")).hasSize(2);
        assertThat(all(trend("?code:in=lower-limb-movement"), "series")).hasSize(1);
        assertThat(all(trend("?code=elbow-flexion"), "series")).hasSize(1);
        assertThat(all(trend("?side=right"), "series")).hasSize(1);
        assertThat(changes(trend("?code=knee-extension"))).containsExactly("loss 2", "gain 1", "loss 3");
        assertThat(changes(trend("?start=2026-03"))).containsExactly("gain 1", "loss 3");
        assertThat(changes(trend("?start=2026-03&end=2026-03-16"))).containsExactly("gain 1");
        assertThat(changes(trend("?start=2026-03&end=2026-03-15"))).isEmpty();
        assertThat(changes(trend("?change=loss"))).containsExactly("loss 2", "loss 3");
        assertThat(changes(trend("?change=gain"))).containsExactly("gain 1");
        assertThat(all(one(trend("?change=gain"), "series"), "point")).isEmpty();
        assertThat(all(one(trend("?change=gain&points=true"), "series"), "point"))
                .hasSize(4);
        assertThat(changes(trend("?baseline=first&change=any"))).containsExactly("loss 2", "loss 1", "loss 4");
        assertThat(changes(trend("?baseline=first&start=2026-03&change=any"))).containsExactly("gain 1", "loss 2");
        assertThat(all(trend("?start=2026-05&change=any"), "series")).isEmpty();
    }

    @Test
    void showsWhatWasNotTestable() {
        kneeAt("2026-03-01T10:00:00Z", "4");
        SERVER.store(bedside.notTested("knee-extension", Limb.LEFT_LEG)
                .put("effectiveDateTime", "2026-03-02T10:00:00Z")
                .toString());
        kneeAt("2026-03-03T10:00:00Z", "3");
        JsonNode series = one(trend(""), "series");
        assertThat(coding(all(series, "point").get(1), "absent")).isEqualTo("not-performed");
        assertThat(one(one(series, "change"), "interrupted")
                        .path("valueBoolean")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void followsCorrectionsWithdrawalsAndDeletions() {
        kneeAt("2026-03-01T10:00:00Z", "5");
        String second = kneeAt("2026-03-02T10:00:00Z", "3");
        assertThat(changes(trend(""))).containsExactly("loss 2");
        ObjectNode stored = (ObjectNode) SERVER.get("/" + second).json();
        stored.put("status", "preliminary");
        assertThat(SERVER.put("/" + second, stored.toString()).status()).isEqualTo(200);
        assertThat(changes(trend(""))).isEmpty();
        assertThat(changes(trend("?preliminary=true"))).containsExactly("loss 2");
        stored.put("status", "entered-in-error");
        assertThat(SERVER.put("/" + second, stored.toString()).status()).isEqualTo(200);
        assertThat(changes(trend("?preliminary=true"))).isEmpty();
        assertThat(SERVER.delete("/" + second).status()).isEqualTo(200);
        assertThat(changes(trend(""))).isEmpty();
        stored.put("status", "corrected");
        assertThat(SERVER.put("/" + second, stored.toString()).status()).isEqualTo(201);
        assertThat(changes(trend(""))).containsExactly("loss 2");
    }

    @Test
    void comparesScoresByPointsAndForcesInUnitAndPercent() {
        List<ObjectNode> grades = bedside.twelve("5");
        grades.forEach(grade -> grade.put("effectiveDateTime", "2026-03-01T10:00:00Z"));
        SERVER.store(bedside.sumScore(60, bedside.store(grades))
                .put("effectiveDateTime", "2026-03-01T10:00:00Z")
                .toString());
        List<ObjectNode> later = bedside.twelve("4");
        later.forEach(grade -> grade.put("effectiveDateTime", "2026-03-31T10:00:00Z"));
        SERVER.store(bedside.sumScore(48, bedside.store(later))
                .put("effectiveDateTime", "2026-03-31T10:00:00Z")
                .toString());
        force("2026-03-01T10:00:00Z", 200, "N");
        force("2026-03-02T10:00:00Z", 15, "kgf");

        JsonNode score = one(one(trend("?code=mrc-sum-score"), "series"), "change");
        assertThat(one(score, "points").path("valueDecimal").asInt()).isEqualTo(12);
        assertThat(one(score, "per-30-days").path("valueDecimal").asDouble()).isEqualTo(12);

        JsonNode force = all(trend("?code=knee-extension&side=left"), "series").get(1);
        assertThat(one(force, "unit").path("valueCode").asText()).isEqualTo("N");
        JsonNode change = one(force, "change");
        assertThat(one(change, "difference").at("/valueQuantity/value").asDouble())
                .isEqualTo(52.90025);
        assertThat(one(change, "percent").path("valueDecimal").asText()).isEqualTo("26.5");
        assertThat(one(change, "counts").path("valueBoolean").asBoolean()).isFalse();
        assertThat(all(trend("?code=knee-extension&side=left&change=loss"), "series"))
                .hasSize(1);
        assertThat(all(trend("?code=knee-extension&side=left&change=loss&force-percent=26"), "series"))
                .hasSize(2);
        assertThat(all(trend("?code=knee-extension&side=left&change=loss&force-percent=27"), "series"))
                .hasSize(1);
    }

    private void force(String time, int value, String unit) {
        ObjectNode force = bedside.grade("knee-extension", Limb.LEFT_LEG, "5").put("effectiveDateTime", time);
        force.remove("valueCodeableConcept");
        force.putObject("valueQuantity")
                .put("value", value)
                .put("unit", unit)
                .put("system", "http://unitsofmeasure.org")
                .put("code", unit);
        ((ObjectNode) force.at("/method/coding/0")).put("code", "hhd");
        SERVER.store(force.toString());
    }

    private static String condition(String patient, String profileCode, String status, String cause) {
        return SERVER.store("""
                {"resourceType": "Condition", "subject": {"reference": "%s"},
                 "clinicalStatus": {"coding": [
                   {"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "%s"}]},
                 "verificationStatus": {"coding": [
                   {"system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "confirmed"}]},
                 "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/condition-dueTo",
                   "valueCodeableConcept": {"coding": [
                     {"system": "https://w3id.org/myotome/CodeSystem/cause-of-weakness", "code": "%s"}]}}],
                 "code": {"coding": [{"system": "http://snomed.info/sct", "code": "%s"}]}}""".formatted(patient, status, cause, profileCode));
    }

    private static String group(List<String> members) {
        String entities = String.join(
                ", ",
                members.stream()
                        .map("{\"entity\": {\"reference\": \"%s\"}}"::formatted)
                        .toList());
        return SERVER.store("{\"resourceType\": \"Group\", \"type\": \"person\", \"actual\": true, \"member\": ["
                + entities + "]}");
    }

    /** Which of my patients lost a grade or more in any leg movement since March, and what is their diagnosis? */
    @Test
    void answersTheQuestionOfTheResearcherInOneRequest() {
        List<String> mine = new ArrayList<>();
        List<String> losers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Bedside one = Bedside.on(SERVER);
            mine.add(one.patient());
            kneeAt(one, "2026-02-01T10:00:00Z", "5");
            kneeAt(one, "2026-03-02T10:00:00Z", i == 5 ? "3" : "4");
            kneeAt(one, "2026-04-01T10:00:00Z", i % 2 == 0 ? "2" : "4-minus");
            SERVER.store(one.grade("elbow-flexion", Limb.LEFT_ARM, i % 2 == 0 ? "5" : "1")
                    .toString());
            if (i % 2 == 0) {
                losers.add(one.patient());
            }
        }
        String active = condition(losers.get(0), "26544005", "active", "guillain-barre-syndrome");
        condition(losers.get(0), "26544005", "resolved", "guillain-barre-syndrome");
        String group = group(mine);
        String question = "code:in=" + LOWER_LIMB + "&start=2026-03&change=loss&diagnosis=true";

        JsonNode all = answered(SERVER.get("/Patient/$strength-trend?" + question + "&group=" + group));
        assertThat(all.path("entry").findValues("resource").stream().map(answer -> reference(answer, "patient")))
                .containsExactlyElementsOf(losers);
        JsonNode first = all.at("/entry/0/resource");
        assertThat(changes(first)).containsExactly("loss 2");
        JsonNode diagnosis = one(first, "diagnosis");
        assertThat(reference(diagnosis, "condition")).isEqualTo(active);
        assertThat(one(diagnosis, "clinical-status").path("valueCode").asText()).isEqualTo("active");
        assertThat(all(diagnosis, "cause").stream()
                        .map(cause -> cause.at("/valueCoding/code").asText()))
                .contains("guillain-barre-syndrome");
        assertThat(one(diagnosis, "due-to")
                        .at("/valueCodeableConcept/coding/0/code")
                        .asText())
                .isEqualTo("guillain-barre-syndrome");

        String whole = "/Patient/$strength-trend?" + question + "&points=true&group=" + group;
        ObjectNode encodedByHapi = (ObjectNode) answered(SERVER.get(whole + "&_pretty=true"));
        ObjectNode written = (ObjectNode) answered(SERVER.get(whole));
        assertThat(written.remove("link")).isNotNull();
        assertThat(encodedByHapi.remove("link")).isNotNull();
        assertThat(written).isEqualTo(encodedByHapi);
        Answer xml = SERVER.get(whole, "Accept", "application/fhir+xml");
        assertThat(xml.header("Content-Type")).startsWith("application/fhir+xml");
        assertThat(xml.body()).contains("<Bundle");

        List<String> paged = new ArrayList<>();
        String next = "/Patient/$strength-trend?" + question + "&_count=1&patient=" + String.join(",", mine);
        while (!next.isEmpty()) {
            Answer page = SERVER.get(next);
            assertThat(answered(page).path("entry")).hasSize(1);
            paged.add(reference(page.json().at("/entry/0/resource"), "patient"));
            next = page.next();
        }
        assertThat(paged).isEqualTo(losers);

        List<NamedCsvRecord> table =
                table(SERVER.get("/Patient/$strength-trend?" + question + "&group=" + group, "Accept", "text/csv"));
        assertThat(table).hasSize(6);
        assertThat(table.stream().filter(line -> line.getField("change").equals("loss")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.getField("size")).isEqualTo("2"));
        assertThat(table.get(0).getField("diagnosis"))
                .contains("Muscle weakness (finding) due to Guillain")
                .contains(active);
        assertThat(table.get(2).getField("diagnosis")).isEmpty();
    }

    private static List<NamedCsvRecord> table(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.body()).contains("\r\n");
        return CsvReader.builder().ofNamedCsvRecord(answer.body()).stream().toList();
    }

    @Test
    void findsThePatientsOfAGeneralPractitioner() {
        ObjectNode patient = (ObjectNode) SERVER.get("/" + bedside.patient()).json();
        patient.putArray("generalPractitioner").addObject().put("reference", bedside.tester());
        assertThat(SERVER.put("/" + bedside.patient(), patient.toString()).status())
                .isEqualTo(200);
        kneeAt("2026-03-01", "5");
        JsonNode mine = answered(SERVER.get("/Patient/$strength-trend?general-practitioner=" + bedside.tester()));
        assertThat(mine.path("entry")).hasSize(1);
        assertThat(reference(mine.at("/entry/0/resource"), "patient")).isEqualTo(bedside.patient());
        Bedside nobody = Bedside.on(SERVER);
        assertThat(answered(SERVER.get("/Patient/$strength-trend?general-practitioner=" + nobody.tester()))
                        .path("entry"))
                .isEmpty();
        assertThat(answered(SERVER.get("/Patient/$strength-trend?group=" + group(List.of(nobody.tester()))))
                        .path("entry"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"?_format=csv, ''", "?_format=text/csv, ''", "'', text/csv", "'', 'text/csv, application/json;q=0.5'"})
    void writesATable(String query, String accept) {
        String first = kneeAt("2026-03", "5");
        String second = kneeAt("2026-04-01T10:00:00+02:00", "3");
        String path = "/" + bedside.patient() + "/$strength-trend" + query;
        List<NamedCsvRecord> table = table(accept.isEmpty() ? SERVER.get(path) : SERVER.get(path, "Accept", accept));
        assertThat(table).hasSize(2);
        NamedCsvRecord line = table.get(0);
        assertThat(line.getField("patient")).isEqualTo(bedside.patient());
        assertThat(line.getField("code")).isEqualTo("knee-extension");
        assertThat(line.getField("side")).isEqualTo("left");
        assertThat(line.getField("scale")).isEqualTo("mrc-muscle-grade");
        assertThat(line.getField("start")).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(line.getField("end")).isEqualTo("2026-03-31T23:59:59.999Z");
        assertThat(line.getField("grade")).isEqualTo("5");
        assertThat(line.getField("observation")).isEqualTo(first);
        assertThat(line.getField("change")).isEmpty();
        line = table.get(1);
        assertThat(line.getField("start")).isEqualTo("2026-04-01T08:00:00Z");
        assertThat(line.getField("change")).isEqualTo("loss");
        assertThat(line.getField("size")).isEqualTo("2");
        assertThat(line.getField("from_observation")).isEqualTo(first);
        assertThat(line.getField("from_grade")).isEqualTo("5");
        assertThat(line.getField("observation")).isEqualTo(second);
        assertThat(line.findField("diagnosis")).isEmpty();
    }

    @Test
    void aTableSaysWhereItGoesOn() {
        List<String> patients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Bedside one = Bedside.on(SERVER);
            kneeAt(one, "2026-03-01", "4");
            patients.add(one.patient());
        }
        String path = "/Patient/$strength-trend?_format=csv&_count=2&patient=" + String.join(",", patients);
        List<NamedCsvRecord> table = table(SERVER.get(path));
        assertThat(table).hasSize(3);
        assertThat(table.get(2).getField("patient")).isEqualTo("#next");
        List<NamedCsvRecord> rest = table(SERVER.get(table.get(2).getField("code")));
        assertThat(rest)
                .singleElement()
                .satisfies(line -> assertThat(line.getField("patient")).isEqualTo(patients.get(2)));
    }

    @ParameterizedTest
    @CsvSource({"/Patient, csv", "/Patient/$mrc-sum-score, csv", "/Patient/$strength-trend, xlsx"})
    void offersATableNowhereElse(String path, String format) {
        assertThat(SERVER.get(path + "?_count=1&_format=" + format).status()).isEqualTo(406);
    }

    @Test
    void takesParametersInTheBody() {
        kneeAt("2026-03-01", "5");
        kneeAt("2026-03-05", "3");
        JsonNode answer = answered(SERVER.post("/" + bedside.patient() + "/$strength-trend", """
                {"resourceType": "Parameters", "parameter": [
                  {"name": "code", "valueCoding": {"system": "https://w3id.org/myotome/CodeSystem/tested-movement",
                   "code": "knee-extension"}},
                  {"name": "change", "valueCode": "loss"}]}"""));
        assertThat(changes(answer)).containsExactly("loss 2");
    }

    @Test
    void namesThePatientWhoReplacesThisOne() {
        Bedside other = Bedside.on(SERVER);
        ObjectNode patient = (ObjectNode) SERVER.get("/" + bedside.patient()).json();
        patient.putArray("link")
                .addObject()
                .put("type", "replaced-by")
                .putObject("other")
                .put("reference", other.patient());
        assertThat(SERVER.put("/" + bedside.patient(), patient.toString()).status())
                .isEqualTo(200);
        assertThat(one(trend(""), "remark").path("valueString").asText()).contains(other.patient());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=no-such-movement", "code:in=no-such-list", "side=middle", "start=yesterday", "change=lost",
                "baseline=last", "force-percent=0", "points=maybe", "movement=knee-extension", "_cursor=x",
                "start=2026-03&end=2026-02"
            })
    void explainsWhatCannotBeAsked(String query) {
        Answer answer = SERVER.get("/" + bedside.patient() + "/$strength-trend?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues().get(0).diagnostics()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "/Patient/nobody-here/$strength-trend, 404",
        "/Patient/$strength-trend?patient=nobody-here, 404",
        "/Patient/$strength-trend?group=Group/nobody-here, 404",
        "/Patient/$strength-trend?general-practitioner=Practitioner/nobody-here, 404",
        "/Patient/$strength-trend?general-practitioner=Patient/1, 400",
        "/Patient/$strength-trend?group=nobody, 400",
        "/Patient/$strength-trend?_count=0, 400"
    })
    void refusesWhatIsNotThere(String path, int status) {
        Answer answer = SERVER.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        Answer table = SERVER.get(path, "Accept", "text/csv");
        assertThat(table.status()).as(table.body()).isEqualTo(status);
    }
}
