package org.myotome.intake.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.storage.messages.MessageDatabase.NOON;
import static org.myotome.storage.messages.MessageDatabase.because;
import static org.myotome.storage.messages.MessageDatabase.refused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;

/** What is wrong with a request is said, and what fails inside stays inside. */
class MessagesServletTest {

    private final MessagesServer server = new MessagesServer();

    @AfterEach
    void stop() throws Exception {
        server.close();
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
        Answer answer = server.getAsPasted(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
        assertThat(answer.issues().get(0).diagnostics()).contains(sent, allowed);
    }

    @Test
    void aFailureTellsNothing() {
        server.intake().breakDown();
        Answer failed = server.replay(server.keep(refused("ICU", "1", NOON, because("side-missing"))));
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.body()).contains("OperationOutcome").doesNotContain("Zwillingsbruder", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/messages/none", "/senders/none", "/", "/nothing", "/messages/1/2", "/messages/", "/unmapped/x"
            })
    void whatIsNotThereIsNotFound(String path) {
        Answer answer = server.get(path);
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
        Answer answer = server.send(method, path);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        assertThat(answer.issues()).hasSize(1);
    }

    @Test
    void headIsAnsweredLikeGet() {
        Answer answer = server.send("HEAD", "/messages");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }
}
