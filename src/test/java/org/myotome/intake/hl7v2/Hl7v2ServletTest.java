package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hl7v2.hoh.encoder.Hl7OverHttpRequestEncoder;
import ca.uhn.hl7v2.hoh.encoder.Hl7OverHttpResponseDecoder;
import ca.uhn.hl7v2.hoh.raw.api.RawSendable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.util.unit.DataSize;

/** HL7 v2 over HTTP, in a Tomcat of its own. */
class Hl7v2ServletTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final FakeIntake INTAKE = new FakeIntake();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ER7 = "application/hl7-v2";
    private static final SampleMessage USUAL = SampleMessage.usual();

    private static WebServer server;

    @BeforeAll
    static void start() {
        Hl7v2Servlet servlet = new Hl7v2Servlet(
                new Hl7Receiver(INTAKE, FakeIntake.CLOCK), FHIR, DataSize.ofMegabytes(1), FakeIntake.CLOCK);
        server = new TomcatServletWebServerFactory(0)
                .getWebServer(context -> context.addServlet("hl7v2", servlet).addMapping(Hl7v2Servlet.PATH));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void forget() {
        INTAKE.received().clear();
    }

    @ParameterizedTest
    @CsvSource({
        "application/hl7-v2, application/hl7-v2;charset=UTF-8",
        "application/hl7-v2+er7; charset=utf-8, application/hl7-v2+er7;charset=UTF-8",
        "APPLICATION/HL7-V2; charset=\"ISO-8859-1\", application/hl7-v2;charset=ISO-8859-1",
        "x-application/hl7-v2+er7, x-application/hl7-v2+er7;charset=UTF-8"
    })
    void anAcceptedMessageIsAnsweredInItsMediaType(String sent, String answered) {
        HttpResponse<byte[]> answer = post("", USUAL.bytes(), "Content-Type", sent);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(answered);
        assertThat(text(answer)).startsWith("MSH|").contains("\rMSA|AA|C-1\r");
        assertThat(INTAKE.received()).hasSize(1);
        assertThat(INTAKE.received().get(0).channel().code()).isEqualTo("http");
    }

    @Test
    void theStatusSaysWhatTheAcknowledgementSays() {
        HttpResponse<byte[]> rejected =
                post("", SampleMessage.usual().with(12, "2.2").bytes());
        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(text(rejected)).contains("\rMSA|AR|C-1|");
        HttpResponse<byte[]> commit =
                post("", SampleMessage.usual().with(15, "AL").bytes());
        assertThat(commit.statusCode()).isEqualTo(200);
        assertThat(text(commit)).contains("\rMSA|CA|C-1\r");
        HttpResponse<byte[]> none =
                post("", SampleMessage.usual().with(15, "NE").with(16, "NE").bytes());
        assertThat(none.statusCode()).isEqualTo(204);
        assertThat(none.body()).isEmpty();
        HttpResponse<byte[]> garbage = post("", new byte[] {1, 2, 3});
        assertThat(garbage.statusCode()).isEqualTo(400);
        assertThat(text(garbage)).contains("\rMSA|AR|");
        assertThat(AckCode.ERROR.httpStatus()).isEqualTo(500);
    }

    /** All but the first line: HAPI's client wants a reason phrase there, which HTTP no longer asks for and Tomcat leaves out. */
    @Test
    void theLibraryOfHapiWritesWhatIsReadAndReadsWhatIsAnswered() throws Exception {
        assertThat(exchangedByHapi(USUAL.text())).contains("\rMSA|AA|C-1\r");
        assertThat(exchangedByHapi(SampleMessage.usual().with(12, "2.2").text()))
                .contains("\rMSA|AR|C-1|");
    }

    private static String exchangedByHapi(String message) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
            Hl7OverHttpRequestEncoder request = new Hl7OverHttpRequestEncoder();
            request.setPath(Hl7v2Servlet.PATH);
            request.setHost("127.0.0.1");
            request.setPort(server.getPort());
            request.setDataProvider(new RawSendable(message));
            request.encodeToOutputStream(socket.getOutputStream());
            InputStream answer = socket.getInputStream();
            StringBuilder status = new StringBuilder();
            while (!status.toString().endsWith("\n")) {
                status.append((char) answer.read());
            }
            String withPhrase = status.toString().strip() + " Phrase\r\n";
            Hl7OverHttpResponseDecoder response = new Hl7OverHttpResponseDecoder();
            response.readHeadersAndContentsFromInputStreamAndDecode(
                    new SequenceInputStream(new ByteArrayInputStream(bytes(withPhrase)), answer));
            return response.getMessage();
        }
    }

    @Test
    void theCharsetMayStandInEitherPlace() {
        SampleMessage umlaut = SampleMessage.usual().followedBy("NTE|1||Müller");
        byte[] latin = umlaut.text().getBytes(StandardCharsets.ISO_8859_1);
        assertThat(post("", latin, "Content-Type", ER7 + ";charset=iso-8859-1").statusCode())
                .isEqualTo(200);
        assertThat(post("", latin).statusCode()).as("no UTF-8").isEqualTo(400);
        HttpResponse<byte[]> contradiction =
                post("", umlaut.with(18, "UNICODE UTF-8").bytes(), "Content-Type", ER7 + ";charset=iso-8859-1");
        assertThat(contradiction.statusCode()).isEqualTo(400);
        assertThat(text(contradiction)).contains("character-set-unsupported", "MSH[1]-18");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json",
                "application/hl7-v2+xml",
                "application/x-www-form-urlencoded",
                "nonsense",
                "application/hl7-v2;charset=utf-16",
                "application/hl7-v2;charset=nonsense"
            })
    void otherContentIsRefused(String type) {
        HttpResponse<byte[]> refused = post("", USUAL.bytes(), "Content-Type", type);
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(outcome(refused).getIssueFirstRep().getDiagnostics())
                .containsAnyOf("application/hl7-v2", "ISO-8859-15");
        assertThat(INTAKE.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void otherMethodsAreRefused(String method) {
        HttpResponse<byte[]> refused = send(HttpRequest.newBuilder(address(""))
                .method(method, BodyPublishers.ofByteArray(USUAL.bytes()))
                .header("Content-Type", ER7));
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue("POST");
        assertThat(outcome(refused).getIssueFirstRep().getDiagnostics()).contains("POST");
    }

    @Test
    void aDryRunIsAskedForInFullOrRefused() {
        Parameters trial = (Parameters) resource(post("?dry-run=true", USUAL.bytes()));
        assertThat(trial.getParameter())
                .extracting(parameter -> parameter.getName())
                .containsExactly("outcome", "bundle");
        assertThat(trial.getParameter().get(0).getResource()).isInstanceOf(OperationOutcome.class);
        assertThat(trial.getParameter().get(1).getResource()).isInstanceOf(Bundle.class);
        for (String wrong : List.of(
                "?dryrun=true", "?dry-run=yes", "?dry-run", "?dry-run=true&dry-run=true", "?dry%2Drun=true", "?x=1")) {
            HttpResponse<byte[]> refused = post(wrong, USUAL.bytes());
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(outcome(refused).getIssueFirstRep().getDiagnostics()).contains("dry-run");
        }
        assertThat(INTAKE.received()).as("nothing was stored").isEmpty();
        assertThat(post("?dry-run=false", USUAL.bytes()).statusCode()).isEqualTo(200);
        assertThat(INTAKE.received()).hasSize(1);
    }

    @Test
    void aBatchIsAnsweredMessageByMessage() {
        String batch = "BHS|^~\\&|ICU\r" + USUAL.text()
                + SampleMessage.usual().with(10, "C-2").with(12, "2.2").text() + "BTS|2\r";
        HttpResponse<byte[]> answer = post("", bytes(batch));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer))
                .startsWith("BHS|^~\\&|MYOTOME||ICU|")
                .contains("\rMSA|AA|C-1\r", "\rMSA|AR|C-2|")
                .endsWith("\rBTS|2\r");
        assertThat(INTAKE.received()).hasSize(2);
        Parameters trial = (Parameters) resource(post("?dry-run=true", bytes(batch)));
        assertThat(trial.getParameter())
                .hasSize(2)
                .allSatisfy(parameter -> assertThat(parameter.getPart()).hasSize(2));
    }

    @Test
    void aBatchWhoseCountIsWrongIsNotBegun() {
        byte[] batch = bytes("BHS|^~\\&|ICU\r" + USUAL.text() + "BTS|2\r");
        for (String query : List.of("", "?dry-run=true")) {
            HttpResponse<byte[]> refused = post(query, batch);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(outcome(refused).getIssueFirstRep().getLocation().get(0).getValue())
                    .isEqualTo("BTS[1]-1");
        }
        assertThat(INTAKE.received()).isEmpty();
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedPackedOrNot() throws IOException {
        byte[] large = SampleMessage.usual()
                .followedBy("NTE|1||" + "x".repeat(2 << 20))
                .bytes();
        assertThat(post("", large).statusCode()).isEqualTo(413);
        HttpResponse<byte[]> packed = post("", zipped(large), "Content-Encoding", "gzip");
        assertThat(packed.statusCode()).isEqualTo(413);
        assertThat(outcome(packed).getIssueFirstRep().getDiagnostics())
                .contains("1 MB", "myotome.intake.mllp.max-message-size");
        assertThat(INTAKE.received()).isEmpty();
        assertThat(post("", zipped(USUAL.bytes()), "Content-Encoding", "gzip").statusCode())
                .isEqualTo(200);
        assertThat(post("", USUAL.bytes(), "Content-Encoding", "gzip").statusCode())
                .isEqualTo(400);
        assertThat(post("", USUAL.bytes(), "Content-Encoding", "br").statusCode())
                .isEqualTo(415);
    }

    @Test
    void aBodyThatIsCutOffIsNotTakenForAMessage() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
            socket.getOutputStream()
                    .write(bytes("POST " + Hl7v2Servlet.PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + ER7
                            + "\r\nContent-Length: 5000\r\n\r\n" + USUAL.text()));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertThat(INTAKE.received()).isEmpty();
    }

    private static HttpResponse<byte[]> post(String query, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(query))
                .header("Content-Type", ER7)
                .POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static URI address(String query) {
        return URI.create("http://127.0.0.1:" + server.getPort() + Hl7v2Servlet.PATH + query);
    }

    private static OperationOutcome outcome(HttpResponse<byte[]> answer) {
        return (OperationOutcome) resource(answer);
    }

    private static Resource resource(HttpResponse<byte[]> answer) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/fhir+json"));
        return (Resource) FHIR.newJsonParser().parseResource(text(answer));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(body);
        }
        return zipped.toByteArray();
    }
}
