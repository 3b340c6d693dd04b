package org.myotome.storage.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a codesystem.json may not say, and that nothing is opened before that is told. */
class UploadedDescriptionTest {

    private static final String WARD = "http://example.org/ward-codes";

    @TempDir
    private Path directory;

    @Test
    void aSupplementIsRefusedWithAWayToUseIt() throws IOException {
        String supplement = """
                {"resourceType": "CodeSystem", "url": "http://example.org/german", "content": "supplement",
                  "supplements": "http://loinc.org"}""";
        assertThat(refusal("codesystem.json", supplement))
                .contains("Not uploaded: codesystem.json is a supplement of http://loinc.org", "tx-resource");
    }

    @Test
    void theCodesComeFromTheTable() throws IOException {
        assertThat(refusal("codesystem.json", described(WARD, "complete")))
                .contains("has the content complete. Write not-present");
    }

    @Test
    void bothUrlsAreTheSame() throws IOException {
        assertThat(refusal("codesystem.json", described("http://example.org/other", "not-present")))
                .contains("--system is " + WARD, "http://example.org/other");
    }

    @Test
    void whatIsNoCodeSystemIsToldSo() throws IOException {
        assertThat(refusal("codesystem.json", "{\"resourceType\": \"ValueSet\"}"))
                .contains("codesystem.json is no CodeSystem of FHIR R4");
        assertThat(refusal("codesystem.xml", "<Code")).contains("codesystem.xml is no CodeSystem of FHIR R4");
    }

    @Test
    void aZipIsLookedInto() throws IOException {
        Path inner = Files.writeString(directory.resolve("codesystem.json"), described(WARD, "example"));
        Path zip = directory.resolve("ward.zip");
        UploadParcel.pack(List.of(inner), zip);
        assertThat(run(zip)).contains("has the content example");
    }

    private String refusal(String name, String content) throws IOException {
        return run(Files.writeString(directory.resolve(name), content));
    }

    private static String run(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(new UploadTerminologyCommand(printed, printed).run(List.of("--system", WARD, file.toString())))
                .isEqualTo(1);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String described(String url, String content) {
        return """
                {"resourceType": "CodeSystem", "url": "%s", "version": "7", "name": "WardCodes", "status": "active",
                  "content": "%s"}""".formatted(url, content);
    }
}
