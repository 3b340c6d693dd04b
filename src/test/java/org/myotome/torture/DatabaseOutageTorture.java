package org.myotome.torture;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseOutageTorture {

    private final int rounds = Settings.chosen().rounds();
    private DatabaseOutage outage;

    @BeforeEach
    void start() throws IOException {
        outage = DatabaseOutage.start();
    }

    @AfterEach
    void stop() throws IOException {
        if (outage != null) {
            outage.close();
        }
    }

    @Test
    void theDatabaseIsKilled() throws IOException, InterruptedException {
        outage.suffer("kill -9 of PostgreSQL, back after 0 to 5 s", rounds, now -> {
            now.database().kill();
            now.pause(0, 5_000);
            now.database().start();
        });
    }

    @Test
    void connectionsAreCut() throws IOException, InterruptedException {
        outage.suffer("all connections cut, three times in a row", rounds, now -> {
            for (int i = 0; i < 3; i++) {
                now.proxy().cut();
                now.pause(0, 300);
            }
        });
    }

    @Test
    void theDatabaseCannotBeReached() throws IOException, InterruptedException {
        outage.suffer("connections refused for 1 to 15 s", Math.min(10, rounds), now -> {
            now.proxy().refuse(true);
            now.proxy().cut();
            now.pause(1_000, 15_000);
            now.proxy().refuse(false);
        });
    }

    @Test
    void connectionsAreTakenAndNotAnswered() throws IOException, InterruptedException {
        outage.suffer("connections taken and never answered for 1 to 15 s", Math.min(10, rounds), now -> {
            now.proxy().swallow(true);
            now.proxy().cut();
            now.pause(1_000, 15_000);
            now.proxy().swallow(false);
        });
    }

    @Test
    void theDatabaseFallsSilent() throws IOException, InterruptedException {
        outage.suffer("silence for 1 to 20 s, then a cut", Math.min(5, rounds), now -> {
            now.proxy().silence(true);
            now.pause(1_000, 20_000);
            now.proxy().cut();
            now.proxy().silence(false);
        });
    }
}
