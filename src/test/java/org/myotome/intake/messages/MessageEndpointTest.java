package org.myotome.intake.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.storage.messages.MessageDatabase.NOON;
import static org.myotome.storage.messages.MessageDatabase.accepted;
import static org.myotome.storage.messages.MessageDatabase.because;
import static org.myotome.storage.messages.MessageDatabase.refused;
import static org.myotome.storage.messages.MessageDatabase.unmapped;
import static org.myotome.storage.messages.MessageDatabase.with;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.storage.messages.KeptMessage;

/** Messages are listed without what they say, read with it, and tried again. */
class MessageEndpointTest {

    private static final String CSV = "text/csv";

    private final MessagesServer server = new MessagesServer();

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aListTellsWhatBecameOfMessagesAndNotWhatTheySay() {
        server.keep(accepted("ICU|GENERAL", "1", NOON));
        KeptMessage refused = server.keep(refused("ICU|GENERAL", "2", NOON, because("side-missing")));
        Answer answer = server.get("/messages?status=refused&sender=ICU%7CGENERAL&rule=side-missing&since=2026-11-29");
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
            server.keep(accepted("A+B|C&D", Integer.toString(number), NOON));
        }
        server.keep(accepted("other", "1", NOON));
        Answer page = server.get("/messages?sender=A%2BB%7CC%26D&_count=2");
        assertThat(page.header("Link")).isEqualTo("<" + page.json().path("next").asText() + ">; rel=\"next\"");
        int found = page.json().path("messages").size();
        while (page.json().has("next")) {
            page = server.getLink(page.json().path("next").asText());
            found += page.json().path("messages").size();
        }
        assertThat(found).isEqualTo(5);
    }

    @Test
    void aListIsATableForSpreadsheets() {
        KeptMessage message =
                server.keep(refused("=cmd()", "@\"1\",2", NOON, because("side-missing"), because("malformed")));
        Answer answer = server.get("/messages", "Accept", CSV);
        assertThat(answer.header("Content-Type")).startsWith(CSV).containsIgnoringCase("utf-8");
        assertThat(answer.body())
                .isEqualTo("id,received,sender,controlId,type,format,channel,status,attempts,worked,stored,rules\r\n"
                        + message.id() + ",2026-11-29T12:00:00Z,'=cmd(),\"'@\"\"1\"\",2\",ORU^R01,hl7v2,mllp,refused,1,"
                        + "2026-11-29T12:00:00.003Z,0,side-missing malformed\r\n");
    }

    @Test
    void aMessageIsReadWithAllThatIsKnownOfIt() {
        KeptMessage message = server.keep(refused("ICU", "1", NOON, unmapped("EXICU", "MS-XYZ", "Left xyz")));
        Answer answer = server.get("/messages/" + message.id());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("content").asText()).isEqualTo("MSH|^~\\&|1|Übung\r");
        assertThat(answer.json().path("answer").asText()).isEqualTo("MSA|A");
        assertThat(answer.json().at("/outcome/resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.json().at("/unmapped/0").toString())
                .isEqualTo("{\"system\":\"EXICU\",\"code\":\"MS-XYZ\",\"text\":\"Left xyz\"}");
        assertThat(server.get("/messages/" + message.id() + "?_format=x").status())
                .isEqualTo(400);
    }

    @Test
    void theVeryBytesAreGivenToWhoeverAsks() {
        KeptMessage message = server.keep(accepted("ICU", "1", NOON));
        for (String type : List.of("application/hl7-v2", "application/octet-stream")) {
            Answer answer = server.get("/messages/" + message.id(), "Accept", type);
            assertThat(answer.header("Content-Type")).startsWith(type);
            assertThat(answer.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(message.content());
            assertThat(answer.header("Content-Disposition")).contains(message.id() + ".hl7");
        }
        assertThat(server.get("/messages/" + message.id(), "Accept", "application/hl7-v2")
                        .header("Content-Type"))
                .containsIgnoringCase("charset=utf-8");
        Answer wrong = server.get("/messages/" + message.id(), "Accept", CSV);
        assertThat(wrong.status()).isEqualTo(406);
        assertThat(wrong.issues().get(0).diagnostics())
                .contains(CSV, "application/json", "application/octet-stream", "application/hl7-v2");
        assertThat(server.get("/messages/" + message.id(), "Accept", "nonsense").status())
                .isEqualTo(400);
    }

    @Test
    void bytesThatAreNoTextAreGivenInBase64() {
        KeptMessage message = server.keep(with(accepted("ICU", "1", NOON), new byte[] {(byte) 0xFF, 0}, "{}"));
        Answer answer = server.get("/messages/" + message.id());
        assertThat(answer.json().has("content")).isFalse();
        assertThat(Base64.getDecoder()
                        .decode(answer.json().path("contentBase64").asText()))
                .isEqualTo(message.content());
    }

    @Test
    void contentThatWasRemovedIsSaidToBe() {
        KeptMessage message = server.keep(with(accepted("ICU", "1", NOON), new byte[0], ""));
        Answer answer = server.get("/messages/" + message.id());
        assertThat(answer.json().path("contentRemoved").asBoolean()).isTrue();
        assertThat(answer.json().has("content") || answer.json().has("outcome")).isFalse();
        Answer gone = server.get("/messages/" + message.id(), "Accept", "application/hl7-v2");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.issues().get(0).diagnostics()).contains("myotome.intake.retention.accepted");
    }

    @Test
    void aRefusedMessageIsTriedAgainUntilItIsAccepted() {
        KeptMessage message = server.keep(refused("ICU", "1", NOON, because("local-code-unmapped")));
        Answer refused = server.replay(message);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("status").asText()).isEqualTo("refused");
        assertThat(refused.json().path("attempts").asInt()).isEqualTo(2);
        assertThat(refused.json().at("/outcome/issue/0/details/coding/0/code").asText())
                .isEqualTo("local-code-unmapped");
        assertThat(refused.json().has("content")).isFalse();
        server.intake().mend();
        Answer accepted = server.replay(message);
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().path("status").asText()).isEqualTo("accepted");
        assertThat(accepted.json().path("attempts").asInt()).isEqualTo(3);
        assertThat(accepted.json().path("stored").asInt()).isEqualTo(3);
        assertThat(accepted.json().path("answer").asText()).isEqualTo("MSA|ACCEPTED");
        Answer again = server.replay(message);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.issues().get(0).diagnostics()).contains("accepted before");
    }

    @Test
    void aReplayThatComesTooLateIsAConflict() {
        server.intake().mend();
        server.intake().beLate();
        assertThat(server.replay(server.keep(refused("ICU", "1", NOON, because("side-missing"))))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whatIsNotKeptCannotBeReplayed() {
        Answer answer = server.send("POST", "/messages/none/$replay");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.issues().get(0).diagnostics()).contains("none", "GET /intake/messages");
    }
}
