package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

/** An answer is packed, once, for a client that unpacks, whichever way it was made. */
class CompressedAnswersIT {

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);

    /** The first is answered from the stored texts, the second by HAPI. */
    @ParameterizedTest
    @ValueSource(strings = {"/Observation?patient=", "/Observation?_elements=code,meta,subject&patient="})
    void holdTheSameAsPlainOnes(String search) throws Exception {
        server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "4").toString());
        HttpResponse<byte[]> packed = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.base() + search + bedside.patient()))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(packed.headers().allValues("Content-Encoding")).containsExactly("gzip");
        String unpacked;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            unpacked = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Answer plain = server.get(search + bedside.patient());
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(Answer.read(unpacked).path("entry"))
                .hasSize(1)
                .isEqualTo(plain.json().path("entry"));
    }
}
