package org.myotome.intake.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.storage.messages.MessageDatabase.NOON;
import static org.myotome.storage.messages.MessageDatabase.accepted;
import static org.myotome.storage.messages.MessageDatabase.because;
import static org.myotome.storage.messages.MessageDatabase.refused;
import static org.myotome.storage.messages.MessageDatabase.unmapped;
import static org.myotome.storage.messages.MessageDatabase.with;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.RunningServer;
import org.myotome.storage.messages.KeptMessage;
import org.myotome.storage.messages.KeptMessages;
import org.myotome.storage.messages.MessageDatabase;
import org.myotome.storage.messages.MessageReports;
import org.myotome.storage.messages.MessageSearch;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** What the addresses below {@code /intake} answer over HTTP. */
class MessagesServletTest {

    private static final String CSV = "text/csv";

    private final MessageDatabase database = MessageDatabase.on(MessageDatabase.H2);
    private final KeptMessages messages = database.messages();
    private final FakeIntake intake = new FakeIntake(messages);
    private WebServer tomcat;
    private RunningServer server;
    private String root;

    @BeforeEach
    void start() {
        FhirContext fhir = FhirContext.forR4Cached();
        Routes routes = new Routes(
                new MessageEndpoint(new MessageSearch(database.database()), messages, intake, fhir),
                new ReportEndpoint(new MessageReports(database.database())));
        tomcat = new TomcatServletWebServerFactory(0)
                .getWebServer(new ServletRegistrationBean<>(new MessagesServlet(routes, fhir), "/intake/*"));
        tomcat.start();
        server = RunningServer.at(tomcat.getPort());
        root = server.base().replace("/fhir", "/intake");
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        database.close();
    }

    private Answer get(String path, String... headers) {
        return server.get(root + path, headers);
    }

    private Answer replay(KeptMessage message) {
        return server.post(root + "/messages/" + message.id() + "/$replay", "");
    }

    private KeptMessage keep(KeptMessage message) {
        messages.keep(message);
        return message;
    }

