package org.myotome.storage.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** Tiny releases in the publishers' formats, uploaded to a server of the test's own and asked for. */
record UploadedReleases(RunningServer server, Path directory) {

    private static final String SCT = UploadOptions.SNOMED_CT;
    private static final String PARALYSIS = "267607008";
    private static final String HYPOKALEMIC = "82732003";
    private static final String HYPERKALEMIC = "304737009";
    private static final String GRIP_LEFT = "83173-5";
    private static final String GRIP_RIGHT = "83174-3";

    void areAnswered() throws IOException {
        snomedCt();
        icd10Cm();
        loinc();
    }

    /** From the command line, with progress. ConceptMap cause-to-snomed-ct says which code is narrower. */
    private void snomedCt() throws IOException {
        Path zip = Files.write(
                directory.resolve("SnomedCT_InternationalRF2.zip"),
                TinyRelease.snomedCt(PARALYSIS, List.of(HYPOKALEMIC, HYPERKALEMIC)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new UploadTerminologyCommand(printed, printed)
                .run(List.of("--url", base(), "--system", SCT, zip.toString()));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("sent: 100 %", "reading: 1 file(s) for " + SCT, "read: 3 codes")
                .contains("stored: 3 of 3 codes (100 %), 2 places", "uploaded: 3 codes", "held: " + SCT + ", 3 codes")
                .endsWith("done: " + SCT + "\n");
        assertThat(status).isZero();
        String full = TinyRelease.display(SCT, HYPOKALEMIC);
        assertThat(get("$lookup", Map.of("system", SCT, "code", HYPOKALEMIC)).body())
                .contains("\"" + full + "\"", "\"Synonym\"", "\"" + PARALYSIS + "\"");
        for (String name : List.of(full, TinyRelease.withoutTag(full))) {
            assertThat(isValid(SCT, HYPOKALEMIC, name)).as(name).isTrue();
        }
        assertThat(isValid(SCT, HYPOKALEMIC, TinyRelease.display(SCT, HYPERKALEMIC)))
                .isFalse();
        assertThat(isValid(SCT, "73297009", TinyRelease.display(SCT, "73297009")))
                .isFalse();
        assertThat(subsumes(SCT, PARALYSIS, HYPOKALEMIC)).isEqualTo("subsumes");
        assertThat(subsumes(SCT, HYPERKALEMIC, PARALYSIS)).isEqualTo("subsumed-by");
        assertThat(subsumes(SCT, HYPERKALEMIC, HYPOKALEMIC)).isEqualTo("not-subsumed");
    }

    private void icd10Cm() throws IOException {
        String system = UploadOptions.ICD_10_CM;
        assertThat(posted(system, TinyRelease.icd10Cm("G20", "G20.A1")))
                .contains("read: 2 codes", "held: " + system + "|2024, 2 codes")
                .endsWith("done: " + system + "\n");
        String name = TinyRelease.display(system, "G20.A1");
        assertThat(get("$lookup", Map.of("system", system, "code", "G20.A1")).body())
                .contains("\"" + name + "\"", "\"2024\"");
        assertThat(isValid(system, "G20.A1", name)).isTrue();
        assertThat(isValid(system, "G20.A9", name)).isFalse();
        assertThat(subsumes(system, "G20", "G20.A1")).isEqualTo("subsumes");
    }

    /** The zip itself is posted: the loader knows its files by the folders they are in. */
    private void loinc() throws IOException {
        String system = UploadOptions.LOINC;
        assertThat(posted(system, TinyRelease.loinc(GRIP_LEFT, GRIP_RIGHT)))
                .contains("read: 2 codes", "held: " + system + "|2.80, 2 codes")
                .endsWith("done: " + system + "\n");
        String left = TinyRelease.display(system, GRIP_LEFT);
        assertThat(get("$lookup", Map.of("system", system, "code", GRIP_LEFT)).body())
                .contains("\"" + left + "\"");
        assertThat(isValid(system, GRIP_LEFT, left)).isTrue();
        assertThat(isValid(system, GRIP_RIGHT, left)).isFalse();
        assertThat(subsumes(system, GRIP_LEFT, GRIP_RIGHT)).isEqualTo("not-subsumed");
    }

    private String base() {
        return server.base().replace("/fhir", "");
    }

    private String posted(String system, byte[] zip) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base() + "/terminology/upload?system=" + system))
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(zip))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer get(String operation, Map<String, String> parameters) {
        StringBuilder query = new StringBuilder("/CodeSystem/" + operation + "?");
        parameters.forEach((name, value) -> query.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        return server.get(query.substring(0, query.length() - 1));
    }

    private boolean isValid(String system, String code, String display) {
        Answer answer = get("$validate-code", Map.of("url", system, "code", code, "display", display));
        for (var parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals("result")) {
                return parameter.path("valueBoolean").asBoolean();
            }
        }
        throw new AssertionError(answer.body());
    }

    private String subsumes(String system, String codeA, String codeB) {
        return get("$subsumes", Map.of("system", system, "codeA", codeA, "codeB", codeB))
                .json()
                .at("/parameter/0/valueCode")
                .asText();
    }
}
