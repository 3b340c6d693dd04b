package org.myotome.torture;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The short form of {@link KilledServerTorture}. */
class KilledServerIT {

    @Test
    void whatWasAcknowledgedIsThereOnce() throws IOException, InterruptedException {
        KilledServer.kill("h2", 1);
    }
}