    @Test
    void aListTellsWhatBecameOfMessagesAndNotWhatTheySay() {
        keep(accepted("ICU|GENERAL", "1", NOON));
        KeptMessage refused = keep(refused("ICU|GENERAL", "2", NOON, because("side-missing")));
        Answer answer = get("/messages?status=refused&sender=ICU%7CGENERAL&rule=side-missing&since=2026-11-29");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.json().path("messages")).hasSize(1);
        assertThat(answer.json().at("/messages/0").toString())
                .contains("\"id\":\"" + refused.id() + "\"", "\"received\":\"2026-11-29T12:00:00Z\"")
                .contains("\"sender\":\"ICU|GENERAL\"", "\"controlId\":\"2\"", "\"type\":\"ORU^R01\"")
                .contains("\"status\":\"refused\"", "\"attempts\":1", "\"rules\":[\"side-missing\"]")
                .contains("\"format\":\"hl7v2\"", "\"channel\":\"mllp\"", "\"stored\":0")
                .doesNotContain("Übung", "MSH", "OperationOutcome");
        assertThat(answer.json().has("next")).isFalse();
    }

    @Test
    void linksLeadThroughAllPages() {
        for (int number = 0; number < 5; number++) {
            keep(accepted("A+B|C&D", Integer.toString(number), NOON));
        }
        keep(accepted("other", "1", NOON));
        Answer page = get("/messages?sender=A%2BB%7CC%26D&_count=2");
        assertThat(page.header("Link")).isEqualTo("<" + page.json().path("next").asText() + ">; rel=\"next\"");
        int found = page.json().path("messages").size();
        while (page.json().has("next")) {
            page = server.get(page.json().path("next").asText());
            found += page.json().path("messages").size();
        }
        assertThat(found).isEqualTo(5);
    }

    @Test
    void aListIsATableForSpreadsheets() {
        KeptMessage message = keep(refused("=cmd()", "@\"1\",2", NOON, because("side-missing"), because("malformed")));
        Answer answer = get("/messages", "Accept", CSV);
        assertThat(answer.header("Content-Type")).startsWith(CSV).containsIgnoringCase("utf-8");
        assertThat(answer.body())
                .isEqualTo("id,received,sender,controlId,type,format,channel,status,attempts,worked,stored,rules\r\n"
                        + message.id() + ",2026-11-29T12:00:00Z,'=cmd(),\"'@\"\"1\"\",2\",ORU^R01,hl7v2,mllp,refused,1,"
                        + "2026-11-29T12:00:00.003Z,0,side-missing malformed\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/messages?colour=red; colour; status, sender, rule, since, before, _count, cursor",
                "/messages?status=open; open; accepted or refused",
                "/messages?status=refused&status=accepted; status; once",
                "/messages?sender=; sender; leave it out",
                "/messages?rule=A%20B; A B; local-code-unmapped",
                "/messages?since=yesterday; yesterday; 2026-11-29T08:30:00Z",
                "/messages?since=2026-11-29T08:30:00+01:00; 08:30:00 01:00; %2B01:00",
                "/messages?before=2026-02-30; 2026-02-30; a date such as",
                "/messages?_count=0; 0; 1 to 1000",
                "/messages?_count=1001; 1001; 1 to 1000",
                "/messages?cursor=1; cursor; follow the link",
                "/messages?sender=%zz; address; percent sign",
                "/unmapped?code=x; code; sender",
                "/senders?sender=x; sender; none"
            })
    void aWrongParameterIsRefusedWithWhatIsAllowed(String path, String sent, String allowed) {
        Answer answer = server.getAsPasted("/intake" + path, "Accept", "application/json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
        assertThat(answer.issues().get(0).diagnostics()).contains(sent, allowed);
    }

    @Test
    void aMessageIsReadWithAllThatIsKnownOfIt() {
        KeptMessage message = keep(refused("ICU", "1", NOON, unmapped("EXICU", "MS-XYZ", "Left xyz")));
        Answer answer = get("/messages/" + message.id());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("content").asText()).isEqualTo("MSH|^~\\&|1|Übung\r");
        assertThat(answer.json().path("answer").asText()).isEqualTo("MSA|A");
        assertThat(answer.json().at("/outcome/resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.json().at("/unmapped/0").toString())
                .isEqualTo("{\"system\":\"EXICU\",\"code\":\"MS-XYZ\",\"text\":\"Left xyz\"}");
        assertThat(get("/messages/" + message.id() + "?_format=x").status()).isEqualTo(400);
    }

    @Test
    void theVeryBytesAreGivenToWhoeverAsks() {
        KeptMessage message = keep(accepted("ICU", "1", NOON));
        for (String type : List.of("application/hl7-v2", "application/octet-stream")) {
            Answer answer = get("/messages/" + message.id(), "Accept", type);
            assertThat(answer.header("Content-Type")).startsWith(type);
            assertThat(answer.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(message.content());
            assertThat(answer.header("Content-Disposition")).contains(message.id() + ".hl7");
        }
        assertThat(get("/messages/" + message.id(), "Accept", "application/hl7-v2")
                        .header("Content-Type"))
                .containsIgnoringCase("charset=utf-8");
        Answer wrong = get("/messages/" + message.id(), "Accept", CSV);
        assertThat(wrong.status()).isEqualTo(406);
        assertThat(wrong.issues().get(0).diagnostics())
                .contains(CSV, "application/json", "application/octet-stream", "application/hl7-v2");
        assertThat(get("/messages/" + message.id(), "Accept", "nonsense").status())
                .isEqualTo(400);
    }

    @Test
    void bytesThatAreNoTextAreGivenInBase64() {
        KeptMessage message = keep(with(accepted("ICU", "1", NOON), new byte[] {(byte) 0xFF, 0}, "{}"));
        Answer answer = get("/messages/" + message.id());
        assertThat(answer.json().has("content")).isFalse();
        assertThat(Base64.getDecoder()
                        .decode(answer.json().path("contentBase64").asText()))
                .isEqualTo(message.content());
    }

    @Test
    void contentThatWasRemovedIsSaidToBe() {
        KeptMessage message = keep(with(accepted("ICU", "1", NOON), new byte[0], ""));
        Answer answer = get("/messages/" + message.id());
        assertThat(answer.json().path("contentRemoved").asBoolean()).isTrue();
        assertThat(answer.json().has("content") || answer.json().has("outcome")).isFalse();
        Answer gone = get("/messages/" + message.id(), "Accept", "application/hl7-v2");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.issues().get(0).diagnostics()).contains("myotome.intake.retention.accepted");
    }

    @Test
    void aRefusedMessageIsTriedAgainUntilItIsAccepted() {
        KeptMessage message = keep(refused("ICU", "1", NOON, because("local-code-unmapped")));
        Answer refused = replay(message);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("status").asText()).isEqualTo("refused");
        assertThat(refused.json().path("attempts").asInt()).isEqualTo(2);
        assertThat(refused.json().at("/outcome/issue/0/details/coding/0/code").asText())
                .isEqualTo("local-code-unmapped");
        assertThat(refused.json().has("content")).isFalse();
        intake.mend();
        Answer accepted = replay(message);
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().path("status").asText()).isEqualTo("accepted");
        assertThat(accepted.json().path("attempts").asInt()).isEqualTo(3);
        assertThat(accepted.json().path("stored").asInt()).isEqualTo(3);
        assertThat(accepted.json().path("answer").asText()).isEqualTo("MSA|ACCEPTED");
        Answer again = replay(message);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.issues().get(0).diagnostics()).contains("accepted before");
    }

    @Test
    void aReplayThatComesTooLateIsAConflict() {
        intake.mend();
        intake.beLate();
        assertThat(replay(keep(refused("ICU", "1", NOON, because("side-missing"))))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whatIsNotKeptCannotBeReplayed() {
        Answer answer = server.post(root + "/messages/none/$replay", "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.issues().get(0).diagnostics()).contains("none", "GET /intake/messages");
    }

    @Test
    void aFailureTellsNothing() {
        intake.breakDown();
        Answer failed = replay(keep(refused("ICU", "1", NOON, because("side-missing"))));
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.body()).contains("OperationOutcome").doesNotContain("Zwillingsbruder", "Exception");
    }

    @Test
    void unmappedCodesAreListed() {
        keep(refused("ICU", "1", NOON, unmapped("EXICU", "MS-XYZ", "-left")));
        keep(refused("ICU", "2", NOON, unmapped("EXICU", "MS-XYZ", "-left")));
        keep(refused("WARD", "2", NOON, unmapped("EXICU", "MS-ABC", "")));
        Answer all = get("/unmapped");
        assertThat(all.json().path("unmapped")).hasSize(2);
        assertThat(all.json().at("/unmapped/0").toString())
                .isEqualTo(
                        "{\"sender\":\"ICU\",\"system\":\"EXICU\",\"code\":\"MS-XYZ\",\"text\":\"-left\",\"count\":2,"
                                + "\"lastSeen\":\"2026-11-29T12:00:00Z\"}");
        assertThat(get("/unmapped?sender=WARD").json().path("unmapped")).hasSize(1);
        assertThat(get("/unmapped", "Accept", CSV).body())
                .startsWith(
                        "sender,system,code,text,count,lastSeen\r\nICU,EXICU,MS-XYZ,'-left,2,2026-11-29T12:00:00Z\r\n");
    }

    @Test
    void eachSenderHasItsReport() {
        keep(accepted("ICU|GENERAL", "1", NOON));
        keep(refused("ICU|GENERAL", "2", NOON.plusSeconds(1), unmapped("EXICU", "MS-XYZ", "Left xyz")));
        keep(accepted("LAB/ICU ü|x", "1", NOON));
        Answer senders = get("/senders");
        assertThat(senders.json().path("senders")).hasSize(2);
        for (var sender : senders.json().path("senders")) {
            Answer report = server.get(root + sender.path("report").asText().substring("/intake".length()));
            assertThat(report.status()).isEqualTo(200);
            assertThat(report.json().path("sender")).isEqualTo(sender.path("sender"));
        }
        Answer report = get("/senders/ICU%7CGENERAL");
        assertThat(report.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(report.json().path("refused").asInt()).isEqualTo(1);
        assertThat(report.json().path("stored").asInt()).isEqualTo(12);
        assertThat(report.json().path("firstMessage").asText()).isEqualTo("2026-11-29T12:00:00Z");
        assertThat(report.json().path("lastMessage").asText()).isEqualTo("2026-11-29T12:00:01Z");
        assertThat(report.json().path("reasons").toString())
                .isEqualTo("[{\"rule\":\"local-code-unmapped\",\"count\":1}]");
        assertThat(report.json().at("/unmapped/0/code").asText()).isEqualTo("MS-XYZ");
        assertThat(get("/senders/ICU%7CGENERAL", "Accept", CSV).body()).isEqualTo("""
                sender,item,system,code,text,value
                ICU|GENERAL,accepted,,,,1
                ICU|GENERAL,refused,,,,1
                ICU|GENERAL,stored,,,,12
                ICU|GENERAL,firstMessage,,,,2026-11-29T12:00:00Z
                ICU|GENERAL,lastMessage,,,,2026-11-29T12:00:01Z
                ICU|GENERAL,reason,,local-code-unmapped,,1
                ICU|GENERAL,unmapped,EXICU,MS-XYZ,Left xyz,1
                """.replace("\n", "\r\n"));
        assertThat(get("/senders", "Accept", CSV).body()).contains("ICU|GENERAL,/intake/senders/ICU%7CGENERAL\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/messages/none", "/senders/none", "/", "/nothing", "/messages/1/2", "/messages/", "/unmapped/x"
            })
    void whatIsNotThereIsNotFound(String path) {
        Answer answer = get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.issues().get(0).code()).isEqualTo("not-found");
        assertThat(answer.issues().get(0).diagnostics()).contains("GET /intake/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POST; /messages; GET, HEAD",
                "DELETE; /messages/1; GET, HEAD",
                "GET; /messages/1/$replay; POST",
                "PUT; /unmapped; GET, HEAD",
                "OPTIONS; /senders; GET, HEAD",
                "PATCH; /senders/x; GET, HEAD"
            })
    void anotherMethodIsRefusedWithTheOneThatIsAllowed(String method, String path, String allowed) {
        Answer answer = server.send(method, root + path, "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        assertThat(answer.issues()).hasSize(1);
    }

    @Test
    void headIsAnsweredLikeGet() {
        Answer answer = server.send("HEAD", root + "/messages", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }
}
