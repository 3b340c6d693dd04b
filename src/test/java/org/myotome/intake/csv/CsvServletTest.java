package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** The upload over HTTP, on a Tomcat of its own and without a database. */
class CsvServletTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final String SENDER = "?sender=EXAMPLE-TABLE";

    private static final FakeRowIntake INTAKE = new FakeRowIntake();
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(2);
    private static final Tomcat TOMCAT = new Tomcat();

    @TempDir
    private static Path directory;

    private static String address;
    private static RunningServer client;

    @BeforeAll
    static void start() throws LifecycleException {
        TableImport tables = new TableImport(INTAKE, WORKERS, new CsvProperties(2, 1000, 100), new FakeLedger());
        TOMCAT.setSilent(true);
        TOMCAT.setBaseDir(directory.toString());
        TOMCAT.setPort(0);
        Context context = TOMCAT.addContext("", null);
        Tomcat.addServlet(
                context,
                "csv",
                new CsvServlet(
                        tables, new WholeTable(INTAKE, tables, new FakeLedger()), new MappingFiles(directory), FHIR));
        context.addServletMapping("/intake/csv", "csv");
        TOMCAT.getConnector();
        TOMCAT.start();
        address = "http://localhost:" + TOMCAT.getConnector().getLocalPort() + "/intake/csv";
        client = RunningServer.at(TOMCAT.getConnector().getLocalPort());
    }

    @AfterAll
    static void stop() throws LifecycleException {
        WORKERS.shutdownNow();
        TOMCAT.stop();
        TOMCAT.destroy();
    }

    @BeforeEach
    void forget() {
        INTAKE.clear();
    }

    @Test
    void aTableIsStoredAndTheLastLineSaysSo() {
        Answer answer = post(SENDER, Tables.rows(3) + Tables.row(4, "4.5"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(Answer.read(lines.get(0)).at("/issues/0/sent").asText()).isEqualTo("4.5");
        assertThat(Answer.read(lines.get(0)).path("column").asText()).isEqualTo("value");
        assertThat(lines.get(1))
                .isEqualTo("{\"rows\":4,\"stored\":3,\"alreadyThere\":0,\"refused\":1,\"kept\":1,\"complete\":true}");
    }

    @Test
    void everyRowIsReportedIfThatIsAskedFor() {
        List<String> lines =
                post(SENDER + "&report=all", Tables.rows(2)).body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("{\"line\":2,\"state\":\"stored\",\"resource\":\"Observation/1\"}");
    }

    @Test
    void theReportMayBeATable() {
        Answer answer = post(SENDER, Tables.rows(1) + Tables.row(2, "+4"), "Accept", "text/csv");
        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.body())
                .isEqualTo("line,column,state,rule,message,sent,allowed,fix\r\n"
                        + "3,value,refused,grade-unreadable,Not a grade.,'+4,0 to 5,Mend it.\r\n"
                        + ",,complete,,\"2 rows: 1 stored, 0 already there, 1 refused\",,,\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'',400",
        "?sender=,400",
        "?sender=A&sender=B,400",
        "?sender=A&scael=x,400",
        "?sender=A&atomic=yes,400",
        "?sender=A&mapping=none,400",
        "?sender=A&time-zone=Mars,400",
        "?sender=A&atomic=true&dry-run=true,400",
        "?sender=A&report=some,400"
    })
    void aRequestThatAsksForWhatThereIsNotIsRefused(String query, int status) {
        Answer answer = post(query, Tables.rows(1));
        assertThat(answer.status()).isEqualTo(status);
        assertTeaches(answer);
        assertThat(INTAKE.stored).isEmpty();
    }

    @Test
    void whatIsNoTableIsRefusedWithAStatusOfItsOwn() {
        assertThat(post(SENDER, "").status()).isEqualTo(400);
        assertThat(post(SENDER, "patient,value\n").status()).isEqualTo(422);
        assertThat(post(SENDER, Tables.rows(1), "Content-Type", "application/json")
                        .status())
                .isEqualTo(415);
        assertThat(post(SENDER, Tables.rows(1), "Content-Type", "text/csv; charset=ISO-8859-1")
                        .status())
                .isEqualTo(415);
        assertThat(post(SENDER, Tables.rows(1), "Content-Encoding", "br").status())
                .isEqualTo(415);
        assertThat(post(SENDER, Tables.rows(1), "Accept", "image/png").status()).isEqualTo(406);
        Answer get = client.get(address + SENDER);
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("Allow")).isEqualTo("POST");
        assertTeaches(get);
    }

    @Test
    void aTableWithoutAScaleStoresNothing() {
        Answer answer = post(SENDER, Tables.rows(1).replace("scale", "note"));
        assertThat(answer.status()).isEqualTo(422);
        assertTeaches(answer);
        assertThat(INTAKE.stored).isEmpty();
    }

    @Test
    void aMappingOfTheDirectoryIsUsed() throws IOException {
        Files.writeString(directory.resolve("german.csv-mapping.json"), """
                {"sender": "EXAMPLE-TABLE", "scale": "mrc-0-5", "dateTimeFormat": "dd.MM.yyyy",
                 "columns": {"Pat-ID": "patient", "Datum": "datetime", "Prüfer": "tester"}}""");
        Answer answer = post("?mapping=german", "Pat-ID;Datum;Prüfer;Bizeps re\nSYN1;01.03.2026;T1;4\n");
        assertThat(answer.body()).contains("\"stored\":1");
        assertThat(INTAKE.stored.toString()).contains("SYN1 2026-03-01 Bizeps re");
    }

    @Test
    void aPackedTableIsUnpackedUnlessItIsAnArchiveOfNothing() throws IOException {
        assertThat(postPacked(Tables.rows(2).getBytes(StandardCharsets.UTF_8)).body())
                .contains("\"stored\":2");
        byte[] nothing = (Tables.rows(1) + "\n".repeat(50_000_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(postPacked(nothing).body()).contains("too-large");
        Answer broken = client.send(
                "POST",
                address + SENDER,
                BodyPublishers.ofString("no gzip"),
                "Content-Type",
                "text/csv",
                "Content-Encoding",
                "gzip");
        assertThat(broken.status()).isEqualTo(400);
    }

    @Test
    void aDryRunGivesWhatWouldBeStored() {
        Answer answer = post(SENDER + "&dry-run=true", Tables.rows(700) + Tables.row(701, "4.5"));
        assertThat(answer.status()).isEqualTo(200);
        Parameters parameters = FHIR.newJsonParser().parseResource(Parameters.class, answer.body());
        assertThat(((Bundle) parameters.getParameter("bundle").getResource()).getEntry())
                .hasSize(700);
        assertThat(((OperationOutcome) parameters.getParameter("outcome").getResource()).getIssue())
                .singleElement()
                .satisfies(issue -> assertThat(issue.getDiagnostics()).contains("4.5"));
        assertThat(INTAKE.stored).isEmpty();
        assertThat(INTAKE.kept).isEmpty();
        assertThat(post(SENDER + "&dry-run=true", Tables.LONG).body())
                .contains("No issues")
                .doesNotContain("entry");
        assertThat(post(SENDER + "&dry-run=true", Tables.rows(1), "Accept", "text/csv")
                        .body())
                .contains("1 would be stored, none is");
    }

    @Test
    void aTableIsStoredAsAWholeOrNotAtAll() {
        Answer refused = post(SENDER + "&atomic=true", Tables.rows(3) + Tables.row(4, "4.5"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("\"line\":5", "\"stored\":0").endsWith("\"complete\":true}\n");
        assertThat(INTAKE.stored).isEmpty();
        Answer stored = post(SENDER + "&atomic=true", Tables.rows(3));
        assertThat(stored.status()).isEqualTo(200);
        assertThat(stored.body()).contains("\"stored\":3");
    }

    @Test
    void aTableThatMeetsOthersEachTimeIsToBeSentAgainLater() {
        INTAKE.conflicts = Integer.MAX_VALUE;
        Answer answer = post(SENDER + "&atomic=true", Tables.rows(3));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("10");
        assertThat(answer.body()).contains("OperationOutcome", "Nothing of it is stored");
        assertThat(INTAKE.stored).isEmpty();
    }

    @Test
    void aClientThatReadsNothingBeforeItHasSentAllIsNotBlocked() throws IOException {
        StringBuilder table = new StringBuilder(Tables.LONG);
        for (int patient = 1; patient <= 40_000; patient++) {
            table.append(Tables.row(patient, "bad"));
        }
        try (Socket socket = begin(table.length())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(table.toString().getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("\"line\":40001", "\"rows\":40000", "\"complete\":true}");
        }
    }

    @Test
    void aTableThatBreaksOffIsSentAgainWithoutDuplicates() throws IOException {
        String table = Tables.rows(3000);
        try (Socket socket = begin(table.length())) {
            OutputStream out = socket.getOutputStream();
            out.write(table.substring(0, table.length() / 2).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.setSoLinger(true, 0);
        }
        Answer again = post(SENDER, table);
        assertThat(again.body()).endsWith("\"complete\":true}\n");
        assertThat(INTAKE.stored).hasSize(3000);
    }

    /** Sends the head of a request whose body is still to come. */
    private Socket begin(int length) throws IOException {
        Socket socket = new Socket("localhost", TOMCAT.getConnector().getLocalPort());
        socket.getOutputStream()
                .write(("POST /intake/csv" + SENDER + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                                + "Connection: close\r\nContent-Length: " + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private Answer postPacked(byte[] table) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(table);
        }
        return client.send(
                "POST",
                address + SENDER,
                BodyPublishers.ofByteArray(packed.toByteArray()),
                "Content-Type",
                "text/csv",
                "Content-Encoding",
                "gzip");
    }

    private Answer post(String query, String table, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "text/csv";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return client.send("POST", address + query, table, all);
    }

    private static void assertTeaches(Answer answer) {
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.issues()).isNotEmpty().allSatisfy(issue -> {
            assertThat(issue.text()).isNotBlank();
            assertThat(issue.diagnostics()).matches("(?s)Sent: .*\nAllowed: \\S.*\nFix: \\S.*");
        });
    }
}
