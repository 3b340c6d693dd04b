package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.myotome.Bedside;
import org.myotome.RunningServer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two nodes, of which one after the other is stopped or killed and started again under load: the long form of TwoNodesIT. */
class TwoNodesTorture {

    private static final int SEARCHES = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void clientsThatSendAgainSeeNeitherRestartsNorKills() throws IOException, InterruptedException {
        Random random = Settings.chosen().random("two nodes");
        try (Nodes nodes = Nodes.start(RunningServer.temporaryDirectory(), Settings.launch())) {
            for (int round = 1; round <= Settings.chosen().rounds(); round++) {
                FailoverLoad load = FailoverLoad.on(nodes, "N" + round).begin();
                Victim node = nodes.both().get(round % 2);
                load.goOn(1 + random.nextInt(80));
                if (random.nextBoolean()) {
                    node.kill();
                } else {
                    node.stop();
                    assertThat(node.printed()).doesNotContain("ERROR", "Exception");
                }
                load.goOn(20);
                node.start().ready();
                load.goOn(20);
                load.stop();
                Tally tally = load.check(node.wire());
                System.out.println("Round " + round + ": " + tally.acknowledged() + " acknowledged, " + load.again()
                        + " times sent again");
            }
        }
    }

    /** HAPI's job for it runs on both nodes, each minute. */
    @Test
    void searchesThatAreOldAreRemovedByBothNodesAtOnce() throws IOException, InterruptedException {
        try (Nodes nodes = Nodes.start(RunningServer.temporaryDirectory(), Settings.launch())) {
            RunningServer one = nodes.clients().get(0);
            Bedside bedside = Bedside.on(one);
            bedside.store(bedside.twelve("3"));
            for (int search = 0; search < SEARCHES; search++) {
                String kept = "/Observation?subject=" + bedside.patient()
                        + "&_count=2&_include=Observation:performer&_sort=-date&date=gt20" + (10 + search % 10);
                assertThat(nodes.clients().get(search % 2).get(kept).next()).isNotEmpty();
            }
            JdbcTemplate jdbc = new JdbcTemplate(nodes.database().database());
            assertThat(jdbc.update(
                            "update HFJ_SEARCH set CREATED = CREATED - interval '3 hours', EXPIRY_OR_NULL = null"))
                    .as("searches that HAPI keeps")
                    .isGreaterThan(SEARCHES / 2);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (rows(jdbc, "HFJ_SEARCH") + rows(jdbc, "HFJ_SEARCH_RESULT") > 0) {
                assertThat(System.nanoTime()).as("they are removed").isLessThan(end);
                Thread.sleep(500);
            }
            nodes.both().forEach(node -> assertThat(node.printed()).doesNotContain("ERROR", "WARN", "Exception"));
        }
    }

    private static int rows(JdbcTemplate jdbc, String table) {
        return jdbc.queryForList("select count(*) from " + table, Integer.class).get(0);
    }
}
