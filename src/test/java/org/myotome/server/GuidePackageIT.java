package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** The package of the guide, as an interface engineer downloads it. */
class GuidePackageIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final URI ADDRESS = URI.create(SERVER.base().replace("/fhir", "/guide/package.tgz"));

    @Test
    void isTheFileThatTheBuildHasMade() throws Exception {
        HttpResponse<byte[]> answer = ask("GET", "X-Any", "x");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/gzip");
        String name = answer.headers()
                .firstValue("Content-Disposition")
                .orElseThrow()
                .replaceFirst("^attachment; filename=\"(.*)\"$", "$1");
        assertThat(name).isEqualTo("org.myotome.fhir-%s.tgz".formatted(version()));
        assertThat(answer.body()).isEqualTo(Files.readAllBytes(Path.of("target", name)));
    }

    @Test
    void isNotSentAgainToWhoHasIt() throws Exception {
        String etag = ask("GET", "X-Any", "x").headers().firstValue("ETag").orElseThrow();
        assertThat(ask("GET", "If-None-Match", "\"other\", W/" + etag).statusCode())
                .isEqualTo(304);
        assertThat(ask("GET", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void headTellsTheLength() throws Exception {
        HttpResponse<byte[]> answer = ask("HEAD", "X-Any", "x");
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isEqualTo(ask("GET", "X-Any", "x").body().length);
    }

    @Test
    void isReadOnly() throws Exception {
        HttpResponse<byte[]> answer = ask("PUT", "X-Any", "x");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(Answer.read(new String(answer.body())).at("/issue/0/code").asText())
                .isEqualTo("not-supported");
    }

    private static String version() {
        return SERVER.get("/metadata").json().at("/software/version").asText();
    }

    private static HttpResponse<byte[]> ask(String method, String header, String value)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(ADDRESS)
                                .method(method, BodyPublishers.noBody())
                                .header(header, value)
                                .build(),
                        BodyHandlers.ofByteArray());
    }
}
