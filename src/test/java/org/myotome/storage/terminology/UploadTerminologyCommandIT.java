package org.myotome.storage.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
