package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** Tables of grades over HTTP, and what of them can be read over FHIR afterwards. */
class CsvIntakeIT {

    private static final String SYSTEM = "https://w3id.org/myotome/sender/EXAMPLE-TABLE/any/patient";
    private static final String MOVEMENTS = "https://w3id.org/myotome/ValueSet/tested-movement";
    private static final String SENDER = "?sender=EXAMPLE-TABLE";
    private static final String HEADER = "patient,datetime,side,movement,scale,value,tester,position";

    private final RunningServer server = RunningServer.shared();
    private final String address = server.base().replace("/fhir", "/intake/csv");

    @Test
    void eachRowOfTheLongFormBecomesAGradeOfItsPatient() {
        String table = table(row("LONG1", "left", "4-"), row("LONG1", "right", "5"), row("LONG2", "left", "3"));
        JsonNode summary = summary(post(SENDER, table));
        assertThat(summary.path("stored").asInt()).isEqualTo(3);
        assertThat(grades("LONG1")).isEqualTo(2);
        assertThat(grades("LONG2")).isEqualTo(1);
        assertThat(server.count("/Patient?identifier=" + SYSTEM + "%7CLONG1")).isEqualTo(1);
    }

    @Test
    void eachCellOfTheWideFormBecomesAGrade() {
        String table = "patient,datetime,tester,scale,left elbow-flexion,right elbow-flexion,left knee-extension\n"
                + "WIDE1,2026-03-01T09:30:00+01:00,IT-TESTER,mrc-0-5,4,5,\n";
        assertThat(summary(post(SENDER, table)).path("stored").asInt()).isEqualTo(2);
        assertThat(grades("WIDE1")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", ","})
    void theSeparatorAndAByteOrderMarkAreRecognised(String separator) {
        String patient = "SEP" + (int) separator.charAt(0);
        String table = "\uFEFF" + table(row(patient, "left", "4")).replace(",", separator);
        assertThat(summary(post(SENDER, table)).path("stored").asInt()).isEqualTo(1);
        assertThat(grades(patient)).isEqualTo(1);
    }

    @Test
    void aTableThatIsSentAgainStoresNothingTwice() {
        String table = table(row("AGAIN1", "left", "4"), row("AGAIN1", "right", "4+"));
        post(SENDER, table);
        JsonNode again = summary(post(SENDER, table));
        assertThat(again.path("stored").asInt()).isZero();
        assertThat(again.path("alreadyThere").asInt()).isEqualTo(2);
        assertThat(grades("AGAIN1")).isEqualTo(2);
    }

    @Test
    void whatIsAmbiguousIsRefusedRowByRow() {
        String table = table(row("MIXED1", "left", "4"), row("MIXED1", "right", "4.5"), row("MIXED1", "", "4"));
        Answer answer = post(SENDER, table);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode summary = summary(answer);
        assertThat(summary.path("refused").asInt()).isEqualTo(2);
        assertThat(summary.path("complete").asBoolean()).isTrue();
        List<String> lines = answer.body().lines().toList();
        assertThat(Answer.read(lines.get(0)).path("line").asInt()).isEqualTo(3);
        assertThat(Answer.read(lines.get(0)).at("/issues/0/sent").asText()).contains("4.5");
        assertThat(grades("MIXED1")).isEqualTo(1);
    }

    @Test
    void anAtomicTableWithOneFaultStoresNothing() {
        Answer answer = post(SENDER + "&atomic=true", table(row("WHOLE1", "left", "4"), row("WHOLE1", "right", "4.5")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(grades("WHOLE1")).isZero();
        Answer mended = post(SENDER + "&atomic=true", table(row("WHOLE1", "left", "4"), row("WHOLE1", "right", "4")));
        assertThat(mended.status()).isEqualTo(200);
        assertThat(grades("WHOLE1")).isEqualTo(2);
    }

    @Test
    void aDryRunStoresNothingAndShowsTheResources() {
        Answer answer = post(SENDER + "&dry-run=true", table(row("DRY1", "left", "4"), row("DRY1", "right", "4.5")));
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("Parameters");
        assertThat(answer.body()).contains("\"Observation\"", "4.5");
        assertThat(grades("DRY1")).isZero();
        assertThat(server.count("/Patient?identifier=" + SYSTEM + "%7CDRY1")).isZero();
    }

    @Test
    void aTableWithoutAScaleIsRefusedAsAWhole() {
        Answer answer = post(SENDER, table(row("SCALE1", "left", "4")).replace("scale", "method"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.refusals()).contains("scale-missing");
        assertThat(grades("SCALE1")).isZero();
    }

    @Test
    void aTableThatBreaksOffIsSentAgainWithoutDuplicates() throws IOException {
        StringBuilder table = new StringBuilder(HEADER + "\n");
        for (int patient = 0; patient < 1500; patient++) {
            table.append(row("BROKEN" + patient, "left", "4")).append("\n");
        }
        URI address = URI.create(server.base());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /intake/csv" + SENDER + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                            + "Content-Length: " + table.length() + "\r\n\r\n" + table.substring(0, table.length() / 2))
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.setSoLinger(true, 0);
        }
        JsonNode summary = summary(post(SENDER, table.toString()));
        assertThat(summary.path("refused").asInt()).isZero();
        assertThat(summary.path("stored").asInt() + summary.path("alreadyThere").asInt())
                .isEqualTo(1500);
        assertThat(server.count("/Observation?code:in=" + MOVEMENTS + "&subject:Patient.identifier=" + SYSTEM
                        + "%7CBROKEN1499"))
                .isEqualTo(1);
        assertThat(server.count(
                        "/Observation?code:in=" + MOVEMENTS + "&subject:Patient.identifier=" + SYSTEM + "%7CBROKEN3"))
                .isEqualTo(1);
    }

    @Test
    void theReportOfTheSenderCountsTheRowsOfItsTables() {
        String table = table(row("COUNT1", "left", "4"), row("COUNT1", "right", "4.5"));
        post(SENDER, table);
        JsonNode before = tables();
        post(SENDER, table);
        assertThat(post(SENDER + "&atomic=true", table).status()).isEqualTo(422);
        post(SENDER + "&dry-run=true", table);
        JsonNode after = tables();
        assertThat(more(before, after, "count")).isEqualTo(2);
        assertThat(more(before, after, "rows")).isEqualTo(4);
        assertThat(more(before, after, "stored")).isZero();
        assertThat(more(before, after, "alreadyThere")).isEqualTo(2);
        assertThat(more(before, after, "refused")).isEqualTo(2);
    }

    private JsonNode tables() {
        return server.get(server.base().replace("/fhir", "/intake/senders/EXAMPLE-TABLE"))
                .json()
                .path("tables");
    }

    private static int more(JsonNode before, JsonNode after, String count) {
        return after.path(count).asInt() - before.path(count).asInt();
    }

    @Test
    void aRefusedRowIsKeptAndCanBeReplayed() {
        post(SENDER, table(row("KEPT1", "left", "4.25")));
        Answer kept = server.get(
                server.base().replace("/fhir", "/intake/messages?status=refused&sender=EXAMPLE-TABLE&_count=1"));
        assertThat(kept.status()).isEqualTo(200);
        String id = kept.json().findPath("id").asText();
        Answer message = server.get(server.base().replace("/fhir", "/intake/messages/" + id));
        assertThat(message.body()).contains("csv-long", "KEPT1", "4.25");
        Answer replayed = server.post(server.base().replace("/fhir", "/intake/messages/" + id + "/$replay"), "");
        assertThat(replayed.status()).isEqualTo(422);
    }

    @Test
    void aRowOfASenderWithoutAMapIsReplayedToo() {
        post("?sender=NO-MAP", table(row("KEPT2", "left", "4.25")));
        Answer kept =
                server.get(server.base().replace("/fhir", "/intake/messages?status=refused&sender=NO-MAP&_count=1"));
        String id = kept.json().findPath("id").asText();
        Answer replayed = server.post(server.base().replace("/fhir", "/intake/messages/" + id + "/$replay"), "");
        assertThat(replayed.body()).contains("grade-unreadable").doesNotContain("sender-unknown");
    }

    @Test
    void twoTablesAtOnceMakeNoPatientTwice() throws InterruptedException {
        Thread[] uploads = new Thread[4];
        for (int i = 0; i < uploads.length; i++) {
            String side = i % 2 == 0 ? "left" : "right";
            uploads[i] = new Thread(() -> post(SENDER, table(row("RACE1", side, "4"), row("RACE2", side, "4"))));
            uploads[i].start();
        }
        for (Thread upload : uploads) {
            upload.join();
        }
        assertThat(server.count("/Patient?identifier=" + SYSTEM + "%7CRACE1")).isEqualTo(1);
        assertThat(grades("RACE1")).isEqualTo(2);
    }

    private static String row(String patient, String side, String value) {
        return patient + ",2026-03-01T09:30:00+01:00," + side + ",elbow-flexion,mrc-expanded," + value + ",IT-TESTER,";
    }

    private static String table(String... rows) {
        return HEADER + "\r\n" + String.join("\r\n", rows) + "\r\n";
    }

    private Answer post(String query, String table) {
        return server.send("POST", address + query, table, "Content-Type", "text/csv");
    }

    private int grades(String patient) {
        return server.count(
                "/Observation?code:in=" + MOVEMENTS + "&subject:Patient.identifier=" + SYSTEM + "%7C" + patient);
    }

    private static JsonNode summary(Answer answer) {
        List<String> lines = answer.body().lines().toList();
        return Answer.read(lines.get(lines.size() - 1));
    }
}
