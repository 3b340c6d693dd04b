package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** Every error is an OperationOutcome in the format asked for, with the status of its kind, and tells nothing of the inside. */
class ErrorsIT {

    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";

    private final RunningServer server = RunningServer.shared();

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            GET    ~ /fhir/Muscle                       ~ 404 ~ not-found
            GET    ~ /fhir/Patient/nobody               ~ 404 ~ not-found
            GET    ~ /fhir/Patient/nobody/_history/1    ~ 404 ~ not-found
            GET    ~ /                                  ~ 404 ~ not-found
            GET    ~ /elsewhere                         ~ 404 ~ not-found
            GET    ~ /fhirs/Patient                     ~ 404 ~ not-found
            GET    ~ /fhir                              ~ 400 ~
            GET    ~ /fhir/Patient/nobody/muscle        ~ 400 ~
            GET    ~ /fhir/Patient/$muscle              ~ 400 ~
            GET    ~ /fhir/Patient?muscle=weak          ~ 400 ~
            DELETE ~ /fhir/Patient                      ~ 400 ~
            POST   ~ /fhir/Patient/nobody               ~ 400 ~
            PUT    ~ /fhir/Patient                      ~ 400 ~
            POST   ~ /fhir/Patient                      ~ 400 ~
            POST   ~ /fhir                              ~ 400 ~
            """)
    void isAnOutcomeInTheFormatAskedFor(String method, String path, int status, String code) {
        String address = server.base().replace("/fhir", "") + path;
        Answer json = server.send(method, address, "", "Accept", JSON);
        assertThat(json.status()).as(json.body()).isEqualTo(status);
        assertThat(json.header("Content-Type")).startsWith(JSON);
        assertThat(json.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(json.issues())
                .hasSize(1)
                .allMatch(issue -> issue.refuses() && !issue.diagnostics().isBlank());
        if (code != null) {
            assertThat(json.issues().get(0).code()).isEqualTo(code);
        }
        assertTellsNothing(json);
        Answer xml = server.send(method, address, "", "Accept", XML);
        assertThat(xml.status()).isEqualTo(status);
        assertThat(xml.header("Content-Type")).startsWith(XML);
        assertThat(xml.body()).startsWith("<OperationOutcome xmlns=\"http://hl7.org/fhir\">");
        Answer format =
                server.send(method, address + (path.contains("?") ? "&" : "?") + "_format=xml", "", "Accept", JSON);
        assertThat(format.header("Content-Type")).startsWith(XML);
    }

    @Test
    void aFormatThatIsNotWrittenHereIsRefused() {
        for (String type : new String[] {"text/turtle", "application/rdf+xml", "application/pdf", "text/csv"}) {
            Answer refused = server.get("/Patient/nobody", "Accept", type);
            assertThat(refused.status()).as(type).isIn(404, 406);
            assertThat(server.get("/metadata", "Accept", type).status())
                    .as(type)
                    .isIn(200, 406);
            assertTellsNothing(refused);
        }
        assertThat(server.get("/metadata?_format=ttl").status()).isEqualTo(406);
        assertThat(server.get("/metadata?_format=nonsense").status()).isIn(400, 406);
        assertThat(server.get("/metadata", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Patient?name=%zz",
                "/fhir/Patient?name=%",
                "/fhir/Patient/%",
                "/fhir/Patient/%00",
                "/fhir/Patient/a%2Fb",
                "/fhir/Patient/..%2f..%2fetc",
                "/fhir/\\Patient",
                "/fhir/Patient?name=\u0007",
                "/fhir/Patient/a b",
                "/fhir/Patient;x=y/1",
                "/fhir//Patient/1",
                "/fhir/Patient?name=<script>"
            })
    void aStrangeUrlIsAnswered(String path) {
        Answer answer = server.getAsPasted(path, "Accept", JSON);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
        assertThat(answer.header("Content-Type")).startsWith(JSON);
        assertThat(answer.json().path("resourceType").asText()).isIn("OperationOutcome", "Bundle");
        assertTellsNothing(answer);
    }

    @Test
    void methodsThatFhirDoesNotHaveAreRefused() {
        for (String method : new String[] {"TRACE", "PROPFIND", "MUSCLE"}) {
            Answer refused = server.send(method, "/Patient", "", "Accept", JSON);
            assertThat(refused.status()).as(method).isIn(400, 405, 501);
            assertThat(refused.issues()).as(method).isNotEmpty();
        }
    }

    @Test
    void whatTheServerCannotDoIsNotAFailureOfTheServer() {
        String patient = server.store(Bedside.person("Patient"));
        for (String path : new String[] {
            "/" + patient + "/$graphql?query=x",
            "/Patient/$match",
            "/$export",
            "/Patient/$stats",
            "/Patient?_query=mine"
        }) {
            Answer refused = server.get(path);
            assertThat(refused.status()).as(path).isIn(400, 404, 405);
            assertTellsNothing(refused);
        }
    }

    @Test
    void wordsOfTheSenderAreNotMarkup() {
        Answer refused = server.getAsPasted("/fhir/Patient/x?a=\"><script>", "Accept", "text/html");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).doesNotContain("html");
    }

    /** No class, no library, no SQL and no numbers of HAPI's messages in what a client reads. */
    static void assertTellsNothing(Answer answer) {
        assertThat(answer.body())
                .doesNotContainPattern(
                        "(java|jakarta|org\\.hibernate|org\\.springframework|ca\\.uhn|com\\.fasterxml|org\\.h2)\\.")
                .doesNotContainPattern("(?i)\\bselect .* from |insert into |\\bsql\\b")
                .doesNotContainPattern("\\bat [a-z]+\\.[a-z.]+\\(")
                .doesNotContainPattern("\"diagnostics\" ?: ?\"[^\"]*HAPI-\\d+: ")
                .doesNotContain("Exception", "Tomcat", "NullPointer");
    }
}
