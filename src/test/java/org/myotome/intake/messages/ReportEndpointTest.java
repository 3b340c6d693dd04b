package org.myotome.intake.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.storage.messages.MessageDatabase.NOON;
import static org.myotome.storage.messages.MessageDatabase.accepted;
import static org.myotome.storage.messages.MessageDatabase.refused;
import static org.myotome.storage.messages.MessageDatabase.unmapped;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.storage.messages.TableCounts;

/** What an interface engineer is told about codes and senders. */
class ReportEndpointTest {

    private static final String CSV = "text/csv";

    private final MessagesServer server = new MessagesServer();

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void unmappedCodesAreListed() {
        server.keep(refused("ICU", "1", NOON, unmapped("EXICU", "MS-XYZ", "-left")));
        server.keep(refused("ICU", "2", NOON, unmapped("EXICU", "MS-XYZ", "-left")));
        server.keep(refused("WARD", "2", NOON, unmapped("EXICU", "MS-ABC", "")));
        Answer all = server.get("/unmapped");
        assertThat(all.json().path("unmapped")).hasSize(2);
        assertThat(all.json().at("/unmapped/0").toString())
                .isEqualTo(
                        "{\"sender\":\"ICU\",\"system\":\"EXICU\",\"code\":\"MS-XYZ\",\"text\":\"-left\",\"count\":2,"
                                + "\"lastSeen\":\"2026-11-29T12:00:00Z\"}");
        assertThat(server.get("/unmapped?sender=WARD").json().path("unmapped")).hasSize(1);
        assertThat(server.get("/unmapped", "Accept", CSV).body())
                .startsWith(
                        "sender,system,code,text,count,lastSeen\r\nICU,EXICU,MS-XYZ,'-left,2,2026-11-29T12:00:00Z\r\n");
    }

    @Test
    void eachSenderHasItsReport() {
        server.keep(accepted("ICU|GENERAL", "1", NOON));
        server.keep(refused("ICU|GENERAL", "2", NOON.plusSeconds(1), unmapped("EXICU", "MS-XYZ", "Left xyz")));
        server.keep(accepted("LAB/ICU ü|x", "1", NOON));
        Answer senders = server.get("/senders");
        assertThat(senders.json().path("senders")).hasSize(2);
        for (var sender : senders.json().path("senders")) {
            Answer report = server.get(sender.path("report").asText().substring("/intake".length()));
            assertThat(report.status()).isEqualTo(200);
            assertThat(report.json().path("sender")).isEqualTo(sender.path("sender"));
        }
        Answer report = server.get("/senders/ICU%7CGENERAL");
        assertThat(report.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(report.json().path("refused").asInt()).isEqualTo(1);
        assertThat(report.json().path("stored").asInt()).isEqualTo(12);
        assertThat(report.json().path("firstMessage").asText()).isEqualTo("2026-11-29T12:00:00Z");
        assertThat(report.json().path("lastMessage").asText()).isEqualTo("2026-11-29T12:00:01Z");
        assertThat(report.json().path("reasons").toString())
                .isEqualTo("[{\"rule\":\"local-code-unmapped\",\"count\":1}]");
        assertThat(report.json().at("/unmapped/0/code").asText()).isEqualTo("MS-XYZ");
        assertThat(server.get("/senders/ICU%7CGENERAL", "Accept", CSV).body()).isEqualTo("""
                sender,item,system,code,text,value
                ICU|GENERAL,accepted,,,,1
                ICU|GENERAL,refused,,,,1
                ICU|GENERAL,stored,,,,12
                ICU|GENERAL,firstMessage,,,,2026-11-29T12:00:00Z
                ICU|GENERAL,lastMessage,,,,2026-11-29T12:00:01Z
                ICU|GENERAL,tables,,,,0
                ICU|GENERAL,tableRows,,,,0
                ICU|GENERAL,tableStored,,,,0
                ICU|GENERAL,tableAlreadyThere,,,,0
                ICU|GENERAL,tableRefused,,,,0
                ICU|GENERAL,reason,,local-code-unmapped,,1
                ICU|GENERAL,unmapped,EXICU,MS-XYZ,Left xyz,1
                """.replace("\n", "\r\n"));
        assertThat(server.get("/senders", "Accept", CSV).body())
                .contains("ICU|GENERAL,/intake/senders/ICU%7CGENERAL\r\n");
    }

    @Test
    void theRowsOfTablesAreCountedToo() {
        server.keepTable("STUDY", new TableCounts(12, 9, 1, 2));
        server.keepTable("STUDY", new TableCounts(12, 0, 12, 0));
        Answer report = server.get("/senders/STUDY");
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.json().path("tables").toString())
                .isEqualTo("{\"count\":2,\"rows\":24,\"stored\":9,\"alreadyThere\":13,\"refused\":2}");
        assertThat(report.json().path("accepted").asInt()).as("messages").isZero();
        assertThat(report.json().path("lastMessage").asText()).isEqualTo("2026-11-29T12:00:00Z");
        assertThat(server.get("/senders/STUDY", "Accept", CSV).body())
                .contains("STUDY,tables,,,,2\r\n", "STUDY,tableStored,,,,9\r\n");
        assertThat(server.get("/senders").json().path("senders")).hasSize(1);
    }
}
