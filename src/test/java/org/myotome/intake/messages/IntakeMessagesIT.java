package org.myotome.intake.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** An interface engineer finds out by HTTP what became of the messages that a sender has sent. */
@StorageDependent
class IntakeMessagesIT {

    private static final String KNOWN = "EXAMPLE-ICU|GENERAL";

    private final RunningServer server = RunningServer.shared();
    private final String root = server.base().replaceFirst("/fhir$", "/intake");
    private final String controlId = UUID.randomUUID().toString().substring(0, 20);

    /** Synthetic: nobody behind it ever lived. */
    private String message(String sender, String code, String value) {
        return String.join(
                "\r",
                "MSH|^~\\&|" + sender + "|MYOTOME|TEST|20261129080000+0100||ORU^R01^ORU_R01|" + controlId
                        + "|P|2.5.1||||||UNICODE UTF-8",
                "PID|1||SYN-" + controlId + "^^^EXAMPLE^MR||Synthetic^Zwillingsbruder||19700101|F",
                "OBR|1||F-" + controlId + "^EXAMPLE|MS-PANEL^Muscle strength^EXICU|||20261129073000+0100"
                        + "||||||||||||||||||F",
                "OBX|1|ST|" + code + "^^EXICU|1|" + value + "||||||F|||20261129073000+0100||T1^Tester^Synthetic",
                "");
    }

    private void send(String message) {
        server.post(root + "/hl7v2", message, "Content-Type", "application/hl7-v2");
    }

    private JsonNode kept(String sender) {
        Answer list = server.get(root + "/messages?sender=" + sender.replace("|", "%7C"));
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        return StreamSupport.stream(list.json().path("messages").spliterator(), false)
                .filter(message -> message.path("controlId").asText().equals(controlId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not listed: " + list.body()));
    }

    @Test
    void aMessageOfAnUnknownSenderIsKeptWithTheReasonAndTriedAgain() {
        String sender = "EXAMPLE-" + controlId + "|NOWHERE";
        String message = message(sender, "MS-EFL-L", "4/5");
        send(message);
        JsonNode kept = kept(sender);
        assertThat(kept.path("status").asText()).isEqualTo("refused");
        assertThat(kept.path("rules").toString()).contains("sender-unknown");
        assertThat(kept.toString()).doesNotContain("Zwillingsbruder");
        String address = root + "/messages/" + kept.path("id").asText();
        Answer whole = server.get(address);
        assertThat(whole.json().path("content").asText()).isEqualTo(message);
        assertThat(whole.json().path("answer").asText()).contains("MSA|A", controlId);
        assertThat(Answer.Issue.in(whole.json().path("outcome")))
                .anySatisfy(issue -> assertThat(issue.rule()).isEqualTo("sender-unknown"));
        assertThat(server.get(address, "Accept", "application/hl7-v2").body()).isEqualTo(message);
        Answer again = server.post(address + "/$replay", "");
        assertThat(again.status()).as(again.body()).isEqualTo(422);
        assertThat(again.json().path("attempts").asInt()).isEqualTo(2);
        assertThat(Answer.Issue.in(again.json().path("outcome")))
                .anySatisfy(issue -> assertThat(issue.rule()).isEqualTo("sender-unknown"));
    }

    @Test
    void aCodeThatNoMapKnowsIsReported() {
        String code = "MS-XYZ-" + controlId;
        send(message(KNOWN, code, "4/5"));
        assertThat(kept(KNOWN).path("rules").toString()).contains("local-code-unmapped");
        Map<String, JsonNode> unmapped = StreamSupport.stream(
                        server.get(root + "/unmapped").json().path("unmapped").spliterator(), false)
                .collect(Collectors.toMap(each -> each.path("code").asText(), each -> each, (one, other) -> one));
        assertThat(unmapped.get(code).path("sender").asText()).isEqualTo(KNOWN);
        assertThat(unmapped.get(code).path("system").asText()).isEqualTo("EXICU");
        assertThat(unmapped.get(code).path("count").asInt()).isEqualTo(1);
        assertThat(server.get(root + "/unmapped", "Accept", "text/csv").body())
                .contains(KNOWN + ",EXICU," + code + ",");
        Answer report = server.get(root + "/senders/EXAMPLE-ICU%7CGENERAL");
        assertThat(report.json().path("refused").asInt()).isPositive();
        assertThat(report.json().path("reasons").toString()).contains("local-code-unmapped");
        assertThat(report.json().path("unmapped").toString()).contains(code);
        assertThat(server.get(root + "/senders").body()).contains(KNOWN);
    }

    @Test
    void anAcceptedMessageCannotBeReplayed() {
        send(message(KNOWN, "MS-EFL-L", "4/5"));
        JsonNode kept = kept(KNOWN);
        assertThat(kept.path("status").asText()).isEqualTo("accepted");
        assertThat(kept.path("stored").asInt()).isPositive();
        Answer replayed = server.post(root + "/messages/" + kept.path("id").asText() + "/$replay", "");
        assertThat(replayed.status()).isEqualTo(409);
        assertThat(replayed.issues()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(server.get(root + "/nothing").status()).isEqualTo(404);
        assertThat(server.get(root + "/nothing").issues()).hasSize(1);
        assertThat(server.post(root + "/messages/none/$replay", "").status()).isEqualTo(404);
    }
}
