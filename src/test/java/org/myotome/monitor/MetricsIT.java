package org.myotome.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;
import org.myotome.intake.IntakeClient;

/** The figures that Prometheus reads say what became of what was sent, in words of the domain and without any of a patient. */
class MetricsIT {

    private static final String ACCEPTED = "myotome_observations_accepted_total";
    private static final String REFUSED = "myotome_observations_refused_total";
    private static final String REFUSALS = "myotome_refusals_total";
    private static final String MESSAGES = "myotome_messages_seconds_count";
    private static final String REQUESTS = "myotome_requests_seconds_count";
    private static final String SECRET = "Zwillingsbruder";

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final IntakeClient intake = new IntakeClient();
    private final Scrape before = scrape();

    private Scrape scrape() {
        return Scrape.of(server, RunningServer.management());
    }

    private void assertAdded(double expected, Scrape after, String name, String... labels) {
        assertThat(after.value(name, labels) - before.value(name, labels))
                .as(name + " " + String.join(" ", labels))
                .isEqualTo(expected);
    }

    @Test
    void aGradeIsCountedByWhatBecameOfIt() {
        ObjectNode wrong = bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3");
        server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3").toString());
        server.post("/Observation", wrong.toString());
        server.post("/Observation", "{\"resourceType\": \"Observation\",");
        server.post("/Observation/$validate", wrong.toString());
        Scrape after = scrape();
        assertAdded(1, after, ACCEPTED, "channel", "rest");
        assertAdded(2, after, REFUSED, "channel", "rest");
        assertAdded(1, after, REFUSALS, "channel", "rest", "rule", "myo-5");
        assertAdded(1, after, REQUESTS, "interaction", "create", "type", "Observation", "outcome", "ok");
        assertAdded(1, after, REQUESTS, "interaction", "$validate", "type", "Observation");
        assertThat(after.value("myotome_validations_total", "by", "profiles"))
                .isGreaterThan(before.value("myotome_validations_total", "by", "profiles"));
        assertThat(after.value("myotome_validations_total", "by", "validator"))
                .isGreaterThan(before.value("myotome_validations_total", "by", "validator"));
    }

    @Test
    void aTransactionCountsAsAWholeAndABatchEntryByEntry() {
        ObjectNode right = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
        ObjectNode wrong = bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3");
        server.post("", BundleOf.transaction().post(right).post(right).toString());
        server.post("", BundleOf.transaction().post(right).post(wrong).toString());
        server.post("", BundleOf.batch().post(right).post(wrong).post(right).toString());
        Scrape after = scrape();
        assertAdded(4, after, ACCEPTED, "channel", "transaction");
        assertAdded(3, after, REFUSED, "channel", "transaction");
        assertAdded(2, after, REFUSALS, "channel", "transaction", "rule", "myo-5");
    }

    @Test
    void messagesAreCountedByTheWayOnWhichTheyCame() throws IOException {
        String right = IntakeClient.message("MON-1", "MON-O1", IntakeClient.result(1, "MS-EFL-L", "4/5", "F"));
        String wrong = IntakeClient.message("MON-1", "MON-O2", IntakeClient.result(1, "MS-EFL-L", "9/5", "F"));
        assertThat(IntakeClient.code(intake.hl7("", right))).isEqualTo("AA");
        intake.hl7("", right);
        intake.hl7("", wrong);
        overMllp(IntakeClient.message("MON-2", "MON-O3", IntakeClient.result(1, "MS-EFL-L", "4/5", "F")));
        Scrape after = scrape();
        assertAdded(1, after, MESSAGES, "channel", "hl7v2", "outcome", "accepted");
        assertAdded(1, after, MESSAGES, "channel", "hl7v2", "outcome", "repeated");
        assertAdded(1, after, MESSAGES, "channel", "hl7v2", "outcome", "refused");
        assertAdded(1, after, MESSAGES, "channel", "mllp", "outcome", "accepted");
        assertAdded(1, after, REFUSALS, "channel", "hl7v2", "rule", "grade-unreadable");
        assertThat(after.value(ACCEPTED, "channel", "mllp")).isGreaterThan(before.value(ACCEPTED, "channel", "mllp"));
        assertAdded(3, after, REQUESTS, "interaction", "intake-hl7v2");
    }

    private static void overMllp(String message) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RunningServer.mllpPort())) {
            socket.getOutputStream()
                    .write(("\u000b" + message.replace('\n', '\r') + "\u001c\r").getBytes(StandardCharsets.UTF_8));
            int last = socket.getInputStream().read();
            while (last != 0x1c && last >= 0) {
                last = socket.getInputStream().read();
            }
        }
    }

    @Test
    void rowsOfTablesAreCounted() {
        String header = "patient,datetime,side,movement,scale,value,tester,position\n";
        String row = "%s,2026-03-01T09:30:00+01:00,left,elbow-flexion,mrc-0-5,%s,IT-TESTER,\n";
        intake.csv(
                "sender=EXAMPLE-TABLE",
                header + row.formatted("MON-3", "4") + row.formatted("MON-4", "nine") + row.formatted("MON-5", "5"));
        Scrape after = scrape();
        assertAdded(2, after, ACCEPTED, "channel", "csv");
        assertAdded(1, after, REFUSALS, "channel", "csv", "rule", "grade-unreadable");
        assertAdded(1, after, REQUESTS, "interaction", "intake-csv", "outcome", "ok");
    }

    @Test
    void whateverIsAskedNothingOfItBecomesALabel() {
        server.get("/" + SECRET);
        server.get("/" + SECRET + "/" + SECRET);
        server.get("/Patient/" + SECRET);
        server.get("/Patient/$" + SECRET);
        server.get("/Patient?family=" + SECRET + "&" + SECRET + "=1");
        server.put("/Patient/" + SECRET, "{\"resourceType\": \"" + SECRET + "\"}");
        server.post("/" + SECRET, "{\"" + SECRET + "\": 1}");
        intake.get("/" + SECRET);
        intake.hl7("", "MSH|" + SECRET);
        String[] types = {"Account", "Appointment", "Basic", "Binary", "Claim", "Slot"};
        for (String type : types) {
            server.get("/" + type);
        }
        Scrape after = scrape();
        assertThat(after.text()).doesNotContain(SECRET).doesNotContain("\"Slot\"");
        assertThat(after.value(REQUESTS, "type", "other")).isGreaterThan(before.value(REQUESTS, "type", "other"));
    }

    @Test
    void theIdOfARequestIsTheSameInHeaderAndLog() {
        Answer failed = intake.hl7("?dry-run=perhaps", "MSH|");
        assertThat(failed.header("X-Request-ID")).isNotBlank();
        assertThat(server.get("/Patient?colour=x", "X-Request-ID", "of-the-client")
                        .header("X-Request-ID"))
                .isEqualTo("of-the-client");
    }
}
