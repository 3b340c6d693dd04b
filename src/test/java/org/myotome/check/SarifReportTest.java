package org.myotome.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the command writes as SARIF follows the schema of the OASIS standard. */
class SarifReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VALID = "profiles/examples/valid/left-biceps-4-minus.json";
    private static final String WRONG_LIMB = "profiles/examples/invalid/myo-4--left-limb-right-muscle.json";
    private static final Schema SCHEMA = schema();

    @TempDir
    private Path directory;

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(Dialects.getDraft4())
                    .getSchema(JSON.readTree(Path.of("src/test/resources/sarif/sarif-schema-2.1.0.json")
                            .toFile()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of each rule an example, FHIR, messages and tables. */
    static Stream<List<String>> files() {
        return Stream.of(
                List.of(VALID),
                List.of("profiles/examples/invalid"),
                List.of("profiles/examples/gate"),
                List.of("--sender=EXAMPLE-TABLE", "src/test/resources/errors"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theReportFollowsTheSchema(List<String> arguments) throws IOException {
        JsonNode report = report(arguments.toArray(String[]::new));
        assertThat(errors(report)).isEmpty();
        assertThat(report.at("/runs/0/results").isEmpty()).isEqualTo(arguments.equals(List.of(VALID)));
    }

    @Test
    void aFileWhoseNameIsNoAddressIsNamedInOne() throws IOException {
        Path file = Files.copy(Path.of(WRONG_LIMB), directory.resolve("Größe 5 %20#[x].json"));
        JsonNode report = report(file.toString());
        assertThat(errors(report)).isEmpty();
        assertThat(report.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .endsWith("Gr%C3%B6%C3%9Fe%205%20%2520%23%5Bx%5D.json");
    }

    @Test
    void whatIsReadFromTheInputHasAReportToo() throws IOException {
        JsonNode report = JSON.readTree(Run.reading(Files.readString(Path.of(WRONG_LIMB)), "--format=sarif", "-")
                .out());
        assertThat(errors(report)).isEmpty();
        assertThat(report.at("/runs/0/results")).hasSize(1);
    }

    @Test
    void theSchemaTellsWhatIsWrong() throws IOException {
        JsonNode report = report(WRONG_LIMB);
        ((ObjectNode) report.at("/runs/0/results/0")).remove("message");
        ((ObjectNode) report.at("/runs/0/results/0/locations/0/physicalLocation/region")).put("startLine", 0);
        assertThat(errors(report)).hasSize(2);
    }

    private static JsonNode report(String... arguments) throws IOException {
        String[] all =
                Stream.concat(Stream.of("--format=sarif"), Stream.of(arguments)).toArray(String[]::new);
        return JSON.readTree(Run.of(all).out());
    }

    private static List<Error> errors(JsonNode report) {
        return SCHEMA.validate(report);
    }
}
