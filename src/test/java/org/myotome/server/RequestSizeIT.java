package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** No body can fill the memory, however it is sent. */
class RequestSizeIT {

    private static final int MEGABYTE = 1 << 20;

    private final RunningServer server = RunningServer.shared();

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        assertTooLarge(server.post("/Patient", patientOf(21 * MEGABYTE)));
    }

    @Test
    void aBodyInChunksThatIsTooLargeIsRefused() {
        byte[] body = patientOf(21 * MEGABYTE).getBytes(StandardCharsets.UTF_8);
        assertTooLarge(
                server.send("POST", "/Patient", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    @Test
    void aSmallArchiveOfALargeBodyIsRefused() throws IOException {
        byte[] zipped = zip(patientOf(200 * MEGABYTE));
        assertThat(zipped.length).isLessThan(MEGABYTE);
        assertTooLarge(server.send("POST", "/Patient", BodyPublishers.ofByteArray(zipped), "Content-Encoding", "gzip"));
    }

    @Test
    void everyWayInHasTheLimit() {
        String body = patientOf(21 * MEGABYTE);
        assertTooLarge(server.post("/Patient/$validate", body));
        assertTooLarge(server.put("/Patient/large", body));
        assertTooLarge(server.post(
                "",
                "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": [{\"resource\": " + body
                        + "}]}"));
        assertTooLarge(
                server.patch("/Patient/large", "[" + " ".repeat(21 * MEGABYTE) + "]", "application/json-patch+json"));
    }

    /** Tomcat would forget the parameters of a form that it finds too large, and the search would find everything. */
    @Test
    void aFormThatIsTooLargeIsRefused() {
        Answer refused = searchByForm(21);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.refusal().code()).isEqualTo("too-long");
    }

    /** Below the limit but above Tomcat's own: the name is read, and no name is so long. */
    @Test
    void aLargeFormKeepsItsParameters() {
        assertThat(searchByForm(3).status()).isEqualTo(400);
    }

    private Answer searchByForm(int megabytes) {
        return server.post(
                "/Patient/_search",
                "family=" + "x".repeat(megabytes * MEGABYTE),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    @Test
    void theErrorIsInTheFormatAskedFor() {
        Answer refused = server.post("/Patient", patientOf(21 * MEGABYTE), "Accept", "application/fhir+xml");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body()).startsWith("<OperationOutcome xmlns=\"http://hl7.org/fhir\">");
    }

    @Test
    void anArchiveOfUsualSizeIsRead() throws IOException {
        String person = Bedside.person("Patient");
        Answer stored =
                server.send("POST", "/Patient", BodyPublishers.ofByteArray(zip(person)), "Content-Encoding", "gzip");
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        Answer broken = server.send("POST", "/Patient", BodyPublishers.ofString(person), "Content-Encoding", "gzip");
        assertThat(broken.status()).as(broken.body()).isEqualTo(400);
        assertThat(broken.issues()).isNotEmpty();
        ErrorsIT.assertTellsNothing(broken);
    }

    @Test
    void anEncodingThatIsNotReadIsRefused() {
        Answer refused = server.post("/Patient", Bedside.person("Patient"), "Content-Encoding", "br");
        assertThat(refused.status()).isIn(400, 415);
        assertThat(refused.issues().get(0).diagnostics()).contains("gzip");
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
        assertThat(answer.refusal().code()).isEqualTo("too-long");
        assertThat(answer.refusal().diagnostics()).contains("20 MB");
    }

    private static String patientOf(int bytes) {
        return "{\"resourceType\": \"Patient\", \"name\": [{\"text\": \"" + "x".repeat(bytes) + "\"}]}";
    }

    private static byte[] zip(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }
}
