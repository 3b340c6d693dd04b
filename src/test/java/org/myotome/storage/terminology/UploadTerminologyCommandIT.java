package org.myotome.storage.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.EmptyDatabase;
import org.myotome.OwnProcess;
import org.myotome.RunningServer;
import org.myotome.StartedServer;

/** A code system that a user uploads with the packaged program is answered by every operation. */
@OwnProcess
class UploadTerminologyCommandIT {

    private static final String LOCAL = "http://example.org/ward-codes";

    private final Path directory = EmptyDatabase.in(RunningServer.temporaryDirectory());

    @Test
    void uploadedCodesAreAnsweredByEveryOperation() throws IOException {
        List<String> upload = new ArrayList<>(List.of("upload-terminology", "--system", LOCAL));
        upload.addAll(files());
        String uploaded = command(0, upload.toArray(String[]::new));
        assertThat(uploaded)
                .contains("reading: 4 file(s)", "read: 4 codes", "uploaded: 4 codes", "held: " + LOCAL + "|7, 4 codes");
        try (StartedServer started = StartedServer.in(directory)) {
            RunningServer server = started.ready();
            String code = "system=" + LOCAL + "&code=";
            assertThat(server.get("/CodeSystem/$lookup?" + code + "paresis").body())
                    .contains("\"Paresis of the arm\"", "\"version\"", "\"parent\"", "\"weakness\"", "\"R29\"");
            assertThat(result(server.get("/CodeSystem/$validate-code?url=" + LOCAL + "&code=plegia")))
                    .isTrue();
            Answer wrong = server.get("/CodeSystem/$validate-code?url=" + LOCAL + "&code=nothing");
            assertThat(result(wrong)).isFalse();
            assertThat(wrong.body()).contains("Unknown code 'nothing'", "It has 4 codes");
            assertThat(server.get("/CodeSystem/$subsumes?system=" + LOCAL + "&codeA=sign&codeB=plegia")
                            .body())
                    .contains("\"subsumes\"");
            assertThat(codes(server.post("/ValueSet/$expand", valueSet("is-a", "weakness"))))
                    .containsExactly("paresis", "plegia", "weakness");
            assertThat(server.get("/metadata?mode=terminology").body()).contains("\"" + LOCAL + "\"");
            assertThat(server.get(
                                    "/CodeSystem/$lookup?system=https://w3id.org/myotome/CodeSystem/mrc-muscle-grade&code=4")
                            .status())
                    .isEqualTo(200);
            // Here, and not in a server that other tests share: SNOMED CT with three codes would call all others wrong.
            new UploadedReleases(server, directory).areAnswered();
        }
    }

    /** A server that is running takes the files, and answers without being started again. */
    @Test
    void aRunningServerTakesTheFiles() throws IOException {
        RunningServer server = RunningServer.shared();
        String url = server.base().replace("/fhir", "");
        assertThat(uploaded(1, "--url=http://localhost:1"))
                .contains("Not uploaded: ")
                .doesNotContain("done: ");
        assertThat(uploaded(0, "--url", url))
                .contains("sent: 100 %", "reading: 4 file(s)", "uploaded: 4 codes", "held: " + LOCAL + "|7, 4 codes")
                .endsWith("done: " + LOCAL + "\n");
        assertThat(result(server.get("/CodeSystem/$validate-code?url=" + LOCAL + "&code=plegia")))
                .isTrue();
        assertThat(codes(server.post("/ValueSet/$expand", valueSet("is-a", "weakness"))))
                .containsExactly("paresis", "plegia", "weakness");
    }

    private String uploaded(int status, String... arguments) throws IOException {
        List<String> upload = new ArrayList<>(List.of(arguments));
        upload.addAll(List.of("--system", LOCAL));
        upload.addAll(files());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(new UploadTerminologyCommand(printed, printed).run(upload))
                .as(() -> out.toString(StandardCharsets.UTF_8))
                .isEqualTo(status);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoUploadIsAnsweredWithTheReason() throws IOException {
        assertThat(post("?system=urn:x", "text/plain", new byte[0]))
                .isEqualTo("415 Not uploaded: the Content-Type was text/plain. Send the files in a zip, as"
                        + " application/zip.\n");
        assertThat(post("?system=urn:x", "application/zip", new byte[0])).startsWith("400 Not uploaded: No file");
        byte[] zip = TinyRelease.zip(Map.of("../concepts.csv", "CODE,DISPLAY\na,A\n"));
        assertThat(post("", "application/zip", zip)).startsWith("400 Not uploaded: --system is the url");
        assertThat(post("?system=https://w3id.org/myotome/CodeSystem/x", "application/zip", zip))
                .startsWith("400 Not uploaded: Code systems below");
        assertThat(post("?system=urn:x", "application/zip", TinyRelease.zip(Map.of("../other.csv", "a,b"))))
                .startsWith("200 ")
                .contains("Not uploaded: ")
                .doesNotContain("done: ");
        assertThat(post(
                        "?system=urn:x",
                        "application/zip",
                        TinyRelease.zip(Map.of(
                                "../codesystem.json",
                                "{\"resourceType\": \"CodeSystem\", \"content\": \"supplement\"}"))))
                .startsWith("422 Not uploaded: codesystem.json is a supplement");
        URI address = URI.create(RunningServer.shared().base().replace("/fhir", "/terminology/upload"));
        HttpResponse<String> got = send(HttpRequest.newBuilder(address).build());
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.headers().firstValue("Allow")).contains("POST");
    }

    private static String post(String query, String type, byte[] body) throws IOException {
        URI address = URI.create(RunningServer.shared().base().replace("/fhir", "/terminology/upload" + query));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
        return answer.statusCode() + " " + answer.body();
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> files() throws IOException {
        List<String> names = new ArrayList<>();
        names.add(file("concepts.csv", """
                CODE,DISPLAY
                sign,Sign
                weakness,Weakness
                paresis,Paresis of the arm
                plegia,Plegia of the arm
                """));
        names.add(file("hierarchy.csv", """
                PARENT,CHILD
                sign,weakness
                weakness,paresis
                weakness,plegia
                """));
        names.add(file("properties.csv", """
                CODE,KEY,VALUE,TYPE
                paresis,icd,R29,string
                """));
        names.add(file("codesystem.json", """
                {"resourceType": "CodeSystem", "url": "%s", "version": "7", "name": "WardCodes", "status": "active",
                  "content": "not-present", "property": [{"code": "icd", "type": "string"}]}
                """.formatted(LOCAL)));
        return names;
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static String valueSet(String operator, String value) {
        return """
                {"resourceType": "ValueSet", "status": "active", "compose": {"include": [{"system": "%s",
                  "filter": [{"property": "concept", "op": "%s", "value": "%s"}]}]}}
                """.formatted(LOCAL, operator, value);
    }

    private static List<String> codes(Answer expanded) {
        List<String> codes = new ArrayList<>();
        expanded.json()
                .at("/expansion/contains")
                .forEach(code -> codes.add(code.path("code").asText()));
        return codes;
    }

    private static boolean result(Answer answer) {
        return answer.json().at("/parameter/0/valueBoolean").asBoolean();
    }

    private String command(int exitCode, String... arguments) {
        try (StartedServer command = StartedServer.command(directory, arguments)) {
            assertThat(command.ended()).as(command.printed()).isEqualTo(exitCode);
            return command.printed();
        }
    }
}
