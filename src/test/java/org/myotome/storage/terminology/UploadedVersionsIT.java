package org.myotome.storage.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** Two releases of a code system that a user uploads one after the other are told apart. */
class UploadedVersionsIT {

    private static final String SYSTEM = "http://example.org/codes-in-two-releases";

    private final RunningServer server = RunningServer.shared();
    private final Path directory = RunningServer.temporaryDirectory();

    @BeforeEach
    void upload() throws IOException {
        upload("7", "Paresis of the arm");
        upload("8", "Paresis of the upper limb");
    }

    @Test
    void aCodeIsLookedUpAndJudgedInTheReleaseThatIsNamed() {
        for (String operation : List.of("$lookup?system=", "$validate-code?url=")) {
            String asked = "/CodeSystem/" + operation + SYSTEM + "&code=paresis";
            assertThat(server.get(asked + "&version=7").body()).contains("Paresis of the arm");
            assertThat(server.get(asked + "&version=8").body()).contains("Paresis of the upper limb");
            assertThat(server.get(asked).body()).contains("Paresis of the upper limb");
        }
        assertThat(server.get("/CodeSystem/$validate-code?url=" + SYSTEM + "&version=9&code=paresis")
                        .body())
                .contains("Valid versions: 7 or 8");
        assertThat(server.get("/CodeSystem/$lookup?system=" + SYSTEM + "&version=9&code=paresis")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aValueSetIsMadeOfTheReleaseThatItNames() {
        assertThat(display(expand("7", ""))).isEqualTo("Paresis of the arm");
        assertThat(display(expand("8", ""))).isEqualTo("Paresis of the upper limb");
        assertThat(display(expand(null, ""))).isEqualTo("Paresis of the upper limb");
        assertThat(display(expand(null, parameter("system-version", "7")))).isEqualTo("Paresis of the arm");
        assertThat(display(expand("8", parameter("force-system-version", "7")))).isEqualTo("Paresis of the arm");
        assertThat(expand("9", "").status()).isEqualTo(422);
    }

    @Test
    void aCodingOfAnotherReleaseThanTheValueSetIsWrong() {
        assertThat(judge("7", "7").path("result").asBoolean()).isTrue();
        JsonNode wrong = judge("8", "7");
        assertThat(wrong.path("result").asBoolean()).isFalse();
        assertThat(wrong.path("message").asText())
                .contains("version '8' in the ValueSet include is different to the one in the value ('7')");
    }

    private void upload(String version, String display) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        String url = server.base().replace("/fhir", "");
        List<String> arguments = List.of(
                "--url",
                url,
                "--system",
                SYSTEM,
                file("concepts.csv", "CODE,DISPLAY\nparesis," + display + "\n"),
                file("codesystem.json", """
                        {"resourceType": "CodeSystem", "url": "%s", "version": "%s", "name": "Releases", "status": "active",
                          "content": "not-present"}
                        """.formatted(SYSTEM, version)));
        assertThat(new UploadTerminologyCommand(printed, printed).run(arguments))
                .as(() -> out.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private Answer expand(String version, String parameters) {
        return server.post("/ValueSet/$expand", question(version, parameters));
    }

    private static String display(Answer expanded) {
        return expanded.json().at("/expansion/contains/0/display").asText();
    }

    /** @return the simple parameters of the answer by name */
    private JsonNode judge(String ofValueSet, String ofCoding) {
        String coding = """
                , {"name": "coding", "valueCoding": {"system": "%s", "version": "%s", "code": "paresis"}}
                """.formatted(SYSTEM, ofCoding);
        Answer answer = server.post("/ValueSet/$validate-code", question(ofValueSet, coding));
        ObjectNode byName = JsonNodeFactory.instance.objectNode();
        answer.json()
                .path("parameter")
                .forEach(parameter -> parameter.properties().stream()
                        .filter(property -> property.getKey().startsWith("value"))
                        .forEach(property -> byName.set(parameter.path("name").asText(), property.getValue())));
        return byName;
    }

    private static String question(String version, String parameters) {
        String said = version == null ? "" : ", \"version\": \"" + version + "\"";
        return """
                {"resourceType": "Parameters", "parameter": [{"name": "valueSet", "resource": {
                  "resourceType": "ValueSet", "status": "active",
                  "compose": {"include": [{"system": "%s"%s, "concept": [{"code": "paresis"}]}]}}}%s]}
                """.formatted(SYSTEM, said, parameters);
    }

    private static String parameter(String name, String version) {
        return ", {\"name\": \"" + name + "\", \"valueUri\": \"" + SYSTEM + "|" + version + "\"}";
    }
}
