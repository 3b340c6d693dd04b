package org.myotome.torture;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The short form of {@link DatabaseOutageTorture}. */
class DatabaseOutageIT {

    @Test
    void theServerGoesOnWhenPostgresqlWasKilledAndItsConnectionsWereCut() throws IOException, InterruptedException {
        try (DatabaseOutage outage = DatabaseOutage.start()) {
            outage.suffer("kill -9 of PostgreSQL, then a cut", 1, now -> {
                now.database().kill();
                now.pause(0, 500);
                now.database().start();
                now.proxy().cut();
            });
        }
    }
}
